"""The addresses of the desk."""

from django.urls import path

from wederhoor.desk.views.act import act
from wederhoor.desk.views.dossier import dossier
from wederhoor.desk.views.intake import intake
from wederhoor.desk.views.letter import letter
from wederhoor.desk.views.register import register
from wederhoor.desk.views.signin import choose, signin, signout
from wederhoor.desk.views.today import today

app_name = "desk"

urlpatterns = [
    path("", today, name="today"),
    path("aanmelden/", signin, name="signin"),
    path("afmelden/", signout, name="signout"),
    path("organisatie/", choose, name="choose"),
    path("register/", register, name="register"),
    path("vastleggen/", intake, name="intake"),
    path("dossier/<str:number>/", dossier, name="dossier"),
    path("dossier/<str:number>/brief/<int:pk>/", letter, name="letter"),
    path("dossier/<str:number>/<slug:name>/", act, name="act"),
]
