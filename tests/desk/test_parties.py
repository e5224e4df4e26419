"""Who has what part, how each is reached, and what the complainant wishes."""

from django.test import Client

from tests.desk.conftest import Office
from tests.desk.replays import Story
from wederhoor.desk.shown.parties import parts_of, wishes_of
from wederhoor.dossiers.models import Party


def test_what_the_complainant_wishes_is_told_and_what_he_did_not_say_is_not() -> None:
    story = Story("extrack").then("file", channel="mail", prefers="post", wants_reply=False, anonymous=True)
    assert list(wishes_of(story.dossier)) == [
        "Wil bericht per post.",
        "Hoeft geen inhoudelijke reactie.",
        "Wil niet bij naam genoemd worden.",
    ]
    assert list(wishes_of(Story("extrack").then("file", channel="mail").dossier)) == []


def test_who_has_several_parts_stands_there_once() -> None:
    story = Story("klik-onderwijs").then("file", channel="mail", bearer="p-1").then("assign", "manager-propositie", to="p-2")
    story.parties |= {ref: Party(ref=ref, name=name) for ref, name in (("p-1", "A. de Vries"), ("p-2", "C. Buiten"))}
    holders = {part: ["p-2"] for part in ("handler", "mediator")} | {"complainant": ["p-1"]}
    found = parts_of(story.matter.procedure, story.dossier, lambda part: holders.get(part, []), story.parties)
    assert sorted((len(part.persons), part.persons[0].name) for part in found) == [(1, "A. de Vries"), (1, "C. Buiten")]


def test_of_whom_nothing_is_known_the_page_says_so(office: Office, desk: Client) -> None:
    dossier = office.file(complainant={"name": "Zonder Adres"})
    assert "Er is geen adres, telefoonnummer of e-mailadres bekend." in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_a_name_with_signs_stays_a_name(office: Office, desk: Client) -> None:
    dossier = office.file(complainant={"name": "<script>Zoë & Co</script>", "email": "zoe@voorbeeld.nl"})
    page = desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()
    assert "&lt;script&gt;Zoë &amp; Co&lt;/script&gt;" in page
    assert "<script>Zoë" not in page
