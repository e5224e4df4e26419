"""Every address of the site, by room."""

from django.urls import URLPattern, URLResolver, path

from wederhoor.site.health import healthy

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond", healthy, name="health"),
]
