"""Who and what there is in the made-up installation: five organisations, their people, products and customers.

Names of people and institutions come from a library of fake names under a fixed seed; the organisations are those whose
regulations are shipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Final

from django.contrib.auth.hashers import make_password
from faker import Faker

from wederhoor.actions.installation import add_customer, add_member, add_product, make_organisation
from wederhoor.actions.regulations import publish_procedure
from wederhoor.core.procedure import Procedure
from wederhoor.organisations.regulations import load_procedure
from wederhoor.site.demo import PASSWORD

if TYPE_CHECKING:
    from wederhoor.organisations.models import Customer, Member, Organisation


@cache
def secret() -> str:
    """The password of the demonstration, hashed once for all."""
    return make_password(PASSWORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """An organisation of the demonstration. `share`: its part of all dossiers; `oral`: the part that begins by telephone or in a talk."""

    slug: str
    name: str
    accent: str
    share: float
    oral: float
    kinds: Sequence[tuple[str, int]]
    exams: bool
    products: Sequence[str]


CASTINGS: Final = (
    Casting(
        slug="exa-men",
        name="Exa.men",
        accent="petrol",
        share=0.26,
        oral=0.0,
        kinds=(("complaint", 7), ("remark", 3)),
        exams=True,
        products=("Examen Verzorgende IG", "Examen Logistiek medewerker", "Examen Nederlands 3F", "Examen Rekenen 2F"),
    ),
    Casting(
        slug="ecm",
        name="ECM",
        accent="indigo",
        share=0.16,
        oral=0.15,
        kinds=(("complaint", 6), ("signal", 3), ("improvement", 1)),
        exams=True,
        products=("Praktijkexamen Monteur", "Praktijkexamen Operator", "Examen Veilig werken"),
    ),
    Casting(
        slug="concreet-onderwijsproducten",
        name="Concreet Onderwijsproducten",
        accent="bos",
        share=0.2,
        oral=0.3,
        kinds=(("complaint", 8), ("question", 1)),
        exams=False,
        products=("Lespakket Bouwkunde", "Werkboek Metselen", "Examen Tegelzetter", "Online module Calculatie"),
    ),
    Casting(
        slug="extrack",
        name="ExTrack",
        accent="pruim",
        share=0.18,
        oral=0.2,
        kinds=(("complaint", 9), ("question", 1)),
        exams=False,
        products=("Examentraining Boekhouden", "Examen Secretaresse", "Leerlijn Engels B1"),
    ),
    Casting(
        slug="klik-onderwijs",
        name="Klik Onderwijs",
        accent="leem",
        share=0.2,
        oral=0.2,
        kinds=(("complaint", 1),),
        exams=False,
        products=("Training Procestechniek", "Module Boekhouden", "Licentie Leerplein", "Examen Procesoperator A"),
    ),
)


@dataclass(slots=True)
class Stage:
    """An organisation with its people, ready to play."""

    casting: Casting
    organisation: "Organisation"
    procedure: Procedure
    members: "dict[str, list[Member]]" = field(default_factory=dict)
    products: list[tuple[str, str]] = field(default_factory=list)
    customers: list[tuple[str, str, str]] = field(default_factory=list)
    institutions: "dict[str, Customer]" = field(default_factory=dict)
    sign_ins: list[tuple[str, str]] = field(default_factory=list)


def build(casting: Casting, *, now: datetime, fake: Faker, chance: Random) -> Stage:
    """Makes an organisation: its regulation published, a member or two for each role, products and customers."""
    text = (files("wederhoor.procedures") / casting.slug / "1.toml").read_text(encoding="utf-8")
    organisation = make_organisation(casting.slug, casting.name, accent=casting.accent, settings=_addresses(casting.slug))
    version = publish_procedure(organisation, text, now=now)
    if isinstance(version, tuple):
        raise TypeError(f"the shipped regulation of {casting.slug} has faults: {version[0]}")
    procedure = load_procedure(version)
    stage = Stage(casting, organisation, procedure)
    for role in procedure.roles:
        if not role.part:
            _hire(stage, role.id, fake)
    for number, name in enumerate(casting.products, 1):
        code = f"{casting.slug[:3]}-{number:02}"
        add_product(organisation, code=code, name=name, cohorts=range(now.year - number, now.year + 1))
        stage.products.append((code, name))
    for number in range(1, 7):
        person, school = fake.name(), f"{chance.choice(('ROC', 'Vakschool', 'MBO College'))} {fake.city()}"
        mail = f"contact{number}@{casting.slug}-klant.example"
        stage.institutions[mail] = add_customer(organisation, name=school, code=f"K{number:03}", contacts=((person, mail),))
        stage.customers.append((person, school, mail))
    return stage


def _hire(stage: Stage, role: str, fake: Faker) -> None:
    slug = stage.casting.slug
    sign_in = f"{role}@{slug}.example"
    member = add_member(stage.organisation, name=fake.name(), email=sign_in, sign_in=sign_in, secret=secret(), roles=[role])
    stage.members.setdefault(role, []).append(member)
    stage.sign_ins.append((role, sign_in))


def _addresses(slug: str) -> dict[str, object]:
    boxes = ("klachten", "klantenservice", "beroep", "geschillencommissie")
    return {"mailboxes": {box: f"{box}@{slug}.example" for box in boxes}, "post": {"klachten": "Voorbeeldstraat 1, 1234 AB Voorbeeldstad"}}
