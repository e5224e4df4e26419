"""Every address of the site, by room."""

from django.urls import URLPattern, URLResolver, include, path

from wederhoor.site.health import healthy
from wederhoor.site.language import speak

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond", healthy, name="health"),
    path("taal", speak, name="language"),
    path("bureau/", include("wederhoor.desk.urls")),
    path("bij/", include("wederhoor.desk.outside_urls")),
    path("klant/", include("wederhoor.portal.customer_urls")),
    path("", include("wederhoor.portal.urls")),
]
handler404 = "wederhoor.web.views.not_there"
