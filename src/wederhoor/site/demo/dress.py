"""How the made-up organisations show themselves: a logo drawn here, colours, who read the regulation, a document beside it."""

from random import Random
from typing import TYPE_CHECKING, Final

import typst

from wederhoor.actions.identity import OWN, Chosen, save_logo, save_look
from wederhoor.actions.publications import promised, publish_document
from wederhoor.actions.readings import confirm, versions_to_read
from wederhoor.core.phrase import spoken
from wederhoor.web.booklet import Booklet, Chapter, bound
from wederhoor.web.identity import colours

if TYPE_CHECKING:
    from datetime import datetime

    from wederhoor.site.demo.cast import Stage

#: Who reads the regulation soon after he was asked.
_READS: Final = 0.7
#: Colours of one's own, by organisation; the others wear one of ours.
_OWN: Final = {"exa-men": ("#0f4c81", "#8fc1ee"), "klik-onderwijs": ("#8a3b12", "#efb28d")}
#: What each logo is: shapes in the accent, drawn on a square of 24.
_SHAPES: Final = {
    "exa-men": "#place(dx: 3pt, dy: 3pt, rect(width: 18pt, height: 18pt, radius: 4pt, fill: c))"
    "#place(dx: 8pt, dy: 8pt, rect(width: 8pt, height: 8pt, fill: white))",
    "ecm": "#place(dx: 2pt, dy: 2pt, circle(radius: 10pt, stroke: 4pt + c))#place(dx: 9pt, dy: 9pt, circle(radius: 3pt, fill: c))",
    "concreet-onderwijsproducten": "#place(dx: 2pt, dy: 12pt, rect(width: 9pt, height: 9pt, fill: c))"
    "#place(dx: 13pt, dy: 12pt, rect(width: 9pt, height: 9pt, fill: c))#place(dx: 7.5pt, dy: 2pt, rect(width: 9pt, height: 9pt, fill: c))",
    "extrack": "#place(dx: 2pt, dy: 2pt, line(start: (0pt, 0pt), end: (20pt, 20pt), stroke: 4pt + c))"
    "#place(dx: 2pt, dy: 2pt, line(start: (20pt, 0pt), end: (0pt, 20pt), stroke: 4pt + c))",
    "klik-onderwijs": "#place(dx: 3pt, dy: 2pt, polygon(fill: c, (0pt, 0pt), (18pt, 10pt), (0pt, 20pt)))",
}


def dress(stage: "Stage", now: "datetime", *, chance: Random) -> None:
    """Dresses an organisation; most of its people have read its regulation."""
    organisation, slug = stage.organisation, stage.casting.slug
    light, dark = _OWN.get(slug, ("", ""))
    save_look(organisation, Chosen(stage.casting.name, OWN if light else stage.casting.accent, light, dark))
    organisation.refresh_from_db()
    fault = save_logo(organisation, _logo(slug, colours(organisation)[0]))
    if fault:
        raise ValueError(fault)
    for page, name in promised(stage.procedure).items():
        title = spoken(name)
        content = bound(_rules(title), organisation=organisation.name, now=now)
        publish_document(organisation, title=title, page=page, content=content, now=now)
    versions = versions_to_read(organisation, now.date())
    for member in organisation.members.order_by("pk"):
        if chance.random() < _READS:
            for version in versions:
                confirm(member, version, now)


def _logo(slug: str, colour: str) -> bytes:
    page = f'#set page(width: 24pt, height: 24pt, margin: 0pt)\n#let c = rgb("{colour}")\n{_SHAPES[slug]}'
    return bytes(typst.compile(page.encode(), format="png", ppi=288, ignore_system_fonts=True))


def _rules(title: str) -> Booklet:
    """Made-up rules of a committee."""
    articles = (
        "De commissie bestaat uit twee leden die niets met de klacht te maken hebben.",
        "De commissie hoort wie bezwaar maakt en de organisatie, samen of apart.",
        "De commissie oordeelt schriftelijk en geeft haar redenen.",
    )
    return Booklet(title, ("Verzonnen voorbeeld",), (Chapter("", [(str(number), (said,)) for number, said in enumerate(articles, 1)]),))
