"""Every address of the site, by room."""

from django.urls import URLPattern, URLResolver, include, path

from wederhoor.site.health import healthy

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond", healthy, name="health"),
    path("bureau/", include("wederhoor.desk.urls")),
    path("", include("wederhoor.portal.urls")),
]
