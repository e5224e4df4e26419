"""What a complainant is told, in whole sentences: of the stage, of what he will get, and of each act that he may see."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wederhoor.core import words
from wederhoor.core.facts import fact
from wederhoor.core.norm import Duty
from wederhoor.core.procedure import spoken
from wederhoor.core.state import Dossier, Matter

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
    "appoint": gettext_lazy("Er is een commissie voor uw {objection}"),
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
_TO_DO: Final = {
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
    """The kind as the regulation calls it, in small letters: "klacht"."""
    kind = str(fact(matter.first, "kind") or "complaint") if matter.first else "complaint"
    own = next((item.name for item in matter.procedure.kinds if item.id == kind and item.name), "")
    return (spoken(own) or words.word("kind", kind)).lower()


def objection(matter: Matter) -> str:
    """The next instance as the regulation calls it, in small letters: "bezwaar", "beroep"."""
    return spoken(matter.procedure.instances[0].name).lower() if matter.procedure.instances else words.word("kind", "objection")


def what_now(matter: Matter, dossier: Dossier) -> str:
    """What happens now, as a headline."""
    if matter.visible_stage(dossier) == "closed" and "withdraw" in dossier.by_act:
        return _fill(_("U hebt uw {noun} ingetrokken"), matter)
    return _fill(str(_NOW.get(matter.visible_stage(dossier), _NOW["formal"])), matter)


def gets(matter: Matter, duty: Duty) -> str:
    """What the complainant gets when this duty is met; nothing for a duty that brings him no message."""
    acts = [trigger.act.removesuffix(".sent") for trigger in duty.met_by]
    return next((_fill(str(_GETS[act]), matter) for act in acts if act in _GETS), "")


def happened(matter: Matter, act: str, data: Mapping[str, object]) -> str:
    """An act that a complainant may see, as a line of his timeline; nothing for one that he may not."""
    if act in matter.procedure.specs and act not in _HAPPENED:
        return ""
    kind = next((spoken(item.name) for item in matter.procedure.kinds if item.id == data.get("kind")), "")
    return _fill(str(_HAPPENED.get(act, "")), matter, kind=kind.lower() or words.word("kind", str(data.get("kind", ""))))


def to_do(matter: Matter, act: str, own: str = "") -> str:
    """What the button of an act says: the regulation's own words, else ours."""
    return own or (_fill(str(_TO_DO[act]), matter) if act in _TO_DO else words.word("act", act))


def _fill(text: str, matter: Matter, **more: str) -> str:
    said = objection(matter)
    return text.format(noun=noun(matter), objection=said, Objection=said.capitalize(), **more)
