"""How questions and answers are put to the public: labels, choices and help in plain words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wederhoor.core import words
from wederhoor.core.norm import OwnField
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.words import Language
from wederhoor.core.words.fields import VALUES_OF
from wederhoor.web.fields import Choice, Kind

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
    "trade_name": {"extrack": "ExTrack", "extrack-examenleverancier": "ExTrack Examenleverancier"},
}
_HELP: Final = {
    "anonymous": gettext_lazy("U volgt uw melding dan alleen met de code die u na het versturen krijgt."),
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


def label(procedure: Procedure, name: str, language: Language = "nl", *, act: str = "file") -> str:
    """The question that an act asks: the procedure's own words for its own field, else those of the vocabulary."""
    own = own_field(procedure, name, act)
    if own is not None:
        return spoken(own.label, language)
    return str(_LABELS.get(name) or words.word("field_public", name, language=language))


def help_of(name: str) -> str:
    """What helps to answer it."""
    return str(_HELP.get(name, ""))


def answer(name: str, code: str, language: Language = "nl") -> str:
    """One of the answers in words."""
    known = _ANSWERS.get(name, {}).get(code)
    if known is not None:
        return str(known)
    return words.value_word(name, code, language=language) if name in VALUES_OF else words.word("flag", code, language=language)


def choices(name: str, options: tuple[str, ...], language: Language = "nl") -> tuple[Choice, ...]:
    """The answers to choose from."""
    return tuple((code, answer(name, code, language)) for code in options)


def kind_choices(procedure: Procedure, kinds: tuple[str, ...], language: Language = "nl") -> tuple[Choice, ...]:
    """Each kind with its explanation in plain words."""
    found = []
    for kind in procedure.kinds:
        if kind.id in kinds:
            named = (spoken(kind.name, language) or words.word("kind", kind.id, language=language)).capitalize()
            explained = spoken(kind.explanation, language)
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


def yes_no(language: Language = "nl") -> tuple[Choice, ...]:
    """The two answers to a plain question."""
    return tuple((code, words.word("flag", code, language=language)) for code in ("true", "false"))


def accepts(procedure: Procedure) -> str:
    """What one ticks to accept a regulation, its version named."""
    return _("Ik ken versie {version} van deze regeling en ga ermee akkoord").format(version=procedure.version)
