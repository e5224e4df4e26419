"""The addresses of the public: the organisations, a regulation with its form, and the page of a complaint by its code."""

from django.urls import path

from wederhoor.portal.views import (
    act,
    changes,
    code,
    contact,
    document,
    draft,
    filing,
    identity,
    inspection,
    message,
    organisations,
    privacy,
    regulation,
    status,
)

app_name = "portal"

urlpatterns = [
    path("", organisations.listed, name="organisations"),
    path("toegankelijkheid/", organisations.accessibility, name="accessibility"),
    path("volgen/", code.enter, name="follow"),
    path("volgen/nieuwe-link/", code.again, name="link_again"),
    path("volgen/afsluiten/", code.leave, name="leave"),
    path("volgen/mijn/<str:key>/", status.page, name="status"),
    path("volgen/mijn/<str:key>/gegevens/", contact.own, name="contact"),
    path("volgen/mijn/<str:key>/bericht/", message.write, name="message"),
    path("volgen/mijn/<str:key>/ontvangst/", status.receipt, name="receipt"),
    path("volgen/mijn/<str:key>/document/<str:ref>/", document.document, name="document"),
    path("volgen/mijn/<str:key>/inzage/<str:ref>/", inspection.packet, name="packet"),
    path("volgen/mijn/<str:key>/<int:place>/<str:act>/", act.take, name="act"),
    # As addresses were before: with the code in them.
    path("volgen/<str:code>/", code.opened, name="opened"),
    path("volgen/<str:code>/<path:rest>", code.opened, name="opened_within"),
    path("<slug:slug>/", regulation.in_force, name="regulation"),
    path("<slug:slug>/versie/<int:version>/", regulation.edition, name="edition"),
    path("<slug:slug>/versie/<int:version>/regeling.pdf", regulation.on_paper, name="edition_pdf"),
    path("<slug:slug>/regeling.pdf", regulation.on_paper, name="regulation_pdf"),
    path("<slug:slug>/regeling/inbedden/", regulation.embedded, name="embedded"),
    path("<slug:slug>/privacy/", privacy.page, name="privacy"),
    # The same of another regulation of theirs than the one by which one complains.
    path("<slug:slug>/regeling/<str:procedure>/", regulation.in_force, name="regulation"),
    path("<slug:slug>/regeling/<str:procedure>/versie/<int:version>/", regulation.edition, name="edition"),
    path("<slug:slug>/regeling/<str:procedure>/versie/<int:version>/regeling.pdf", regulation.on_paper, name="edition_pdf"),
    path("<slug:slug>/regeling/<str:procedure>/regeling.pdf", regulation.on_paper, name="regulation_pdf"),
    path("<slug:slug>/regeling/<str:procedure>/inbedden/", regulation.embedded, name="embedded"),
    path("<slug:slug>/regeling/<str:procedure>/privacy/", privacy.page, name="privacy"),
    path("<slug:slug>/regeling/<str:procedure>/klacht/", filing.file, name="file"),
    path("<slug:slug>/document/<slug:name>.pdf", regulation.publication, name="publication"),
    path("<slug:slug>/huisstijl.css", identity.theme, name="theme"),
    path("<slug:slug>/logo", identity.logo, name="logo"),
    path("<slug:slug>/wijzigingen/", changes.page, name="changes"),
    path("<slug:slug>/wijzigingen/atom.xml", changes.feed, name="changes_feed"),
    path("<slug:slug>/klacht/", filing.file, name="file"),
    path("<slug:slug>/klacht/verder/<str:token>/", draft.resumed, name="draft"),
    # As letters write it when they leave, and as they are kept.
    path("<slug:slug>/volg/<str:code>", code.linked, name="linked"),
    path("<slug:slug>/dossier/<str:number>", code.named, name="named"),
]
