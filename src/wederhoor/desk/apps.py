"""Tells Django about this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room `desk`."""

    name = "wederhoor.desk"
    label = "desk"
    verbose_name = "Bureau"
    default_auto_field = "django.db.models.BigAutoField"
