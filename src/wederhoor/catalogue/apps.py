"""Tells Django about this room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The room `catalogue`."""

    name = "wederhoor.catalogue"
    label = "catalogue"
    verbose_name = "Catalogus"
    default_auto_field = "django.db.models.BigAutoField"
