"""The addresses of the public: the organisations, a regulation with its form, and the page of a complaint by its code."""

from django.urls import path

from wederhoor.portal.views import act, code, filing, organisations, regulation, status

app_name = "portal"

urlpatterns = [
    path("", organisations.listed, name="organisations"),
    path("toegankelijkheid/", organisations.accessibility, name="accessibility"),
    path("volgen/", code.enter, name="follow"),
    path("volgen/<str:code>/", status.page, name="status"),
    path("volgen/<str:code>/ontvangst/", status.receipt, name="receipt"),
    path("volgen/<str:code>/<int:place>/<str:act>/", act.take, name="act"),
    path("<slug:slug>/", regulation.in_force, name="regulation"),
    path("<slug:slug>/versie/<int:version>/", regulation.edition, name="edition"),
    path("<slug:slug>/klacht/", filing.file, name="file"),
    # As letters write it.
    path("<slug:slug>/volg/<str:code>", code.linked, name="linked"),
]
