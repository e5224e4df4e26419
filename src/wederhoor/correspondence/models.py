"""What came in and what goes out. A letter is a row with its next moment: the outbox is that index."""

from django.db import models
from django.db.models import Q

from wederhoor.dossiers.models import Dossier, Matter
from wederhoor.organisations.models import Organisation


class Message(models.Model):
    """One contact moment as it came in, kept whole. `raw`: the file of its bytes, relative to DATA_DIR, flushed before this row."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="messages")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    direction = models.CharField(max_length=10, choices=[("in", "in"), ("out", "uit"), ("internal", "intern")], default="in")
    channel = models.CharField(max_length=20, default="mail")
    message_id = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - many without one, each once
    content_digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    raw = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(
        max_length=12,
        default="new",
        choices=[
            ("new", "nieuw"),
            ("dossier", "nieuw dossier"),
            ("joined", "bij een dossier gevoegd"),
            ("tray", "in het postvak"),
            ("set_aside", "terzijde gelegd"),
            ("unreadable", "onleesbaar"),
        ],
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "message_id"], name="message_id_once"),
            models.UniqueConstraint(fields=["organisation", "content_digest"], name="message_content_once"),
            models.CheckConstraint(condition=~Q(state__in=["dossier", "joined"]) | Q(dossier__isnull=False), name="message_joined_where"),
        ]
        indexes = [models.Index(fields=["organisation", "state", "received_at"], name="message_tray")]

    def __str__(self) -> str:
        return self.subject or f"bericht {self.pk}"


class Attachment(models.Model):
    """A file that came with a message. `path`: relative to DATA_DIR."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter to leave or that left: of an act (`seq`), or without one a reminder to staff.

    `party`: reference of the addressee in the matter. `filled_for`: the day for which its words and dates hold. `next_attempt`: when
    to try, empty when nothing is to be done; `token` and `claimed_until` hold a worker's claim. `message_id` stays the same at
    every attempt.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letters")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    seq = models.PositiveIntegerField(null=True, blank=True)
    act = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=[("mail", "mail"), ("post", "post"), ("portal", "portaal")])
    party = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    edited = models.BooleanField(default=False)
    filled_for = models.DateField()
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(
        max_length=10,
        default="waiting",
        choices=[
            ("waiting", "wacht"),
            ("claimed", "onderweg"),
            ("sent", "verstuurd"),
            ("failed", "mislukt"),
            ("withdrawn", "ingetrokken"),
        ],
    )
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    next_attempt = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="letter_sent_when"),
            models.CheckConstraint(condition=~Q(state="claimed") | Q(claimed_until__isnull=False), name="letter_claimed_until"),
            models.CheckConstraint(
                condition=Q(matter__isnull=False, seq__isnull=False) | Q(seq__isnull=True, act=""), name="letter_of_an_act"
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt"], name="letter_outbox", condition=Q(next_attempt__isnull=False)),
            models.Index(fields=["matter", "seq"], name="letter_of_act"),
        ]

    def __str__(self) -> str:
        return self.subject
