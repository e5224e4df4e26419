"""What is known of organisations: who works there, whom they serve, and which regulations and calendars they published."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Upper


class Organisation(models.Model):
    """One that promises procedures; everything belongs to exactly one.

    `settings`: `mailboxes` {key: mail address} and `post` {key: postal address} for the addresses that a procedure names,
    `holders` {role: name} for who may be named with them,
    `default_procedure` (id) where several are in force, `last_days` {procedure: day as "2026-12-31"} of those under which one files no
    more after it, `embed_origins` (list) the sites that may show the regulation in a page of theirs.

    `accent`: the name of an accent of ours, or a colour of its own as "#rrggbb"; then `accent_dark` is the one for the dark. `logo`: what
    a page needs to know to show it (`digest`, `width`, `height` in pixels), empty where there is none.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    accent = models.CharField(max_length=20, default="#2b5797")
    settings = models.JSONField(default=dict, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    logo = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Logo(models.Model):
    """The picture of an organisation's logo, of which `kind` is the media type: PNG or JPEG."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="logo_file")
    kind = models.CharField(max_length=40)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.kind


class Publication(models.Model):
    """A document that an organisation publishes beside its regulation, as PDF, under a name in addresses (`slug`).

    `page`: the id of the page that the regulation promises and that this document is; empty for any other document. `size` in bytes.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="publications")
    slug = models.SlugField(max_length=80)
    page = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="publication_once")]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """A person who works for an organisation. One user may be a member of several.

    `language`: in which he is written to, and in which a browser begins where nobody chose yet; empty while he never chose.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="member_once")]

    def __str__(self) -> str:
        return self.name


class MemberRole(models.Model):
    """What a member is there for: the id of a role, as the organisation's procedures name it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="member_role_once")]

    def __str__(self) -> str:
        return self.role


class Absence(models.Model):
    """A member is away, the first and the last day included; without a last day until further notice.

    While he is away `stand_in` does his work: he reads and does what the one who is away may read and do, in his own name.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    stand_in = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="stands_in")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="absence_ends_later"),
            models.CheckConstraint(condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("member")), name="absence_by_another"),
        ]

    def __str__(self) -> str:
        return f"m-{self.member_id} {self.since}"


class SavedView(models.Model):
    """A view of the register under a name: its filters as a query string. `shared`: the whole organisation sees it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """The secret address of a member's calendar; only its digest (SHA-256, hex) is kept. A new one takes the old one away."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class Customer(models.Model):
    """An institution that buys from the organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="customer_code_once")]

    def __str__(self) -> str:
        return self.name


class ContactPerson(models.Model):
    """Whom a customer named to be told of what matters to it; he signs in with his address. `function`: what he does there.

    `signed_in_at`: when he did so last; empty while he never did.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=60, blank=True)
    function = models.CharField(max_length=100, blank=True)
    signed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "email"], name="contact_once")]
        indexes = [models.Index(Upper("email"), name="contact_by_email")]

    def __str__(self) -> str:
        return self.name


class ContactLink(models.Model):
    """A mailed link of a contact person, which works once, before it expires. Only its digest (SHA-256, hex) is kept.

    `email`: the new address that it proves; empty where it lets him in.
    """

    contact = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="contact_link_expires_later")]

    def __str__(self) -> str:
        return self.digest[:8]


class WrittenOnce(models.QuerySet[Any]):
    """Rows that are written once: changing or deleting them raises PermissionDenied."""

    def update(self, **kwargs: Any) -> int:  # noqa: ANN401 - as Django has it
        """Refuses."""
        del kwargs
        raise PermissionDenied(f"{self.model.__name__} is written once and never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuses."""
        raise PermissionDenied(f"{self.model.__name__} is written once and never deleted.")


class Immutable(models.Model):
    """A row that is written once: changing or deleting it raises PermissionDenied."""

    objects = WrittenOnce.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Writes a new row only."""
        if not self._state.adding:
            raise PermissionDenied(f"{type(self).__name__} is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: FBT001, FBT002 - the same
        """Refuses."""
        del using, keep_parents
        raise PermissionDenied(f"{type(self).__name__} is written once and never deleted.")


class ProcedureVersion(Immutable):
    """One version of a regulation, with its text as published. `digest`: SHA-256 of that text, in hex."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="procedures")
    procedure = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "procedure", "version"], name="procedure_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="procedure_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}@{self.version}"


class Reading(models.Model):
    """That a member was asked to read a version of the regulation, and that he said that he did."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="readings")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="readings")
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "version"], name="reading_once")]

    def __str__(self) -> str:
        return f"m-{self.member_id} {self.version_id}"


class CalendarVersion(Immutable):
    """One version of a calendar; the organisation's own is called `default`, others are named by terms ("school")."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calendars")
    name = models.CharField(max_length=80, default="default")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name", "digest"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.name}@{self.digest[:12]}"


def roles_of(member: Member) -> frozenset[str]:
    """The roles that a member holds in the organisation."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT role FROM {MemberRole._meta.db_table} WHERE member_id = %s", [member.pk])  # noqa: S608 - our own table
        return frozenset(role for (role,) in cursor.fetchall())
