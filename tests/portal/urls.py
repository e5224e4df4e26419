"""The public pages alone, at the root."""

from django.urls import include, path

urlpatterns = [path("", include("wederhoor.portal.urls"))]
