"""How questions and answers are put to the public: labels, choices and help in plain words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wederhoor.core.norm import OwnField
from wederhoor.core.procedure import Procedure
from wederhoor.core.words.fields import VALUES_OF
from wederhoor.web import words
from wederhoor.web.fields import Choice, Kind
from wederhoor.web.words import spoken

#: Texts for which one line will do.
_ONE_LINE: Final = frozenset({"name", "organisation", "address", "city", "against", "product", "version", "agreement"})
AUTOCOMPLETE: Final = {
    "name": "name",
    "organisation": "organization",
    "email": "email",
    "phone": "tel",
    "address": "street-address",
    "city": "address-level2",
}
_ANSWERS: Final[Mapping[str, Mapping[str, object]]] = {
    "tried_talk": {
        "discussed": gettext_lazy("Ja, ik heb er met u over gesproken"),
        "unwilling": gettext_lazy("Nee, dat wil ik niet"),
        "unable": gettext_lazy("Nee, dat kan niet"),
    },
    "prefers": {"mail": gettext_lazy("Per e-mail"), "post": gettext_lazy("Per post")},
    "wants_reply": {
        "true": gettext_lazy("Ja, ik wil een antwoord op wat ik schrijf"),
        "false": gettext_lazy("Nee, dat hoeft niet"),
    },
    "subject.class": {
        "product": gettext_lazy("Een product"),
        "service": gettext_lazy("Onze dienstverlening"),
        "conduct": gettext_lazy("Het gedrag van een medewerker"),
        "policy": gettext_lazy("Ons beleid of onze manier van werken"),
    },
    # Codes that a regulation declares itself have no words in its file yet.
    "product_type": {"teaching": gettext_lazy("Lesmateriaal"), "exam": gettext_lazy("Een examen"), "other": gettext_lazy("Iets anders")},
}
_HELP: Final = {
    "anonymous": gettext_lazy(
        "Wij weten dan niet wie u bent en kunnen u niet mailen of bellen. U volgt uw melding alleen met de code die u na het versturen "
        "krijgt. Daarmee leest u ook onze berichten en kunt u antwoorden. Bent u de code kwijt, dan kunt u er niet meer bij."
    ),
    "complainant.organisation": gettext_lazy("Vul “geen” in als u voor uzelf schrijft."),
    "complainant.email": gettext_lazy("Hier sturen wij onze berichten heen."),
    "complainant.address": gettext_lazy("Straat en huisnummer, postcode."),
    "steps_taken": gettext_lazy("Nog niets gedaan? Schrijf dan “niets”."),
    "description": gettext_lazy("Schrijf op wat er is gebeurd, waar en wanneer. Noem geen namen van anderen als dat niet nodig is."),
    "wants_reply": gettext_lazy("Weet u het niet? Sla de vraag dan over: u krijgt dan een antwoord."),
}
_LABELS: Final = {
    "wants_reply": gettext_lazy("Wilt u een inhoudelijke reactie?"),
    "steps_taken": gettext_lazy("Wat hebt u al gedaan om het op te lossen?"),
    "tried_talk": gettext_lazy("Hebt u er al met iemand van ons over gesproken?"),
}

#: What an act asks in words of its own; and where it refuses what is no proposal.
_ANSWERING: Final = {
    ("decline", "reason", "invite"): gettext_lazy("Waarom wilt u niet komen?"),
    ("decline", "reason", "reply"): gettext_lazy("Wat is er niet goed aan onze reactie?"),
}
_QUESTIONS: Final = {
    ("complete", "description"): gettext_lazy("Wat wilt u toevoegen?"),
    ("confirm_in_writing", "description"): gettext_lazy("Wilt u nog iets toevoegen?"),
    ("formalise", "reasons"): gettext_lazy("Waarom maakt u er een formele klacht van?"),
    ("follow_up", "satisfied"): gettext_lazy("Bent u tevreden met hoe het is opgelost?"),
    ("follow_up", "score"): gettext_lazy("Welk cijfer geeft u ons?"),
    ("follow_up", "account"): gettext_lazy("Wilt u dat toelichten?"),
    ("consent_extension", "until"): gettext_lazy("Tot en met welke dag mogen wij erover doen?"),
    ("consent_extension", "reason"): gettext_lazy("Wilt u daar iets bij zeggen?"),
    ("reopen", "reason"): gettext_lazy("Wat is er nog niet opgelost?"),
    ("decline", "reason"): gettext_lazy("Wat zou voor u wel een oplossing zijn?"),
    ("accept", "reason"): gettext_lazy("Wilt u daar iets bij zeggen?"),
    ("withdraw", "reason"): gettext_lazy("Waarom trekt u in?"),
    ("request_inspection", "text"): gettext_lazy("Wat wilt u inzien?"),
    ("comment", "text"): gettext_lazy("Wat wilt u erover zeggen?"),
    ("file", "grounds"): gettext_lazy("Punt"),
    ("waive_hearing", "reason"): gettext_lazy("Waarom?"),
    ("object", "against"): gettext_lazy("Waartegen maakt u bezwaar?"),
    ("object", "grounds"): gettext_lazy("Waarom bent u het er niet mee eens?"),
}


def question(act: str, name: str, *, put: str = "") -> str:
    """What an act asks in words of its own; nothing where it has none. `put`: to what it is an answer."""
    found = _ANSWERING.get((act, name, put)) or _QUESTIONS.get((act, name))
    return str(found) if found else ""


def label(procedure: Procedure, name: str, *, act: str = "file") -> str:
    """The question that an act asks: the procedure's own words for its own field, else those of the vocabulary."""
    own = own_field(procedure, name, act)
    if own is not None:
        return spoken(own.label)
    return str(_LABELS.get(name) or words.word("field_public", name))


def of_contact(name: str) -> str:
    """The question about himself: how he is called or reached, or how he wants to hear from us."""
    return words.word("field_public", name) if name == "prefers" else words.word("field", f"contact.{name}")


def help_of(name: str) -> str:
    """What helps to answer it."""
    return str(_HELP.get(name, ""))


def answer(name: str, code: str) -> str:
    """One of the answers in words."""
    known = _ANSWERS.get(name, {}).get(code)
    if known is not None:
        return str(known)
    return words.value_word(name, code) if name in VALUES_OF else words.word("flag", code)


def choices(name: str, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The answers to choose from."""
    return tuple((code, answer(name, code)) for code in options)


def kind_choices(procedure: Procedure, kinds: tuple[str, ...]) -> tuple[Choice, ...]:
    """Each kind with its explanation in plain words."""
    found = []
    for kind in procedure.kinds:
        if kind.id in kinds:
            named = (spoken(kind.name) or words.word("kind", kind.id)).capitalize()
            explained = spoken(kind.explanation)
            found.append((kind.id, f"{named}: {explained}" if explained else named))
    return tuple(found)


def text_kind(name: str) -> Kind:
    """The control that fits a text: one line, a mail address, a telephone number, or room to write."""
    last = name.rpartition(".")[2]
    if last == "email":
        return "email"
    if last == "phone":
        return "phone"
    return "text" if last in _ONE_LINE else "longtext"


def own_field(procedure: Procedure, name: str, act: str) -> OwnField | None:
    """The procedure's own field of this name, where it declared one for this act."""
    return next((field for field in procedure.fields if field.id == name and act in field.acts), None)


def yes_no() -> tuple[Choice, ...]:
    """The two answers to a plain question."""
    return tuple((code, words.word("flag", code)) for code in ("true", "false"))


def accepts(procedure: Procedure) -> str:
    """What one ticks to accept a regulation, its version named."""
    return _("Ik ken versie {version} van deze regeling en ga ermee akkoord").format(version=procedure.version)
