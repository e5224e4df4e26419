"""Made-up data for the gallery: one sample of each component, on a fixed day, so that the page looks the same every time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from wederhoor.core.text_diagram import BEGIN, Diagram, Edge
from wederhoor.core.text_drawing import NARROW, WIDE, pieces
from wederhoor.core.text_steps import Step
from wederhoor.web.fields import Field
from wederhoor.web.term_line import Line, Mark

TODAY: Final = date(2026, 5, 12)
_HOLIDAYS: Final = {date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14), date(2026, 5, 25)}
CLOSED: Final = frozenset(
    day
    for day in (date(2026, 3, 1) + timedelta(days=n) for n in range(150))
    if day.weekday() > 4 or day in _HOLIDAYS  # noqa: PLR2004
)


PRODUCTS: Final = {"VIG-3": "Examen Verzorgende IG, versie 3"}


def lines() -> dict[str, Line]:
    """A term line of each sort, under the sentence that says what it shows."""
    start = date(2026, 4, 30)
    return {
        "Een lopende klacht": _line(
            start,
            Mark(date(2026, 5, 8), "Ontvangst bevestigd", "art. 3", "met", met_day=date(2026, 5, 4)),
            Mark(date(2026, 6, 2), "Inhoudelijke reactie", "art. 5", "open"),
        ),
        "Verlengd, stilgezet, te laat en niet van toepassing": Line(
            date(2026, 4, 20),
            (
                Mark(date(2026, 4, 23), "Ontvangst bevestigen", "art. 3", "met", met_day=date(2026, 4, 24)),
                Mark(date(2026, 5, 8), "Behandelaar aanwijzen", "art. 4", "late"),
                Mark(date(2026, 5, 15), "Gesprek", "art. 7", "waived"),
                Mark(date(2026, 6, 12), "Inhoudelijke reactie", "art. 5", "open", old_day=date(2026, 5, 29)),
            ),
            TODAY,
            CLOSED,
            ((date(2026, 4, 28), date(2026, 5, 1)),),
        ),
        "Veel plichten dicht op elkaar": _line(
            start,
            *(
                Mark(date(2026, 5, 13) + timedelta(days=n), label, f"art. {n + 3}", "open")
                for n, label in enumerate(["Ontvangst bevestigen", "Horen", "Degene over wie de klacht gaat informeren", "Oordelen"])
            ),
            Mark(date(2026, 5, 16), "Terugkoppelen aan de directie", "art. 9", "open"),
        ),
    }


def rows() -> list[dict[str, Any]]:
    """Rows of a worklist: late, due today, later."""
    late = Mark(date(2026, 5, 8), "Inhoudelijk reageren", "art. 5", "late")
    today = Mark(TODAY, "Ontvangst bevestigen", "art. 3", "open")
    later = Mark(date(2026, 5, 18), "Uitspraak of nieuwe termijn", "art. 11", "open")
    return [
        _row("2026-0117", "klacht", "ROC Voorbeeld", _line(date(2026, 4, 9), late), "2 werkdagen te laat", "late"),
        _row("2026-0131", "klacht", "Particuliere klant", _line(date(2026, 5, 5), today), "vandaag", "soon"),
        _row(
            "2026-0098",
            "bezwaar",
            "Vakschool Zuid met een lange naam die niet past",
            _line(date(2026, 4, 20), later),
            "nog 3 werkdagen",
            "",
        ),
    ]


def fields() -> tuple[Field, ...]:
    """A field of every kind, some with a fault."""
    two = (("ja", "ja"), ("nee", "nee"))
    return (
        Field("name", "text", "Uw naam", required=True, value="A. de Vries", autocomplete="name"),
        Field("email", "email", "Uw e-mailadres", "Hier sturen wij onze brieven heen.", required=True, value="devries@", errors=(_FAULT,)),
        Field("phone", "phone", "Uw telefoonnummer"),
        Field("filed_on", "date", "Datum van uw brief", value=date(2026, 4, 30)),
        Field("at", "moment", "Wanneer was dit?", value=datetime(2026, 4, 30, 16, 0, tzinfo=UTC)),
        Field("description", "longtext", "Wat is er gebeurd?", required=True, value="Vraag 3 heeft twee goede antwoorden."),
        Field("prefers", "choice", "Hoe wilt u bericht krijgen?", required=True, choices=two, value="ja"),
        Field("product", "choice", "Om welk product gaat het?", choices=tuple((str(n), f"Examen {n}") for n in range(7)), value="3"),
        Field("states", "choices", "Dit staat in het bericht", choices=(("steps", "de volgende stappen"), ("terms", "de termijnen"))),
        Field("documents", "choices", "Welke bestanden gaan mee?", choices=(("d-1", f"antwoordmodel{'_definitief' * 12}.pdf"),)),
        Field("score", "number", "Welk cijfer geeft u?", value=7.5),
        Field("attachments", "file", "Uw bijlagen"),
        Field("accepts", "flag", "Ik ga akkoord met de klachtenregeling", required=True, value=True),
    )


_FAULT: Final = "Vul een e-mailadres in zoals naam@voorbeeld.nl"
TIMELINE: Final = (
    {
        "title": "Klacht ontvangen",
        "at": datetime(2026, 4, 30, 14, 0, tzinfo=UTC),
        "channel": "e-mail",
        "tone": "done",
        "quote": "De antwoordsleutel van vraag 3 klopt niet: er zijn twee goede antwoorden.",
    },
    {
        "title": "Ontvangst bevestigd",
        "at": datetime(2026, 5, 4, 8, 12, tzinfo=UTC),
        "article": "3",
        "tone": "met",
        "letter": True,
        "detail": "4 dagen voor de termijn",
    },
    {"title": "Advies gevraagd", "at": datetime(2026, 5, 8, 9, 0, tzinfo=UTC), "internal": "Klopt de sleutel?"},
)
TALLY: Final = (
    {"count": 1, "label": "te laat", "tone": "late"},
    {"count": 2, "label": "vandaag", "tone": ""},
    {"count": 19, "label": "later", "tone": ""},
)
FACTS: Final = (("Klager", "contactpersoon van ROC Voorbeeld"), ("Product", "Examen Verzorgende IG, versie 3"), ("Soort", "klacht"))
RECKONING: Final = (
    {"when": "30 april", "what": "Klacht ontvangen om 16.00 uur. Deze dag telt niet mee."},
    {"when": "20 werkdagen", "what": "Niet meegeteld: 10 weekenddagen, 5 mei, Hemelvaartsdag en tweede pinksterdag."},
    {"when": "dinsdag 2 juni", "what": "Laatste dag, tot middernacht.", "article": "5"},
)
NAVIGATION: Final = (
    {"href": "#", "label": "Vandaag", "current": True},
    {"href": "#", "label": "Binnengekomen", "count": 3},
    {"href": "#", "label": "Register"},
)


def picture() -> dict[str, Any]:
    """The way of a dossier, drawn for a page and for a telephone."""
    acknowledge = Step("duty", "acknowledge", "Ontvangst bevestigen", "klachtenfunctionaris", "", "binnen 3 werkdagen", ("3",), "dossier")
    diagram = Diagram(
        "dossier",
        "Fasen van de klachtenregeling",
        "nl",
        (("intake", "intake"), ("closed", "gesloten")),
        (Edge(BEGIN, "intake", ("de klacht komt binnen",)), Edge("intake", "closed", ("Dossier sluiten",))),
        {"intake": (acknowledge,)},
        {"intake": ("Het begint bij intake: de klacht komt binnen.", "Van intake naar gesloten: Dossier sluiten."), "closed": ()},
    )
    return {"wide": _drawn(diagram, WIDE), "narrow": _drawn(diagram, NARROW, "-smal"), "sentences": diagram.sentences}


def _drawn(diagram: Diagram, width: int, part: str = "") -> SafeString:
    return mark_safe("".join(pieces(diagram, width=width, part=part)))  # noqa: S308 -- drawn by the core, which escapes every text


def _line(start: date, *marks: Mark) -> Line:
    return Line(start, marks, TODAY, CLOSED)


def _row(number: str, kind: str, who: str, line: Line, left: str, tone: str) -> dict[str, Any]:
    mark = line.marks[0]
    return {
        "href": "#",
        "number": number,
        "kind": kind,
        "who": who,
        "product": "VIG-3",
        "about": "onderzoek",
        "duty": mark.label,
        "article": mark.article,
        "owner": "klachtenfunctionaris",
        "line": line,
        "left": left,
        "tone": tone,
    }
