"""What happens in the demonstration beside its ordinary lives: of everything that the desk shows, one matter that has it.

Each story is of one organisation and begins so many days before now. What is beside the dossiers (mail that waits, who is away, a view
that colleagues share) stands at the end.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final

from wederhoor.actions.absences import report_absence
from wederhoor.actions.record import NewParty
from wederhoor.actions.relating import Sent, link
from wederhoor.actions.splitting import Part, split
from wederhoor.actions.values import Upload
from wederhoor.actions.views import save_view
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.clockwork import day_of
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.site.demo import texts
from wederhoor.site.demo.cast import Stage
from wederhoor.site.demo.doing import actor
from wederhoor.site.demo.scene import Scene, Story

GROUNDS: Final = ["De surveillant gaf een verkeerde uitleg.", "De kandidaten kregen geen extra tijd.", "Niemand belde terug."]
OFFICER, MANAGER, RESPONSIBLE = "klachtenfunctionaris", "manager-propositie", "verantwoordelijk-medewerker"


def both_sides(scene: Scene) -> Iterator[int]:
    """ECM: three grounds, documents, both sides heard, each shown what the other told, and a finding of each ground."""
    papers = [Upload("verslag-kandidaten.txt", b"Wij waren met twaalf kandidaten."), Upload("rooster.csv", b"dag;lokaal\nma;2.14\n")]
    told = "Bij het examen van maandag zei de surveillant dat onze kandidaten mochten stoppen. Dat bleek niet te kloppen."
    row = scene.file(grounds=GROUNDS, files=papers, subject={"class": "conduct"}, description=told)
    yield 1
    scene.act(row, "acknowledge", RESPONSIBLE, channel="mail", states=["steps", "terms"])
    yield 1
    about = NewParty(name=scene.fake.name(), part="concerned", email="surveillant@ecm.example")
    scene.act(row, "inform_concerned", RESPONSIBLE, channel="mail", person=about)
    yield 2
    heard = "De kandidaten kregen te horen dat zij mochten stoppen. Daarna bleek dat niet te kloppen."
    scene.act(row, "hear", RESPONSIBLE, party="complainant", account=heard)
    yield 1
    heard = "De uitleg was onduidelijk, dat klopt. Extra tijd was niet afgesproken."
    scene.act(row, "hear", RESPONSIBLE, party="concerned", account=heard, files=[Upload("instructie.txt", b"Instructie surveillance.")])
    yield 1
    places = [record.index for record in scene.records(row, "hear")]
    scene.act(row, "disclose", RESPONSIBLE, party="concerned", of=places[:1], documents=["d-1"])
    scene.act(row, "disclose", RESPONSIBLE, party="complainant", of=places[1:])
    scene.act(row, "comment", RESPONSIBLE, party="complainant", of=places[1], text="Extra tijd stond wel in de mail vooraf.")
    yield 2
    outcomes = ("upheld", "rejected", "upheld")
    found = [
        {"number": place, "outcome": outcome, "reasons": texts.reasons(scene.chance)} for place, outcome in enumerate(outcomes, start=1)
    ]
    scene.act(row, "judge", RESPONSIBLE, outcome="partly", reasons="Twee van de drie punten kloppen.", findings=found)


def talked_over(scene: Scene) -> Iterator[int]:
    """Klik: a talk that did not help, a mediator from outside, and what is still to be told today."""
    row = scene.file(channel="phone", by="medewerker")
    yield 1
    planned = (scene.due_at + timedelta(days=2)).date().isoformat()
    scene.act(row, "invite", MANAGER, channel="mail", party="complainant", planned_on=planned, purpose="talk")
    yield 2
    scene.act(row, "talk", MANAGER, outcome="unsolved", account="Wij kwamen er samen niet uit. De klager wil dat iemand bemiddelt.")
    yield 0
    scene.act(row, "explain_procedure", MANAGER, channel="mail", states=["steps"])
    yield 2
    ben = NewParty(name=scene.fake.name(), email="bemiddelaar@buiten.example")
    scene.act(row, "mediate", MANAGER, mediator=ben, independent=True, outside=True, outcome="unsolved", account="Beiden zijn gehoord.")


def before_the_committee(scene: Scene) -> Iterator[int]:
    """Klik: an objection before a committee of two from outside, who heard the complainant and are to rule."""
    row = scene.file(grounds=["De btw telt dubbel."])
    yield 1
    scene.act(row, "acknowledge", MANAGER, channel="mail", states=["steps", "terms"])
    handler = NewParty(name=scene.fake.name(), email="behandelaar@buiten.example")
    scene.act(row, "assign", MANAGER, to=handler, independent=True, outside=True)
    yield 3
    scene.act(row, "explain_procedure", "handler", channel="mail", states=["steps", "terms"])
    yield 4
    scene.act(row, "judge", "handler", outcome="rejected", reasons="De module volgt de wet van dit jaar.", consulted=[MANAGER])
    scene.act(row, "reply", "handler", channel="mail", reasons="De module volgt de wet van dit jaar.")
    yield 4
    objection = scene.act(row, "object", "complainant", channel="web", in_writing=True, grounds=["De oude wet gold nog."])
    yield 1
    scene.act(objection, "acknowledge", MANAGER, channel="mail", states=["steps", "terms"])
    seats = [
        {"person": NewParty(name=scene.fake.name(), email=f"commissie{place}@buiten.example"), "independent": True, "outside": True,
         "ground": "Werkt bij een andere instelling.", "expertise": "Boekhouden"}
        for place in (1, 2)
    ]  # fmt: skip
    scene.act(objection, "appoint", MANAGER, members=seats)
    yield 3
    scene.act(objection, "hear", "committee", party="complainant", account="De klager toonde de wet van vorig jaar.")


def asked_of_an_expert(scene: Scene) -> Iterator[int]:
    """ExTrack: an adviser from outside who promised secrecy and has a document before him; the term of the reply is almost over."""
    row = scene.file(files=[Upload("opgave-7.txt", b"Hoeveel is zeven keer acht?")], tried_talk="discussed")
    yield 2
    scene.act(row, "acknowledge", OFFICER, channel="mail", states=["steps", "terms"])
    yield 6
    adviser = NewParty(name=scene.fake.name(), email="adviseur@buiten.example")
    scene.act(row, "consult", OFFICER, of=[adviser], secrecy=True, question="Klopt het antwoord op vraag 7?")
    yield 2
    scene.act(row, "accept_secrecy", "adviser")
    scene.act(row, "disclose", OFFICER, to=scene.holder(row, "adviser"), documents=["d-1"])


def told_twice(scene: Scene) -> Iterator[int]:
    """Exa.men: the same told twice, merged by a link; and a complaint about two things, split in two."""
    exam = {"class": "product", "product": scene.stage.products[0][0]}
    first, second = scene.file(subject=exam), scene.file(channel="web", subject=exam)
    yield 1
    by = actor(scene.stage, "support")
    scene.must(link(second, first.number, relation="same", by=by, sent=Sent(scene.due_at), reason="Dezelfde vraag van dezelfde school."))
    both = scene.file(grounds=["De tijd was te kort.", "De rekening klopt niet."], files=[Upload("rekening.txt", b"Totaal: 120 euro")])
    yield 1
    part = Part("De rekening klopt niet met de offerte.", ["De rekening klopt niet."], ["d-1"], "Dit is iets anders dan het examen.")
    scene.must(split(both, part, by=by, sent=Sent(scene.due_at)))


def critical(scene: Scene) -> Iterator[int]:
    """Exa.men: a critical error in an exam, which goes before everything else; and one that nobody took up yet."""
    row = scene.file(subject={"class": "product", "product": scene.stage.products[3][0]})
    yield 0
    product = scene.stage.products[3][0]
    scene.act(row, "assess", "kernconstructeur", nature="content", severity="high", critical=True, products=[product])
    scene.file(channel="web")


#: Which organisation, how many days before now it begins, and what happens.
STORIES: Final[tuple[tuple[str, int, Story], ...]] = (
    ("ecm", 16, both_sides),
    ("klik-onderwijs", 9, talked_over),
    ("klik-onderwijs", 30, before_the_committee),
    ("extrack", 25, asked_of_an_expert),
    ("exa-men", 6, told_twice),
    ("exa-men", 3, critical),
)


# Beside the dossiers -------------------------------------------------------------------------------------------------------

_MAILS: Final[Mapping[str, tuple[str, str]]] = {
    "Ingevuld contactformulier": ("Kunt u nakijken of deze rekening klopt? Zie de bijlage.", "rekening.txt"),
    "Doorgestuurd: klacht van een ouder": ("Deze mail kwam bij ons binnen, maar is voor u.", "klacht.txt"),
}


def set_out(stage: Stage, now: datetime) -> None:
    """Mail that waits in the inbox, with attachments; someone who is away, with who stands in; a view of the register for everyone."""
    for place, (subject, (body, name)) in enumerate(_MAILS.items(), start=1):
        receive(_mail(stage, place, subject, body, name), organisation=stage.organisation.slug, mailbox="klachten", now=now)
    people = [members[0] for members in stage.members.values()]
    today = day_of(now, DEFAULT)
    report_absence(people[-1], since=today, until=today + timedelta(days=9), stand_in=people[0], today=today)
    save_view(people[0], name="In behandeling", query="fase=formal", shared=True)


def _mail(stage: Stage, place: int, subject: str, body: str, name: str) -> bytes:
    person, _, sender = stage.customers[place]
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{person} <{sender}>", f"klachten@{stage.casting.slug}.example"
    mail["Auto-Submitted"] = "auto-generated"  # by itself this never becomes a dossier: a person decides
    mail["Subject"], mail["Message-ID"] = subject, f"<{place}@{stage.casting.slug}.klant.example>"
    mail.set_content(body)
    mail.add_attachment(body.encode(), maintype="text", subtype="plain", filename=name)
    return mail.as_bytes()
