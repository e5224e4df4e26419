"""The page of a dossier."""

from django.test import Client

from tests.desk.conftest import Office


def test_the_page_says_what_is_owed_and_what_may_be_done(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()
    assert "De antwoordsleutel van vraag 3 klopt niet" in page
    assert "Ontvangst bevestigen" in page
