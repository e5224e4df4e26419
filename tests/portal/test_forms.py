from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from tests.factories.house import shipped
from tests.procedures.sixth import SIXTH, TEXT
from tests.procedures.support import procedure_of as regulation
from wederhoor.core.act import Value
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import Refusal, replay
from wederhoor.core.log import Entry
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.core.state import Matter
from wederhoor.portal.forms.act import Taking, data_of, fields_of
from wederhoor.portal.forms.asked import required
from wederhoor.portal.forms.filing import Lack, filing_form, lacking
from wederhoor.portal.forms.filing import data_of as filing_data
from wederhoor.portal.shown.status import buttons_of

NOW = datetime(2026, 4, 22, 8, tzinfo=UTC)


def procedure_of(name: str) -> Procedure:
    found = read(shipped(name))
    assert isinstance(found, Procedure)
    return found


def matter_of(name: str, *acts: "Taken") -> Matter:
    log = [Entry(act, NOW, NOW, by, "p-1" if by == "complainant" else "p-2", data) for act, by, data in acts]
    return replay(procedure_of(name), log, calendar=DEFAULT, now=NOW)


def taking(matter: Matter, act: str) -> Taking:
    [found] = [(dossier, rule) for dossier, _place, name, rule in buttons_of(matter) if name == act]
    return Taking(matter, found[0], act, found[1])


def lacks(name: str, values: dict[str, object]) -> tuple[Lack, ...]:
    form = filing_form(procedure_of(name))
    found = lacking(form, filing_data(form, values, today=NOW.date()), now=NOW, calendar=DEFAULT)
    assert not isinstance(found, Refusal)
    return found


Taken = tuple[str, str, Mapping[str, Value]]
FILED: Taken = ("file", "complainant", {"kind": "complaint", "channel": "web", "description": True})
REPLIED: Taken = ("reply", "handler", {"channel": "portal"})


@pytest.mark.clause("EXT-24", "EXT-25")
def test_an_objection_asks_what_the_regulation_asks_and_is_in_writing() -> None:
    objecting = taking(matter_of("extrack", FILED, REPLIED), "object")
    fields = {field.name: field for field in fields_of(objecting, {"name": "Noor de Wit"})}
    assert set(fields) == {"name", "address", "city", "against", "grounds"}
    assert fields["name"].value == "Noor de Wit"
    assert data_of(objecting, {"grounds": "Een.\n\nTwee."}, now=NOW) == {
        "channel": "portal",
        "in_writing": True,
        "filed_on": NOW.date(),
        "grounds": ["Een.", "Twee."],
    }


@pytest.mark.clause("EXT-08")
def test_completing_asks_what_still_lacks() -> None:
    asked = [field.name for field in fields_of(taking(matter_of("extrack", FILED), "complete"), {})]
    assert asked[:2] == ["complainant.name", "complainant.organisation"]
    assert asked[-1] == "description"
    assert "filed_on" not in asked


@pytest.mark.clause("KLI-05", "KLI-06")
def test_what_was_told_is_made_formal_in_writing() -> None:
    told: Taken = ("file", "complainant", {"kind": "complaint", "channel": "phone", "description": True})
    formal = taking(matter_of("klik-onderwijs", told), "formalise")
    assert "reasons" in [field.name for field in fields_of(formal, {})]
    assert data_of(formal, {}, now=NOW)["channel"] == "web"


def test_what_is_formal_is_not_made_formal_again() -> None:
    asked = dict.fromkeys(required(procedure_of("extrack")), True)
    whole: Taken = ("file", "complainant", {**asked, **FILED[2], "filed_on": "2026-04-22"})
    acts = {act for _dossier, _place, act, _rule in buttons_of(matter_of("extrack", whole))}
    assert "withdraw" in acts
    assert "formalise" not in acts


@pytest.mark.clause("CON-02")
def test_a_misunderstanding_can_be_called_a_complaint_after_all() -> None:
    settled: Taken = ("classify", "medewerker", {"kind": "misunderstanding"})
    again = taking(matter_of("concreet-onderwijsproducten", FILED, settled), "classify")
    assert [field.name for field in fields_of(again, {})] == ["reason"]
    assert data_of(again, {"reason": "Toch wel."}, now=NOW) == {"kind": "complaint", "reason": "Toch wel."}


@pytest.mark.clause("KLI-07")
def test_a_product_lacks_only_where_the_complaint_is_about_one() -> None:
    assert "Om welk product gaat het?" in [lack.label for lack in lacks("klik-onderwijs", {"subject.class": "product", "description": "x"})]
    assert "Om welk product gaat het?" not in [
        lack.label for lack in lacks("klik-onderwijs", {"subject.class": "service", "description": "x"})
    ]


@pytest.mark.clause("ECM-07")
def test_an_anonymous_complaint_lacks_no_name() -> None:
    assert lacks("ecm", {"anonymous": True, "description": "x"}) == ()
    assert [lack.article for lack in lacks("ecm", {"description": "x"})] == ["7"]


def test_a_box_that_is_not_ticked_says_nothing_and_a_no_says_no() -> None:
    form = filing_form(procedure_of("exa-men"))
    assert filing_data(form, {"wants_reply": False}, today=NOW.date())["wants_reply"] is False
    extrack = filing_form(procedure_of("extrack"))
    assert "accepts_regulation" not in filing_data(extrack, {"accepts_regulation": False}, today=NOW.date())


NAMED: tuple[str, str] = ('that = { "file.own_interest" = [true, "unknown"] }', 'that = { anonymous = [false, "unknown"] }')


@pytest.mark.parametrize(("text", "offered"), [(TEXT, True), (TEXT.replace(*NAMED), False)])
def test_nobody_is_offered_to_stay_nameless_where_the_regulation_refuses_that(text: str, *, offered: bool) -> None:
    assert ("anonymous" in {field.name for field in filing_form(regulation(text)).fields}) is offered


def test_what_the_regulation_always_asks_of_its_own_is_not_said_to_be_free() -> None:
    asking = TEXT.replace('"complainant.name", "complainant.email|', '"complainant.name", "exam_on", "complainant.email|')
    needed = [{field.name for field in filing_form(regulation(text)).fields if field.required} for text in (TEXT, asking)]
    assert needed[1] - needed[0] == {"exam_on"}


def test_an_appeal_by_an_act_of_the_regulation_s_own_asks_what_an_objection_asks() -> None:
    begun: list[tuple[str, Mapping[str, Value], str]] = [
        ("file", {"kind": "complaint", "description": True}, "dossier"),
        ("object", {"grounds": (True,)}, "objection 1"),
    ]
    log = [Entry(act, NOW, NOW, "complainant", "p-1", data, dossier) for act, data, dossier in begun]
    matter = replay(SIXTH, log, calendar=DEFAULT, now=NOW)
    rule = next(rule for rule in SIXTH.acts if rule.id == "lodge_appeal")
    appealing = Taking(matter, matter.dossiers["objection 1"], "lodge_appeal", rule)
    assert [field.name for field in fields_of(appealing, {})] == ["grounds"]
    told = data_of(appealing, {"grounds": "Een.\n\nTwee."}, now=NOW)
    assert told == {"channel": "portal", "in_writing": True, "filed_on": NOW.date(), "grounds": ["Een.", "Twee."]}
