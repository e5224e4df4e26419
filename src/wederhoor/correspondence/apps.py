"""Tells Django about this room."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """The room `correspondence`."""

    name = "wederhoor.correspondence"
    label = "correspondence"
    verbose_name = "Correspondentie"
    default_auto_field = "django.db.models.BigAutoField"
