"""Every view says who may come through its door, so that a test can ask it of every URL."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

PERMISSIONS: Final = (
    "public",  # anyone: the regulation's page, the form, signing in
    "complainant",  # who holds the tracking code of this dossier
    "customer",  # a contact person who has signed in
    "staff",  # a member of the organisation; what he may see and do is asked of the core and the access query
    "officer",  # staff who keep the settings of the organisation
    "machine",  # a program with a key
)
View = TypeVar("View", bound=Callable[..., Any])


def open_to(permission: str) -> Callable[[View], View]:
    """Mark a view with the permission it asks (`view.permission`). An unknown permission is a ValueError when the module loads."""
    if permission not in PERMISSIONS:
        raise ValueError(f"unknown permission: {permission}")

    def mark(view: View) -> View:
        setattr(view, "permission", permission)  # noqa: B010 -- a plain assignment is not typed on a callable
        return view

    return mark
