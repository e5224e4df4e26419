"""The addresses of the desk."""

from django.urls import path

from wederhoor.desk.views import inspection
from wederhoor.desk.views.act import act
from wederhoor.desk.views.addresses import addresses
from wederhoor.desk.views.archive import make_account
from wederhoor.desk.views.calendar import calendar, follow
from wederhoor.desk.views.changes import change, listed
from wederhoor.desk.views.conform import conform
from wederhoor.desk.views.conformance import conformance
from wederhoor.desk.views.contact import contact
from wederhoor.desk.views.customers import contact_person, customer, customers
from wederhoor.desk.views.document import document
from wederhoor.desk.views.dossier import dossier
from wederhoor.desk.views.export import export
from wederhoor.desk.views.finding import filters, find, views
from wederhoor.desk.views.formatted import formatted
from wederhoor.desk.views.identity import identity, identity_letter, identity_theme
from wederhoor.desk.views.inbox import inbox
from wederhoor.desk.views.institution import institution
from wederhoor.desk.views.intake import intake
from wederhoor.desk.views.keys import keys
from wederhoor.desk.views.letter import letter
from wederhoor.desk.views.letters import letter_template, letters
from wederhoor.desk.views.message import attachment, message, original
from wederhoor.desk.views.outside import before
from wederhoor.desk.views.packet import packet
from wederhoor.desk.views.piece import piece
from wederhoor.desk.views.post import letter_pdf, post
from wederhoor.desk.views.proposal import set_aside
from wederhoor.desk.views.protocol import protocol, read_by
from wederhoor.desk.views.publications import publications
from wederhoor.desk.views.register import register
from wederhoor.desk.views.relating import linking, splitting, unlinking
from wederhoor.desk.views.signin import choose, signin, signout
from wederhoor.desk.views.team import colleague, team
from wederhoor.desk.views.today import today
from wederhoor.desk.views.together import together
from wederhoor.desk.views.year import years

app_name = "desk"

urlpatterns = [
    path("", today, name="today"),
    path("aanmelden/", signin, name="signin"),
    path("afmelden/", signout, name="signout"),
    path("organisatie/", choose, name="choose"),
    path("register/", register, name="register"),
    path("register/filters/", filters, name="filters"),
    path("register/weergaven/", views, name="views"),
    path("register/samen/", together, name="together"),
    path("register/uitvoer.<slug:kind>", export, name="export"),
    path("zoeken/", find, name="find"),
    path("vastleggen/", intake, name="intake"),
    path("agenda/", calendar, name="calendar"),
    path("agenda.ics", follow, name="feed"),
    path("hulp/protocol/", protocol, name="protocol"),
    path("hulp/protocol/gelezen/", read_by, name="protocol_read"),
    path("hulp/toetsen/", keys, name="keys"),
    path("instellingen/huisstijl/", identity, name="identity"),
    path("instellingen/huisstijl/kleuren.css", identity_theme, name="identity_theme"),
    path("instellingen/huisstijl/brief.png", identity_letter, name="identity_letter"),
    path("instellingen/documenten/", publications, name="publications"),
    path("instellingen/adressen/", addresses, name="addresses"),
    path("jaar/", years, name="years"),
    path("naleving/", conformance, name="conformance"),
    path("mensen/", team, name="team"),
    path("mensen/<int:pk>/", colleague, name="colleague"),
    path("wijzigingen/", listed, name="changes"),
    path("wijzigingen/nieuw/", change, name="change_new"),
    path("wijzigingen/<int:pk>/", change, name="change"),
    path("afnemers/", customers, name="customers"),
    path("afnemers/<int:pk>/", customer, name="customer"),
    path("afnemers/<int:pk>/contactpersoon/<int:person>/", contact_person, name="contact_person"),
    path("brieven/", letters, name="letters"),
    path("brieven/<str:procedure>/<slug:key>/", letter_template, name="letter_template"),
    path("post/", post, name="post"),
    path("postvak/", inbox, name="inbox"),
    path("postvak/<int:pk>/", message, name="message"),
    path("postvak/<int:pk>/vastleggen/", intake, name="message_intake"),
    path("postvak/<int:pk>/origineel/", original, name="original"),
    path("postvak/<int:pk>/opgemaakt/", formatted, name="formatted"),
    path("postvak/<int:pk>/bijlage/<int:number>/", attachment, name="attachment"),
    path("voorgelegd/", before, name="before"),
    path("dossier/<str:number>/", dossier, name="dossier"),
    path("dossier/<str:number>/document/<slug:ref>/", document, name="document"),
    path("dossier/<str:number>/archief/", make_account, name="make_account"),
    path("dossier/<str:number>/contact/", contact, name="contact"),
    path("dossier/<str:number>/naleving/", conform, name="conform"),
    path("dossier/<str:number>/instelling/", institution, name="institution"),
    path("dossier/<str:number>/link/", linking, name="link"),
    path("dossier/<str:number>/unlink/", unlinking, name="unlink"),
    path("dossier/<str:number>/split/", splitting, name="split"),
    path("dossier/<str:number>/brief/<int:pk>/", letter, name="letter"),
    path("dossier/<str:number>/brief/<int:pk>/brief.pdf", letter_pdf, name="letter_pdf"),
    path("dossier/<str:number>/voorstel/<int:pk>/", set_aside, name="set_aside"),
    path("dossier/<str:number>/inzage/", inspection.packets, name="packets"),
    path("dossier/<str:number>/inzage/<int:pk>/", packet, name="packet"),
    path("dossier/<str:number>/inzage/<int:pk>/stuk/<slug:key>/", piece, name="piece"),
    path("dossier/<str:number>/inzage/<int:pk>/pakket.<slug:kind>", inspection.download, name="packet_file"),
    path("dossier/<str:number>/inzage/<int:pk>/geven/", inspection.give, name="give_packet"),
    path("dossier/<str:number>/<slug:name>/", act, name="act"),
]
