"""Exa.men: a wrong answer key, repaired in every product at once, answered in twenty working days, and an objection before an expert."""

from dataclasses import dataclass

import pytest

from tests.journeys.acts_exa_men import ORDINARY, ORDINARY_OBJECTION
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town, letter_to
from wederhoor.actions.installation import add_customer, add_product
from wederhoor.catalogue.models import Product, Use
from wederhoor.organisations.models import Customer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
MAIL = "tom.dijkgraaf@mbo-delta.example"
#: Everything that was recorded, in order.
ACTS = (
    "file acknowledge sent pass_on assess publish_version publish_version notify_customers sent notify_customers "
    "sent judge reply sent carry_out object appoint rule sent reply sent close archive"
)


@dataclass
class Exa:
    """Who has a part in the matter."""

    town: Town
    tom: Complainant
    support: Colleague
    constructor: Colleague
    expert: Colleague
    number: str = ""
    objection: str = ""


@pytest.fixture
def exa(settled: Settled) -> Exa:
    town = settled("exa-men", "Exa.men", "2026-06-08T09:00")
    for code, name in (("REK-2F", "Examen Rekenen 2F"), ("LOG-4", "Examen Logistiek")):
        add_product(town.organisation, code=code, name=name)
    for number, school in enumerate(("MBO Delta", "Vakschool Noord", "ROC Zuidrand"), 1):
        add_customer(town.organisation, name=school, code=f"K{number}", contacts=[(f"Contact {number}", f"contact{number}@klant.example")])
    for customer in Customer.objects.all():
        Use.objects.create(customer=customer, product=Product.objects.get(code="REK-2F"))
    return Exa(
        town,
        town.complainant(),
        town.colleague("Suze Steun", "support"),
        town.colleague("Kees Kern", "kernconstructeur"),
        town.colleague("Dirk Deskundig"),
    )


def tom_files(exa: Exa) -> None:
    exa.number = exa.tom.files(
        {
            "Uw naam": "Tom Dijkgraaf",
            "Uw school of organisatie": "MBO Delta",
            "Uw e-mailadres": MAIL,
            "Wat wilt u melden?": "Klacht",
            "Om welk product gaat het?": "Examen Rekenen 2F",
            "Wat is er gebeurd?": "De sleutel van opgave 12 rekent met 21 procent, de opgave met 9.",
            "Wilt u een inhoudelijke reactie?": "Ja, ik wil een antwoord op wat ik schrijf",
        }
    )
    assert "uiterlijk maandag 15 juni" in exa.tom.promised()
    assert "uiterlijk maandag 6 juli" in exa.tom.follows()


def support_acknowledges_and_passes_on(exa: Exa) -> None:
    exa.town.at("2026-06-08T11:00")
    assert "Ontvangst bevestigen EXA-03" in exa.support.row(exa.number)
    exa.support.does(exa.number, "Ontvangst bevestigen")
    assert "maandag 6 juli" in letter_to(exa.town.post(), MAIL)
    exa.support.does(exa.number, "Doorzetten", {"Naar wie": "Kees Kern", "Reden": "Een inhoudelijk antwoord is gewenst."})
    assert "Inhoudelijk antwoorden EXA-05" in exa.constructor.row(exa.number)


def the_constructor_repairs_a_critical_error(exa: Exa) -> None:
    """In every product at once; until then the matter cannot be closed."""
    exa.constructor.does(
        exa.number, "Aard en ernst bepalen", {"Kritieke fout": "ja", "Producten": ["Examen Rekenen 2F", "Examen Logistiek"]}
    )
    assert "kritieke fout" in exa.constructor.opens(exa.number)
    for product in ("Examen Rekenen 2F", "Examen Logistiek"):
        exa.constructor.does(exa.number, "Nieuwe versie uitbrengen", {"Product": product, "Versie": "2026-2"})
    exa.support.does(exa.number, "Afnemers berichten", {"Product": "Examen Rekenen 2F"})
    told = exa.town.post()
    assert sorted(one.to[0].partition("<")[2] for one in told) == [f"contact{n}@klant.example>" for n in (1, 2, 3)]
    exa.support.does(exa.number, "Afnemers berichten", {"Product": "Examen Logistiek"})
    exa.town.post()


def the_constructor_answers(exa: Exa) -> None:
    """On the last day but one; closing names what is still to be recorded."""
    refused = exa.support.why_not(exa.number, "Dossier sluiten")
    assert refused.startswith("Dossier sluiten Ontbreekt: Gegrond of ongegrond, Inhoudelijk antwoord")
    assert refused.endswith("EXA-17")
    exa.town.at("2026-07-03T15:00")
    exa.constructor.does(exa.number, "Oordeel vastleggen", {"Oordeel": "gegrond", "Redenen": "De sleutel was fout."})
    exa.constructor.does(exa.number, "Reactie versturen", {"Redenen": "Iedereen krijgt het punt van opgave 12."})
    letter = letter_to(exa.town.post(), MAIL)
    assert "vrijdag 14 augustus" in letter
    exa.constructor.does(exa.number, "Uitvoering vastleggen", {"Verslag": "Uitslagen opnieuw berekend."})


def tom_objects(exa: Exa) -> None:
    exa.town.at("2026-08-14T23:40")
    exa.tom.does("Bezwaar of beroep maken", {"Waarom bent u het er niet mee eens?": "Wie al gezakt was, kreeg geen nieuwe kans."})
    exa.objection = exa.town.numbers()[-1]


def an_expert_judges(exa: Exa) -> None:
    """Whoever handled the complaint cannot be the expert; he need not be followed, but Exa.men says what it does."""
    exa.town.at("2026-08-17T10:00")
    assert "Er loopt nog een bezwaar of beroep. EXA-22" in exa.support.why_not(exa.number, "Dossier sluiten")
    exa.support.begins(exa.objection, "Deskundige aanwijzen", {"Naar wie": "Kees Kern"})
    assert "EXA-23" in exa.support.refusal()
    exa.support.does(exa.objection, "Deskundige aanwijzen", {"Naar wie": "Dirk Deskundig", "Onafhankelijk": "ja"})
    exa.town.at("2026-09-01T10:00")
    exa.expert.does(exa.objection, "Uitspraak doen", {"Oordeel": "deels gegrond", "Redenen": "Een herkansing past hier."})
    exa.town.post()
    exa.support.does(exa.objection, "Reactie versturen", {"Redenen": "Wij bieden in oktober een herkansing aan."})
    assert "Wij bieden in oktober een herkansing aan." in letter_to(exa.town.post(), MAIL)


def support_closes(exa: Exa) -> None:
    exa.support.does(exa.number, "Dossier sluiten")
    exa.town.post()
    assert "Wij hebben uw klacht afgehandeld" in exa.tom.follows()
    exa.support.does(exa.number, "Dossier archiveren")
    assert "EXA-27" in exa.support.why_not(exa.number, "Dossier vernietigen")


@pytest.mark.clause("EXA-03", "EXA-04", "EXA-05", "EXA-07", "EXA-10", "EXA-17", "EXA-22", "EXA-23", "EXA-27")
def test_a_complaint_to_exa_men_runs_from_the_form_to_what_the_expert_said(exa: Exa) -> None:
    tom_files(exa)
    support_acknowledges_and_passes_on(exa)
    the_constructor_repairs_a_critical_error(exa)
    the_constructor_answers(exa)
    tom_objects(exa)
    an_expert_judges(exa)
    support_closes(exa)
    assert " ".join(exa.town.log()) == ACTS
    assert exa.town.taken() == set(f"{ORDINARY} {ORDINARY_OBJECTION}".split())
