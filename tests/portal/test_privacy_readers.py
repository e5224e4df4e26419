import pytest

from tests.procedures.sixth import SIXTH
from tests.procedures.support import case
from wederhoor.core.procedure import Procedure
from wederhoor.portal.shown.privacy_readers import scenes

PART = "alles, in dossiers waarin hij of zij deze rol heeft"
WORKED = "alles, in dossiers waaraan hij of zij meewerkt"


def told(procedure: Procedure, place: int = 0) -> dict[str, str]:
    return {one.name: one.says for one in list(scenes(procedure))[place].readers}


def test_a_function_reads_in_its_stages_and_where_it_works() -> None:
    assert told(case("ecm")) == {
        "Medewerker": f"alles, in de fase: intake; {WORKED}",
        "Verantwoordelijk medewerker": "alles",
        "Projectleider": "alles",
        "Archiefhouder": "alles, in de fase: gesloten",
        "Bestuur": "alles, in de fase: beroep",
        "Degene over wie de klacht gaat": "alleen wat wij voorleggen",
        "Adviseur": "alleen wat wij voorleggen",
    }


def test_whoever_has_a_part_reads_what_it_gives() -> None:
    assert told(case("klik-onderwijs")) == {
        "Manager Propositie": "alles",
        "Medewerker": WORKED,
        "Onafhankelijke persoon": PART,
        "Bemiddelaar": PART,
        "Betrokken medewerker": "alleen wat wij voorleggen",
        "Adviseur": "alleen wat wij voorleggen",
        "Geschillencommissie": "alleen wat wij voorleggen",
    }
    assert told(case("klik-onderwijs"), 1)["Geschillencommissie"] == PART


def test_what_was_agreed_is_all_that_is_told_to_whom_a_complaint_is_about() -> None:
    assert told(case("concreet-onderwijsproducten"))["Degene over wie de klacht gaat"] == "alleen wat daarover is afgesproken"


@pytest.mark.parametrize(("procedure", "titles"), [("ecm", ["Uw klacht", "Beroep"]), ("concreet-onderwijsproducten", ["Uw klacht"])])
def test_what_follows_on_a_complaint_has_readers_of_its_own_and_the_year_is_left_out(procedure: str, titles: list[str]) -> None:
    assert [one.title for one in scenes(case(procedure))] == titles


def test_stages_of_an_objection_are_called_as_its_regulation_does() -> None:
    said = [said for said in told(SIXTH, 1).values() if "in de fase:" in said]
    assert said == ["alleen wat wij voorleggen, in de fase: in behandeling en besloten"]
