"""The addresses of whoever comes from outside by a mailed link. An address names a party by its key, never a person."""

from django.urls import path

from wederhoor.desk.views import entry, outside

app_name = "outside"

urlpatterns = [
    path("", entry.listed, name="list"),
    path("link/<str:token>/", entry.link, name="link"),
    path("nieuwe-link/", entry.again, name="again"),
    path("afmelden/", entry.leave, name="leave"),
    path("<int:party>/<str:number>/", outside.page, name="dossier"),
    path("<int:party>/<str:number>/document/<str:ref>/", outside.document, name="document"),
    path("<int:party>/<str:number>/brief/<int:pk>/", outside.letter, name="letter"),
    path("<int:party>/<str:number>/<slug:name>/", outside.act, name="act"),
]
