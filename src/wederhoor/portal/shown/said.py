"""What a complainant is told, in whole sentences: of the stage, of what he will get, and of each act that he may see."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wederhoor.core.facts import fact
from wederhoor.core.norm import Duty, Right
from wederhoor.core.state import Dossier, Matter
from wederhoor.core.text_steps import Step
from wederhoor.portal.awaiting import ANSWERS, put_last
from wederhoor.portal.forms.asked import FOUND_LATER
from wederhoor.web import words
from wederhoor.web.words import filled, spoken, together

#: What happens now, by stage. {noun}: the kind, such as "klacht"; {objection}: the objection as the regulation calls it.
_NOW: Final = {
    "intake": gettext_lazy("Wij bekijken uw {noun}"),
    "informal": gettext_lazy("Wij willen met u over uw {noun} praten"),
    "formal": gettext_lazy("Wij behandelen uw {noun}"),
    "decided": gettext_lazy("U hebt onze reactie"),
    "objection": gettext_lazy("Uw {objection} loopt"),
    "closed": gettext_lazy("Wij hebben uw {noun} afgehandeld"),
    "destroyed": gettext_lazy("Uw dossier is vernietigd"),
}
#: What the complainant gets when an act is taken: the rest of "U krijgt uiterlijk dinsdag 2 juni ...".
_GETS: Final = {
    "acknowledge": gettext_lazy("een bevestiging dat uw {noun} er is"),
    "reply": gettext_lazy("een inhoudelijke reactie"),
    "rule": gettext_lazy("een uitspraak"),
    "explain_procedure": gettext_lazy("bericht over hoe het verder gaat"),
    "report_progress": gettext_lazy("bericht over hoe het ermee staat"),
    "propose": gettext_lazy("een voorstel voor een oplossing"),
    "ask_completion": gettext_lazy("de vraag wat er nog ontbreekt"),
    "invite": gettext_lazy("een uitnodiging voor een gesprek"),
    "extend": gettext_lazy("bericht dat het langer duurt"),
    "refuse": gettext_lazy("bericht of wij uw {objection} behandelen"),
    "grant_inspection": gettext_lazy("antwoord op uw vraag om inzage"),
}
#: Since when one may do something: the rest of "binnen 6 weken nadat ...".
_SINCE: Final = {
    "reply": gettext_lazy("wij u onze reactie stuurden"),
    "propose": gettext_lazy("wij u een oplossing voorstelden"),
    "close": gettext_lazy("wij het dossier sloten"),
    "rule": gettext_lazy("u de uitspraak kreeg"),
}
_HAPPENED: Final = {
    "file": gettext_lazy("Wij ontvingen uw {noun}"),
    "confirm_in_writing": gettext_lazy("U bevestigde het op schrift"),
    "complete": gettext_lazy("U vulde iets aan"),
    "formalise": gettext_lazy("U maakte er een formele klacht van"),
    "ask_completion": gettext_lazy("Wij vroegen u om een aanvulling"),
    "acknowledge": gettext_lazy("Wij bevestigden de ontvangst"),
    "explain_procedure": gettext_lazy("Wij legden uit hoe het verder gaat"),
    "classify": gettext_lazy("Wij bepaalden waar het om gaat: {kind}"),
    "refer": gettext_lazy("Wij verwezen u door"),
    "take": gettext_lazy("Wij namen uw {noun} in behandeling"),
    "assign": gettext_lazy("Wij wezen iemand aan die uw {noun} behandelt"),
    "appoint": gettext_lazy("Wij wezen aan wie over uw {objection} oordeelt"),
    "invite": gettext_lazy("Wij nodigden u uit voor een gesprek"),
    "talk": gettext_lazy("U sprak met ons"),
    "mediate": gettext_lazy("Er is bemiddeld"),
    "visit": gettext_lazy("Wij kwamen bij u langs"),
    "hear": gettext_lazy("Wij hoorden u"),
    "waive_hearing": gettext_lazy("U hoeft niet gehoord te worden"),
    "agree_communication": gettext_lazy("Wij maakten afspraken over het contact"),
    "report_progress": gettext_lazy("Wij lieten weten hoe het ermee staat"),
    "extend": gettext_lazy("Wij hebben meer tijd nodig"),
    "consent_extension": gettext_lazy("U stemde in met meer tijd"),
    "suspend": gettext_lazy("De termijn staat stil"),
    "resume": gettext_lazy("De termijn loopt weer"),
    "propose": gettext_lazy("Wij stelden een oplossing voor"),
    "accept": gettext_lazy("U nam de oplossing aan"),
    "decline": gettext_lazy("U wees de oplossing af"),
    "reply": gettext_lazy("Wij stuurden u onze reactie"),
    "carry_out": gettext_lazy("Wij voerden de oplossing uit"),
    "follow_up": gettext_lazy("Wij vroegen of u tevreden bent"),
    "object": gettext_lazy("Wij ontvingen uw {objection}"),
    "admit": gettext_lazy("Wij behandelen uw {objection}"),
    "refuse": gettext_lazy("Wij behandelen uw {objection} niet"),
    "rule": gettext_lazy("U kreeg de uitspraak"),
    "carry_out_ruling": gettext_lazy("Wij deden wat de uitspraak vraagt"),
    "request_inspection": gettext_lazy("U vroeg om inzage"),
    "grant_inspection": gettext_lazy("U mag het dossier inzien"),
    "refuse_inspection": gettext_lazy("Wij wezen uw vraag om inzage af"),
    "comment": gettext_lazy("U reageerde op de stukken"),
    "withdraw": gettext_lazy("U trok uw {noun} in"),
    "close": gettext_lazy("Wij sloten het dossier"),
    "reopen": gettext_lazy("Het dossier is weer open"),
    "destroy": gettext_lazy("Wij vernietigden het dossier"),
}
#: What is not a proposal is accepted or declined as what it is: how the button says it, and the timeline.
_ANSWERED: Final = {
    ("accept", "invite"): (gettext_lazy("De uitnodiging aannemen"), gettext_lazy("U nam de uitnodiging aan")),
    ("decline", "invite"): (gettext_lazy("De uitnodiging afslaan"), gettext_lazy("U sloeg de uitnodiging af")),
    ("accept", "reply"): (gettext_lazy("Zeggen dat onze reactie goed is"), gettext_lazy("U vond onze reactie goed")),
    ("decline", "reply"): (gettext_lazy("Zeggen dat onze reactie niet goed is"), gettext_lazy("U vond onze reactie niet goed")),
}
#: What stands on a day to come.
_PLANNED: Final = {
    "invite": gettext_lazy("Wij nodigden u uit voor een gesprek op {day}"),
    "visit": gettext_lazy("Wij spraken af dat wij bij u langskomen op {day}"),
}
#: What he did himself, where others do it too.
_DID: Final = {
    "correct": gettext_lazy("U paste uw gegevens aan"),
    "follow_up": gettext_lazy("U liet weten of u tevreden bent"),
}
_TO_DO: Final = {
    "follow_up": gettext_lazy("Zeggen of u tevreden bent"),
    "complete": gettext_lazy("Iets toevoegen"),
    "withdraw": gettext_lazy("Mijn {noun} intrekken"),
    "object": gettext_lazy("{Objection} maken"),
    "accept": gettext_lazy("De oplossing aannemen"),
    "decline": gettext_lazy("De oplossing afwijzen"),
    "request_inspection": gettext_lazy("Mijn dossier inzien"),
    "formalise": gettext_lazy("Er een formele klacht van maken"),
    "confirm_in_writing": gettext_lazy("Schriftelijk bevestigen"),
    "reopen": gettext_lazy("Zeggen dat het niet is opgelost"),
    "comment": gettext_lazy("Reageren op de stukken"),
    "classify": gettext_lazy("Zeggen dat het toch een klacht is"),
    "waive_hearing": gettext_lazy("Afzien van een gesprek"),
    "consent_extension": gettext_lazy("Instemmen met meer tijd"),
}


def noun(matter: Matter) -> str:
    """The kind as the regulation calls it, in small letters: "klacht"; of what staff called something else, nothing but a message."""
    kind = str(fact(matter.first, "kind") or "complaint") if matter.first else "complaint"
    if kind in FOUND_LATER:
        return _("bericht")
    own = next((item.name for item in matter.procedure.kinds if item.id == kind and item.name), "")
    return (spoken(own) or words.word("kind", kind)).lower()


def objection(matter: Matter) -> str:
    """The next instance as the regulation calls it, in small letters: "bezwaar", "beroep"."""
    return spoken(matter.procedure.instances[0].name).lower() if matter.procedure.instances else words.word("kind", "objection")


def what_now(matter: Matter, dossier: Dossier) -> str:
    """What happens now, as a headline."""
    if matter.visible_stage(dossier) == "objection" and _is_ruled(matter):
        return _fill(_("U hebt de uitspraak over uw {objection}"), matter)
    if matter.visible_stage(dossier) == "closed" and "withdraw" in dossier.by_act:
        return _fill(_("U hebt uw {noun} ingetrokken"), matter)
    return _fill(str(_NOW.get(matter.visible_stage(dossier), _NOW["formal"])), matter)


def _is_ruled(matter: Matter) -> bool:
    """Whether the ruling of the objection that still runs has left."""
    last = matter.newest_open()
    return last is not None and last.against is not None and any(record.sent is not None for record in last.by_act.get("rule", ()))


def gets(matter: Matter, duty: Duty) -> str:
    """What the complainant gets when this duty is met; nothing for a duty that brings him no message."""
    acts = [trigger.act.removesuffix(".sent") for trigger in duty.met_by]
    return next((_fill(str(_GETS[act]), matter) for act in acts if act in _GETS), "")


def within(matter: Matter, right: Right, step: Step) -> str:
    """Within which term one may do something once it opens: "binnen 6 weken nadat wij u onze reactie stuurden"."""
    acts = dict.fromkeys(trigger.act.removesuffix(".sent") for trigger in right.opens)
    if any(act not in _SINCE for act in acts):
        return step.term
    since = together((_fill(str(_SINCE[act]), matter) for act in acts), between=_(" of "))
    return filled(_("{within} nadat {since}"), within=step.within, since=since)


def happened(matter: Matter, act: str, data: Mapping[str, object], dossier: Dossier | None = None, *, place: int | None = None) -> str:
    """An act that a complainant may see, as a line of his timeline; nothing for one that he may not. `dossier`: in which it was taken.

    `place`: where it stands in the log.
    """
    if act in matter.procedure.specs and act not in _HAPPENED:
        return ""
    if answered := _answered(act, dossier, 1, before=place):
        return answered
    kind = next((spoken(item.name) for item in matter.procedure.kinds if item.id == data.get("kind")), "")
    return _fill(str(_HAPPENED.get(act, "")), matter, dossier, kind=kind.lower() or words.word("kind", str(data.get("kind", ""))))


def planned(act: str, day: str) -> str:
    """An invitation or visit as it was planned on a day, given in words; nothing for any other act."""
    return str(_PLANNED[act]).format(day=day) if act in _PLANNED else ""


def did(act: str) -> str:
    """An act of his own that others take too, as a line of his timeline; nothing for any other."""
    return str(_DID.get(act, ""))


def to_do(matter: Matter, act: str, own: str = "", dossier: Dossier | None = None) -> str:
    """What the button of an act says: the regulation's own words, else ours. `dossier`: in which it would be taken."""
    if own or (own := _answered(act, dossier, 0)):
        return own
    return _fill(str(_TO_DO[act]), matter, dossier) if act in _TO_DO else words.word("act", act)


def _answered(act: str, dossier: Dossier | None, told: int, *, before: int | None = None) -> str:
    """How an answer to what is no proposal is said; `told`: by the button (0) or on the timeline (1). Nothing for any other act."""
    put = put_last(dossier, before=before) if act in ANSWERS and dossier is not None else None
    found = _ANSWERED.get((act, put.act)) if put is not None else None
    return str(found[told]) if found else ""


def _fill(text: str, matter: Matter, dossier: Dossier | None = None, **more: str) -> str:
    """What is said within an objection is said of the objection."""
    said = objection(matter)
    own = said if dossier is not None and dossier.against is not None else noun(matter)
    return filled(text, noun=own, objection=said, Objection=said.capitalize(), **more)
