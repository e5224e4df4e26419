"""What is known of organisations: who works there, whom they serve, and which regulations and calendars they published."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, models


class Organisation(models.Model):
    """One that promises procedures; everything belongs to exactly one.

    `settings`: `mailboxes` {key: mail address} and `post` {key: postal address} for the addresses that a procedure names,
    `default_procedure` (id) where several are in force.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    accent = models.CharField(max_length=20, default="#2b5797")
    settings = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person who works for an organisation. One user may be a member of several."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
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
    """Whom a customer named to be told of what matters to it."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "email"], name="contact_once")]

    def __str__(self) -> str:
        return self.name


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
