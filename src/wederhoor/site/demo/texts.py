"""What made-up people write: in plain Dutch, put together from parts by chance that is seeded."""

from random import Random
from typing import Final

_EXAM: Final = (
    "In vraag {n} van {product} staan volgens ons twee goede antwoorden. Kandidaten die het tweede kozen, kregen geen punten.",
    "De antwoordsleutel bij vraag {n} van {product} klopt niet. Ons team heeft dat met drie docenten nagerekend.",
    "Bij {product} viel het platform tien minuten uit. Twee kandidaten konden hun werk niet afmaken en kregen geen extra tijd.",
    "De afbeelding bij opdracht {n} van {product} is zo klein dat onze kandidaten haar niet konden lezen.",
    "De tijd voor {product} is te kort. Van onze groep van {group} kandidaten was de helft niet klaar.",
    "Opdracht {n} van {product} vraagt om een machine die wij niet hebben. Dat stond niet in de handleiding.",
    "In de casus van {product} staat een oud tarief. Daardoor komt niemand op het goede bedrag uit.",
)
_SERVICE: Final = (
    "De bestelling van {product} kwam twee weken te laat. Onze lessen zijn daardoor verschoven.",
    "Wij kregen een rekening voor {product} die niet klopt met de afspraak in de offerte. Bellen hielp niet.",
    "Ik heb drie keer een mail gestuurd over {product} en kreeg geen antwoord. Dat vind ik niet netjes.",
    "De training over {product} was anders dan beloofd. De helft van de stof kwam niet aan de orde.",
    "De medewerker aan de telefoon was kortaf toen ik naar {product} vroeg en verbrak het gesprek.",
    "Voor {product} stond een lokaal geregeld waar geen plek was voor {group} mensen.",
)
_WISHES: Final = (
    "Ik wil graag dat u dit herstelt en ons laat weten wat u doet.",
    "Wij vragen u de punten opnieuw te tellen.",
    "Graag horen wij hoe dit kon gebeuren.",
    "Wij willen een korting op de rekening.",
    "Het gaat ons erom dat het volgend jaar goed gaat.",
)
_REASONS: Final = (
    "Na onderzoek blijkt dat de klacht klopt. Het had anders gemoeten en wij passen het aan.",
    "Wij hebben beide kanten gehoord. De gang van zaken was zoals is afgesproken.",
    "Een deel van de klacht klopt: de uitleg was niet duidelijk genoeg.",
    "De vraag is nagekeken door twee vakmensen. Zij komen op hetzelfde antwoord uit.",
)
_NOTES: Final = (
    "Gebeld met de afdeling; zij zoeken de stukken op.",
    "De maker heeft de vraag bekeken en komt er morgen op terug.",
    "Afgesproken dat we de klager voor het eind van de week bellen.",
    "De gegevens van het platform opgevraagd.",
)
_SOLUTIONS: Final = (
    "Wij rekenen het tweede antwoord ook goed en sturen een nieuwe uitslag.",
    "U krijgt het bedrag terug dat te veel is gerekend.",
    "De kandidaten mogen het examen zonder kosten opnieuw doen.",
    "Wij passen de handleiding aan en sturen u de nieuwe versie.",
)
_CHANGES: Final = (
    "De afbeelding bij een opdracht is groter en scherper gemaakt.",
    "Een opdracht vraagt nu om gereedschap dat elke school heeft.",
    "De tekst van een opdracht is duidelijker.",
    "Een bedrag in de casus is aangepast aan dit jaar.",
)
_EXCUSES: Final = (
    "De brief met de beslissing kwam pas na een week aan; dat is gebleken.",
    "De klager lag in het ziekenhuis en diende het bezwaar daarna meteen in.",
)
NATURES: Final = ("content", "form", "usability", "delivery", "service", "conduct")
CAUSES: Final = ("content", "process", "communication", "system")


def complaint(chance: Random, product: str, *, about_exams: bool) -> str:
    """What a complainant writes about a product."""
    told = chance.choice(_EXAM if about_exams or chance.getrandbits(1) else _SERVICE)
    return told.format(n=chance.randint(1, 40), product=product, group=chance.randint(8, 30))


def wish(chance: Random) -> str:
    """What he would like to happen."""
    return chance.choice(_WISHES)


def reasons(chance: Random) -> str:
    """Why a judgement was as it was."""
    return chance.choice(_REASONS)


def note(chance: Random) -> str:
    """What staff write down for each other."""
    return chance.choice(_NOTES)


def solution(chance: Random) -> str:
    """What is offered."""
    return chance.choice(_SOLUTIONS)


def change(chance: Random) -> str:
    """What changed in a product, for everyone to read."""
    return chance.choice(_CHANGES)


def excuse(chance: Random) -> str:
    """Why someone could not help it that he was late."""
    return chance.choice(_EXCUSES)
