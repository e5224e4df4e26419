"""The addresses of contact persons of institutions. An address names an institution by its key, never a person."""

from django.urls import path

from wederhoor.portal.views import customer, customer_data, customer_dossier, customer_entry, customer_sign_on

app_name = "customer"

urlpatterns = [
    path("", customer_entry.chosen, name="choose"),
    path("aanmelden/", customer_entry.enter, name="enter"),
    path("aanmelden/via/<slug:key>/", customer_sign_on.start, name="sign_on"),
    path("aanmelden/terug/", customer_sign_on.back, name="back"),
    path("link/<str:token>/", customer_entry.link, name="link"),
    path("adres/<str:token>/", customer_entry.address, name="address"),
    path("afmelden/", customer_entry.leave, name="leave"),
    path("<int:customer>/", customer.listed, name="list"),
    path("<int:customer>/uitvoer.<slug:kind>", customer.export, name="export"),
    path("<int:customer>/dossier/<str:number>/", customer_dossier.page, name="dossier"),
    path("<int:customer>/dossier/<str:number>/dossier.pdf", customer_dossier.paper, name="paper"),
    path("<int:customer>/dossier/<str:number>/document/<str:ref>/", customer_dossier.document, name="document"),
    path("<int:customer>/klacht/", customer.file_for, name="file"),
    path("<int:customer>/producten/", customer_data.products, name="products"),
    path("<int:customer>/contactpersonen/", customer_data.team, name="team"),
    path("<int:customer>/gegevens/", customer_data.data, name="data"),
]
