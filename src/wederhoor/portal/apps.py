"""Tells Django about this room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room `portal`."""

    name = "wederhoor.portal"
    label = "portal"
    verbose_name = "Loket"
    default_auto_field = "django.db.models.BigAutoField"
