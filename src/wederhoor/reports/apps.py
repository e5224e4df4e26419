"""Tells Django about this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room `reports`."""

    name = "wederhoor.reports"
    label = "reports"
    verbose_name = "Verslagen"
    default_auto_field = "django.db.models.BigAutoField"
