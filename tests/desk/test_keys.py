"""The keys of the desk are listed, and can be taken away."""

from django.test import Client


def test_every_key_is_listed_without_script(desk: Client) -> None:
    page = desk.get("/bureau/hulp/toetsen/").content.decode()
    assert "<kbd>g</kbd> <kbd>r</kbd>" in page
    assert "Sneltoetsen uitzetten" in page


def test_a_switch_takes_the_keys_away_on_every_page_of_this_browser(desk: Client) -> None:
    assert desk.post("/bureau/hulp/toetsen/", {"keys": "off"}).status_code == 302
    assert desk.cookies["toetsen"]["samesite"] == "Lax"
    assert 'data-keys="off"' in desk.get("/bureau/").content.decode()
    assert "Sneltoetsen aanzetten" in desk.get("/bureau/hulp/toetsen/").content.decode()
    desk.post("/bureau/hulp/toetsen/", {"keys": "on"})
    assert 'data-keys="off"' not in desk.get("/bureau/").content.decode()


def test_only_the_desk_has_keys(client: Client, db: None) -> None:
    assert "data-key=" not in client.get("/bureau/aanmelden/").content.decode()
