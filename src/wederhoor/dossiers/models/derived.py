"""Rows derived from log, procedure and calendar: moments, never words that depend on today. Written only with the act that changes them."""

from django.db import models
from django.db.models import F, Q

from wederhoor.dossiers.models.log import Matter
from wederhoor.organisations.models import Customer, Member, Organisation


class Dossier(models.Model):
    """A dossier as lists show it. `number` is given once; all else follows from the log.

    `stage`: as people see it (`objection` while one is open). `next_due`: the end of the earliest open duty, with its id, clause
    and holder (a role). `next_change`: the next moment to look. `looked_at`: up to when the sweep has looked. `recheck`: a
    calendar was published that the sweep has not weighed it against. `pressing`: its rank in the worklist, before its date: 0
    critical and handled by nobody, 1 critical, 2 handled by nobody, 3 the rest. `facts`: flat codes for reports.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="dossiers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dossiers")
    name = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    instance = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    product = models.CharField(max_length=100, blank=True)
    critical = models.BooleanField(default=False)
    pressing = models.PositiveSmallIntegerField(default=3)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="dossiers")
    next_due = models.DateTimeField(null=True, blank=True)
    next_duty = models.CharField(max_length=80, blank=True)
    next_clause = models.CharField(max_length=40, blank=True)
    next_holder = models.CharField(max_length=80, blank=True)
    next_change = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField()
    recheck = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "name"], name="dossier_name_once"),
            models.UniqueConstraint(fields=["organisation", "number"], name="dossier_number_once"),
            models.CheckConstraint(condition=Q(next_due__isnull=True) | ~Q(next_duty=""), name="dossier_due_names_its_duty"),
        ]
        indexes = [
            models.Index(fields=["organisation", "next_due", "id"], name="dossier_open", condition=~Q(stage__in=["closed", "destroyed"])),
            models.Index(
                fields=["organisation", "pressing", "next_due", "id"],
                name="dossier_pressing",
                condition=~Q(stage__in=["closed", "destroyed"]),
            ),
            models.Index(
                fields=["organisation", "pressing", "received_at", "id"],
                name="dossier_undated",
                condition=Q(next_due__isnull=True) & ~Q(stage__in=["closed", "destroyed"]),
            ),
            models.Index(fields=["organisation", "-received_at", "-id"], name="dossier_register"),
            models.Index(
                fields=["organisation", "-received_at", "-id"],
                name="dossier_open_register",
                condition=~Q(stage__in=["closed", "destroyed"]),
            ),
            models.Index(fields=["organisation", "stage", "-received_at", "-id"], name="dossier_stage"),
            models.Index(fields=["organisation", "product", "-received_at", "-id"], name="dossier_product"),
            models.Index(fields=["next_change"], name="dossier_next_change", condition=Q(next_change__isnull=False)),
            models.Index(fields=["id"], name="dossier_recheck", condition=Q(recheck=True)),
        ]

    def __str__(self) -> str:
        return self.number


class DutyRow(models.Model):
    """A duty of a dossier. `due`: the moment it is past, `due_day` its last day; both empty while its clock stands still or is unknown.

    `status` as far as it does not depend on the time of looking: open, on_its_way, suspended, met, waived, lapsed.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=80)
    item = models.CharField(max_length=100, blank=True)
    clause = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    arose = models.DateTimeField()
    due = models.DateTimeField(null=True, blank=True)
    due_day = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12)
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="duty_once"),
            models.CheckConstraint(
                condition=Q(due__isnull=True, due_day__isnull=True) | Q(due__isnull=False, due_day__isnull=False), name="duty_due_whole"
            ),
            models.CheckConstraint(condition=~Q(status="met") | Q(met_at__isnull=False), name="duty_met_when"),
        ]

    def __str__(self) -> str:
        return self.duty


class RightRow(models.Model):
    """A right of a dossier. `status` without the clock: open, used, lapsed; past `closes` an open one has expired."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="rights")
    position = models.PositiveSmallIntegerField()
    right = models.CharField(max_length=80)
    clause = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    opened = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    closes_day = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="right_once"),
            models.CheckConstraint(condition=~Q(status="used") | Q(used_at__isnull=False), name="right_used_when"),
        ]

    def __str__(self) -> str:
        return self.right


class Reader(models.Model):
    """Who may read a dossier: everyone with a role, one member with a part in it, a party from outside, or an institution. One of the four.

    `content`: what of it; empty is all. `own`: what is his or was sent to him. `disclosed`: that, and what was put before him.
    `agreed`: that, and what it was agreed to tell him.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="readers")
    role = models.CharField(max_length=80, blank=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="reads", db_index=False)
    party = models.CharField(max_length=20, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, blank=True, related_name="reads", db_index=False)
    content = models.CharField(
        max_length=10, blank=True, choices=[("own", "eigen"), ("disclosed", "voorgelegd"), ("agreed", "afgesproken")]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "role"], name="reader_role_once", condition=~Q(role="")),
            models.UniqueConstraint(fields=["dossier", "member"], name="reader_member_once", condition=Q(member__isnull=False)),
            models.UniqueConstraint(fields=["dossier", "party"], name="reader_party_once", condition=~Q(party="")),
            models.UniqueConstraint(fields=["dossier", "customer"], name="reader_customer_once", condition=Q(customer__isnull=False)),
            models.CheckConstraint(
                condition=(
                    (Q(member__isnull=True, party="", customer__isnull=True) & ~Q(role=""))
                    | Q(member__isnull=False, role="", party="", customer__isnull=True)
                    | (Q(member__isnull=True, role="", customer__isnull=True) & ~Q(party=""))
                    | Q(member__isnull=True, role="", party="", customer__isnull=False)
                ),
                name="reader_one",
            ),
        ]
        indexes = [
            models.Index(fields=["role", "dossier"], name="reader_role"),
            models.Index(fields=["member", "dossier"], name="reader_member", condition=Q(member__isnull=False)),
            models.Index(fields=["customer", "dossier"], name="reader_customer", condition=Q(customer__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.role or self.party or (f"c-{self.customer_id}" if self.customer_id else f"m-{self.member_id}")


class Reminder(models.Model):
    """A holder was reminded of a duty (`before`) or told that it is overdue (`after`): once for each due date."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reminders")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[("before", "herinnering"), ("after", "alarm")])
    due = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "position", "kind", "due"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Proposal(models.Model):
    """A step that the sweep proposes and a person takes: an act that is due, such as `destroy` or `report_progress`."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="proposals")
    act = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "act", "position"], name="proposal_once", condition=Q(settled_at__isnull=True)),
            models.CheckConstraint(condition=Q(settled_at__isnull=True) | Q(settled_at__gte=F("made_at")), name="proposal_settled_later"),
        ]

    def __str__(self) -> str:
        return self.act
