"""Tells Django about this room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The room `dossiers`."""

    name = "wederhoor.dossiers"
    label = "dossiers"
    verbose_name = "Dossiers"
    default_auto_field = "django.db.models.BigAutoField"
