"""What came in and what goes out. A letter is a row with its next moment: the outbox is that index."""

from django.db import models
from django.db.models import Q

from wederhoor.dossiers.models import Document, Dossier, Matter
from wederhoor.organisations.models import Member, Organisation


class Message(models.Model):
    """One contact moment as it came in, kept whole. `raw`: the file of its bytes, relative to DATA_DIR, flushed before this row.

    `settled_by` and `settled_at`: who placed or set aside what the machine had put before a person, and when. `html`: the formatted
    version as it came, never shown without being made safe. `parser`: the version that read it, 0 where it was not read whole. The state
    `cleared`: it lay aside for its time, and nothing is left of it but that it came in.
    """

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
    html = models.TextField(blank=True)
    parser = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=12,
        default="new",
        choices=[
            ("new", "nieuw"),
            ("dossier", "nieuw dossier"),
            ("joined", "bij een dossier gevoegd"),
            ("tray", "in het postvak"),
            ("set_aside", "terzijde gelegd"),
            ("cleared", "opgeruimd"),
            ("unreadable", "onleesbaar"),
        ],
    )
    reason = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="settled")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "message_id"], name="message_id_once"),
            models.UniqueConstraint(fields=["organisation", "content_digest"], name="message_content_once"),
            models.CheckConstraint(condition=~Q(state__in=["dossier", "joined"]) | Q(dossier__isnull=False), name="message_joined_where"),
        ]
        indexes = [
            models.Index(fields=["organisation", "direction", "state", "received_at"], name="message_tray"),
            models.Index(fields=["organisation", "sender", "received_at"], name="message_of_sender"),
        ]

    def __str__(self) -> str:
        return self.subject or f"bericht {self.pk}"


class Attachment(models.Model):
    """A file that came with a message. `path`: relative to DATA_DIR. `document`: what it became in the dossier that the message joined.

    `held`: why it is in quarantine, a code; "" where it is not. `released_by` and `released_at`: who gave it free all the same, and when.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)
    held = models.CharField(max_length=20, blank=True)
    released_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["held"], name="attachment_unscanned", condition=Q(held="unscanned", released_at__isnull=True))]

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter to leave or that left: of an act (`seq`), or without one a reminder to staff.

    `party`: reference of the addressee in the matter. `filled_for`: the day for which its words and dates hold. `next_attempt`: when
    to try, empty when nothing is to be done; `token` and `claimed_until` hold a worker's claim. `message_id` stays the same at
    every attempt. `language`: that of its words, empty where they are in several or nobody noted it. `writer`: who wrote it; `reader`:
    the role that reads it first, empty where no second reader is asked. `repeated_by` and `repeated_at`: who had it leave once more after
    it failed.
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
    language = models.CharField(max_length=2, blank=True)
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
            ("to_approve", "bij de tweede lezer"),
        ],
    )
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    next_attempt = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=40, blank=True)
    writer = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters_written")
    reader = models.CharField(max_length=60, blank=True)
    repeated_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters_repeated")
    repeated_at = models.DateTimeField(null=True, blank=True)

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
            models.Index(fields=["organisation"], name="letter_before_people", condition=Q(state__in=["to_approve", "failed"])),
        ]

    def __str__(self) -> str:
        return self.subject


class LetterTemplate(models.Model):
    """An organisation's own words for one letter of its regulation in one language; a row for each saving, the newest holds.

    `procedure` is the regulation's id in whichever version; `key` says which of its letters for this act. Empty words: back to those
    of the regulation.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letter_templates")
    procedure = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    instance = models.CharField(max_length=40)
    key = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    saved_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "procedure", "key", "language"], name="letter_template_newest")]

    def __str__(self) -> str:
        return self.subject


class SecondReader(models.Model):
    """Which role reads the letters of an act before they leave; a row for each change, the newest holds. An empty role: nobody."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="second_readers")
    procedure = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    instance = models.CharField(max_length=40)
    role = models.CharField(max_length=60, blank=True)
    saved_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act}: {self.role}"


class MailboxCursor(models.Model):
    """How far a mailbox on a mail server has been read, and by whom just now.

    `place`: user, server and folder; another place is read from its beginning. `last_uid` counts under `uid_validity`: a server that
    changes the latter has numbered its messages anew. `missed`: numbers below `last_uid` that could not be taken in yet. `token` and
    `claimed_until` hold a worker's claim; `fault` is why the last reading ended early, a word without persons.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mailbox_cursors")
    mailbox = models.CharField(max_length=40)
    place = models.CharField(max_length=500)
    uid_validity = models.PositiveBigIntegerField(null=True, blank=True)
    last_uid = models.PositiveBigIntegerField(default=0)
    missed = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    token = models.CharField(max_length=40, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mailbox", "place"], name="mailbox_cursor_once")]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.last_uid}"


class Draft(models.Model):
    """A filing that someone put aside to go on with later. It is kept because he asked for it, until he sends or deletes it or it expires.

    `key`: that of its form, so that saved twice it is one draft and sent twice one complaint. `seed`: of which its link is made with the
    installation's secret; of the link itself only the digest is kept. `answers`: what was typed, by question. `regulation`: the version
    that was before him. `letter`: the mail with its link, which goes with it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=40)
    seed = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    regulation = models.CharField(max_length=80)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    letter = models.OneToOneField(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="draft")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="draft_of_form_once")]

    def __str__(self) -> str:
        return f"concept {self.pk}"


class DraftFile(models.Model):
    """A file of a draft. `path`: relative to DATA_DIR."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name
