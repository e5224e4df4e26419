"""Personal data, apart from the log, each row with a random salt; destroying a dossier deletes them (design, section 7)."""

from django.db import models
from django.db.models import F, Q

from wederhoor.dossiers.models.derived import Dossier
from wederhoor.dossiers.models.log import Matter
from wederhoor.organisations.models import Customer, Member

SALT = 16
"""Bytes of chance in a salt."""


class Party(models.Model):
    """A person in a matter, staff too, or its institution; the log knows only the reference (`p-1`). `part`: what he came in as."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    ref = models.CharField(max_length=20)
    part = models.CharField(max_length=80, blank=True)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="parties")
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True, blank=True, related_name="parties")
    name = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    salt = models.BinaryField(max_length=SALT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "ref"], name="party_ref_once")]
        indexes = [models.Index(fields=["organisation_name", "matter"], name="party_institution", condition=~Q(organisation_name=""))]

    def __str__(self) -> str:
        return self.name or self.ref


class Text(models.Model):
    """A text that an act carries: `seq` and `field` (dotted, `description`, `grounds.0`) say which."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="texts")
    seq = models.PositiveIntegerField()
    field = models.CharField(max_length=100)
    body = models.TextField()
    salt = models.BinaryField(max_length=SALT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq", "field"], name="text_once")]

    def __str__(self) -> str:
        return f"{self.seq} {self.field}"


class Document(models.Model):
    """A file in a dossier, written and flushed before the transaction that names it. `path`: relative to DATA_DIR, of this matter alone.

    `seq`: the act that brought it, none where it came with a message. `by`: the reference of who brought it, empty for staff.
    `packet`: the packet that it is, for one reader. `copy_of`: the document of which this is a copy with parts blacked out.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    ref = models.CharField(max_length=40)
    seq = models.PositiveIntegerField(null=True, blank=True)
    by = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=SALT)
    added_at = models.DateTimeField()
    packet = models.ForeignKey("Packet", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents")
    copy_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="copies")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "ref"], name="document_ref_once")]

    def __str__(self) -> str:
        return self.name


class Packet(models.Model):
    """The dossier for one reader: what goes along, what is blacked out, what is left out and why; once made it never changes.

    `reader`: a reference of the matter, `role:` and a function, `outside`, or `archive` for the account that is archived. `choices`: by
    piece what was chosen otherwise than proposed; it holds words of the dossier. `version` counts its changes; `seen`: the length of the
    log that it was made of. `due`: when a worker takes it up; while one makes it, when its lease ends.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="packets")
    reader = models.CharField(max_length=90)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="packets")
    state = models.CharField(
        max_length=10,
        default="draft",
        choices=[("draft", "concept"), ("waiting", "wacht"), ("making", "in de maak"), ("ready", "klaar"), ("failed", "mislukt")],
    )
    version = models.PositiveIntegerField(default=0)
    choices = models.JSONField(default=dict, blank=True)
    seen = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    due = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due"], name="packet_due", condition=Q(due__isnull=False))]

    def __str__(self) -> str:
        return f"{self.reader} {self.state}"


class CustomerTold(models.Model):
    """An institution that an act was to tell of something, as it was then: a row for each of its contact persons, or one without any.

    `seq`: the place of that act in the log. `letter`: the Message-ID of the letter to the contact person, which says what became of it;
    empty where the institution had none. Who became a customer later has no row.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="customers_told")
    seq = models.PositiveIntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="told", db_index=False)
    letter = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "seq", "customer", "letter"], name="customer_told_once")]

    def __str__(self) -> str:
        return f"c-{self.customer_id} {self.seq}"


class TrackingCode(models.Model):
    """By which a complainant reaches his own dossier; only the code's digest (SHA-256, hex) is kept."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class EntryLink(models.Model):
    """The mailed link by which a party from outside signs in, once, before it expires. Only its digest (SHA-256, hex) is kept."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="entry_link_expires_later")]

    def __str__(self) -> str:
        return self.digest[:8]


class AccessLog(models.Model):
    """Someone opened a dossier: once per person, dossier and quarter of an hour. `who`: `m-<member>` or the reference of a party."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="openings")
    who = models.CharField(max_length=20)
    quarter = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "who", "quarter"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.who} {self.quarter:%Y-%m-%d %H:%M}"
