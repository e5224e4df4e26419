"""What happened: matters and their acts, chained. No free text and no name stands here (design, section 7)."""

from django.db import models

from wederhoor.organisations.models import CalendarVersion, Immutable, Organisation, ProcedureVersion


class Matter(models.Model):
    """A dossier with the objections and appeals that follow on it, or a year: one log, one lock, one chain.

    `length`: acts in the log. `head`: digest of the last act in hex. `parties_given`: references given out so far. `drawn_at`: up to
    when passing time has been drawn into the derived rows. `engine`: the version of the engine that made those rows. `key` makes a
    repeated filing the same filing. Without a calendar of its own the default calendar holds.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="matters")
    procedure_version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="matters")
    calendar_version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="matters")
    named_calendars = models.JSONField(default=dict, blank=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    parties_given = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField()
    engine = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 - many without a key, each key once

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="matter_key_once")]

    def __str__(self) -> str:
        return f"zaak {self.pk}"


class Act(Immutable):
    """One act as recorded. `seq` counts from 0 within the matter; `dossier` is the name of the dossier it belongs to.

    `data`: flat codes, references, dates, flags and numbers. `person`: reference of the party who bore the role. `digests`:
    salted digests of its texts and of the parties it wrote, kept when those rows are destroyed. `digest` chains them all to
    the act before. `shape`: version of this row's shape.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="acts")
    seq = models.PositiveIntegerField()
    dossier = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=20, blank=True)
    data = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    shape = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 - many without a key, each key once

    class Meta:
        ordering = ["matter", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="act_seq_once"),
            models.UniqueConstraint(fields=["matter", "key"], name="act_key_once", condition=models.Q(key__isnull=False)),
            models.CheckConstraint(condition=models.Q(at__lte=models.F("recorded_at")), name="act_not_in_the_future"),
        ]
        indexes = [models.Index(fields=["matter"], name="act_destroyed", condition=models.Q(act="destroy"))]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class Counter(models.Model):
    """The last number given out in an organisation and a scope (a year). Gaps are allowed: it is drawn apart from the filing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="counters")
    scope = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "scope"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"


class Anchor(Immutable):
    """One digest over the heads of all matters of an organisation at the end of a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="anchors")
    day = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="anchor_once")]

    def __str__(self) -> str:
        return f"{self.day}"
