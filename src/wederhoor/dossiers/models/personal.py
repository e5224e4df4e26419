"""Personal data, apart from the log, each row with a random salt; destroying a dossier deletes them (design, section 7)."""

from django.db import models

from wederhoor.dossiers.models.derived import Dossier
from wederhoor.dossiers.models.log import Matter
from wederhoor.organisations.models import Member

SALT = 16
"""Bytes of chance in a salt."""


class Party(models.Model):
    """A person in a matter, staff too; the log knows only the reference (`p-1`). `part`: what he came in as."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    ref = models.CharField(max_length=20)
    part = models.CharField(max_length=80, blank=True)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="parties")
    name = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    salt = models.BinaryField(max_length=SALT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "ref"], name="party_ref_once")]

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
    """A file in a dossier, written and flushed before the transaction that names it. `path` is relative to the documents' folder."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    ref = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=SALT)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "ref"], name="document_ref_once")]

    def __str__(self) -> str:
        return self.name


class TrackingCode(models.Model):
    """By which a complainant reaches his own dossier; only the code's digest (SHA-256, hex) is kept."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

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
