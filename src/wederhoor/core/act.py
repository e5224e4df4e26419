"""The vocabulary of acts: what can be done in a matter, with the typed data that each act carries.

Names are stable: procedures, the API, imports and the command line use them (design, section 5). A procedure may declare
acts and fields of its own; they are described by the same two values, `Field` and `ActSpec`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

FieldKind = Literal["text", "code", "reference", "date", "flag", "number"]
Scalar = str | int | float | bool | None
Value = Scalar | tuple["Value", ...] | Mapping[str, "Value"]
Flat = Mapping[str, Value]

#: Channels by which a message can travel; the first three carry a letter that must leave before anyone is told.
CHANNELS: Final = ("mail", "post", "portal", "phone", "talk", "web", "letter", "api", "import")
LETTER_CHANNELS: Final = frozenset({"mail", "post"})


@dataclass(frozen=True, slots=True)
class Field:
    """One datum that an act carries.

    `kind` decides what the log may hold: codes, references, dates, flags and numbers as they are; of a text only
    whether it is filled. `many` marks a list. `options` closes the list of codes; empty means that any code will do. `between`: the
    least and the most that a number can be.
    """

    kind: FieldKind
    many: bool = False
    options: tuple[str, ...] = ()
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ActSpec:
    """An act of the vocabulary, or one that a procedure declares.

    `letter`: whether it tells someone something, so that by mail or post a letter leaves; `asked` means only where a channel
    is given. `back_dated`: it may be registered later than it happened. `always`: staff may take it without the procedure
    naming it. `system`: only the system records it.
    """

    id: str
    group: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    letter: Literal["never", "asked", "always"] = "never"
    back_dated: bool = True
    always: bool = False
    system: bool = False


def _text(*names: str) -> dict[str, Field]:
    return {name: Field("text") for name in names}


def _flag(*names: str) -> dict[str, Field]:
    return {name: Field("flag") for name in names}


def _refs(*names: str) -> dict[str, Field]:
    return {name: Field("reference") for name in names}


def _code(name: str, *options: str, many: bool = False) -> dict[str, Field]:
    return {name: Field("code", many, options)}


_DATE = Field("date")
#: Under this name every act, those of the system and `destroy` excepted, names the documents that belong to it (`d-1`); `disclose` and
#: `grant_inspection` those that they put before someone.
DOCUMENTS: Final = "documents"
BELONGING: Final = Field("reference", many=True)
#: Under this name a filing and a link name the institution whose complaint it is (EXA-15).
CUSTOMER: Final = "customer"
_OUTCOMES: Final = ("upheld", "partly", "rejected", "inadmissible")
KINDS: Final = ("complaint", "signal", "remark", "improvement", "question", "misunderstanding")
STAGES: Final = ("intake", "informal", "formal", "decided", "objection", "closed", "destroyed")

_INTAKE: Final[dict[str, Field]] = {
    **_code("kind", *KINDS),
    **_code("channel", "web", "mail", "letter", "phone", "talk", "api", "import"),
    "filed_on": _DATE,
    **_code("origin", "external", "internal"),
    **_flag("anonymous"),
    **_text(*(f"complainant.{part}" for part in ("name", "organisation", "email", "phone", "address", "city"))),
    **_code("subject.class", "product", "service", "conduct", "policy"),
    **_refs("subject.product", "subject.version", "subject.person"),
    **_code("subject.department"),
    **_text("description", "reasons", "remedy_sought", "steps_taken"),
    "grounds": Field("text", many=True),
    **_code("tried_talk", "discussed", "unwilling", "unable"),
    **_flag("wants_reply"),
    **_code("prefers", "mail", "post"),
    **_flag("accepts_regulation"),
    **_refs(CUSTOMER),
}
_TOLD: Final[dict[str, Field]] = {
    **_code("channel", "mail", "post", "phone", "talk", "portal"),
    **_code("states", many=True),
    **_text("reasons"),
}
_PERSONS: Final[dict[str, Field]] = {
    **_refs("to"),
    **_code("department", many=False),
    **_flag("independent", "outside"),
    **_refs("members.person"),
    **_code("members.capacity"),
    **_code("members.department"),
    **_flag("members.independent", "members.outside"),
    **_text("members.ground", "members.expertise", "ground", "expertise", "override", "reason"),
    **_code("capacity"),
}
_REASON: Final = _text("reason")
_TALK: Final = {**_code("outcome", "solved", "unsolved"), **_text("account"), **_refs("mediator"), **_flag("independent", "outside")}
_PARTY: Final = _code("party", "complainant", "concerned")
_ITEM: Final = {**_refs("product", "version"), "published_on": _DATE}
#: What was found of each ground, one row for each: `findings.number` counts the grounds as they were filed, from 1.
_FINDINGS: Final = {
    "findings.number": Field("number"),
    **_text("findings.ground", "findings.reasons"),
    **_code("findings.outcome", *_OUTCOMES),
}
#: What a correction can say anew of a person of the matter, and how he wants to hear from us.
_PREFERS: Final = _code("prefers", "mail", "post")
_CONTACT: Final = _text(*(f"contact.{part}" for part in ("name", "organisation", "email", "phone", "address", "city")))


def _spec(group: str, name: str, data: Mapping[str, Field], flags: str) -> ActSpec:
    return ActSpec(
        id=name,
        group=group,
        fields=data if "s" in flags or name == "destroy" else {**data, DOCUMENTS: BELONGING},
        letter="always" if "i" in flags else "asked" if "m" in flags else "never",
        back_dated="i" not in flags and "n" not in flags,
        always="a" in flags,
        system="s" in flags,
    )


# Flags: i informs, m informs where a channel is given, a always allowed to staff, s recorded by the system only, n may not be
# dated back though it informs no one.
_TABLE: Final[Mapping[str, tuple[tuple[str, Mapping[str, Field], str], ...]]] = {
    "intake": (
        ("file", _INTAKE, ""),
        ("confirm_in_writing", _INTAKE, ""),
        ("ask_completion", {**_TOLD, **_code("missing", many=True)}, "i"),
        ("complete", _INTAKE, ""),
        ("classify", {**_code("kind", *KINDS), **_REASON}, ""),
        ("refer", {**_TOLD, **_PERSONS}, "i"),
        ("take", _PERSONS, ""),
        ("pass_on", _PERSONS, ""),
        ("acknowledge", {**_TOLD, "until": _DATE}, "i"),
        ("explain_procedure", _TOLD, "i"),
    ),
    "informal": (
        ("invite", {**_TOLD, **_PARTY, "planned_on": _DATE, **_code("purpose")}, "i"),
        ("talk", _TALK, ""),
        ("mediate", _TALK, ""),
        ("formalise", _INTAKE, ""),
    ),
    "inquiry": (
        (
            "assess",
            {
                **_code("nature"),
                **_code("severity"),
                **_flag("structural", "critical"),
                "products": Field("reference", many=True),
                **_text("account"),
            },
            "",
        ),
        ("assign", _PERSONS, ""),
        ("agree_communication", {**_text("complainant", "concerned", "account")}, ""),
        ("inform_concerned", {**_TOLD, **_refs("person"), **_text("account")}, "i"),
        ("consult", {"of": Field("reference", many=True), **_flag("outside", "secrecy"), **_text("question", "answer", "account")}, ""),
        ("advise", _text("advice"), ""),
        ("hear", {**_PARTY, **_refs("person"), **_text("account"), "heard_on": _DATE}, ""),
        ("waive_hearing", {**_PARTY, **_REASON}, ""),
        ("visit", {"planned_on": _DATE, **_text("account"), **_refs("person")}, ""),
        ("report_progress", _TOLD, "i"),
        ("extend", {**_TOLD, "until": _DATE, **_flag("consented"), **_refs("duty")}, "i"),
        ("consent_extension", {"until": _DATE, **_REASON}, ""),
        ("suspend", {**_REASON, **_refs("duty")}, "n"),
        ("resume", {**_REASON, **_refs("duty")}, ""),
    ),
    "decision": (
        (
            "judge",
            {
                **_code("outcome", *_OUTCOMES),
                **_text("reasons"),
                "consulted": Field("reference", many=True),
                **_FINDINGS,
            },
            "",
        ),
        ("propose", {**_TOLD, **_text("solution", "extra")}, "i"),
        ("accept", {**_REASON, **_code("channel", "mail", "post", "phone", "talk", "portal")}, ""),
        ("decline", {**_REASON, **_code("channel", "mail", "post", "phone", "talk", "portal")}, ""),
        ("reply", _TOLD, "i"),
        ("send_copies", {**_TOLD, **_code("to", many=True)}, "i"),
        ("carry_out", {**_text("account"), "done_on": _DATE}, ""),
        ("follow_up", {**_flag("satisfied"), "score": Field("number", between=(1, 10)), **_text("account")}, ""),
        ("find_cause", {**_code("category"), **_text("cause"), **_refs("agreed_with")}, ""),
        ("recommend", {**_text("recommendation"), **_refs("measure"), **_flag("none_needed"), **_REASON}, ""),
    ),
    "products": (
        ("open_correction", {"products": Field("reference", many=True), **_text("account")}, ""),
        ("publish_version", {**_ITEM, **_text("line")}, ""),
        ("notify_customers", {**_ITEM, **_TOLD, "count": Field("number")}, "i"),
        ("defer_to_revision", {**_refs("product"), "year": Field("number")}, ""),
        ("weigh_revision", {**_refs("product"), "year": Field("number"), **_flag("adopted"), **_text("reasons")}, ""),
    ),
    "objection": (
        (
            "object",
            {
                **_code("channel", "web", "mail", "letter", "phone", "talk", "portal", "api", "import"),
                **_flag("in_writing"),
                "filed_on": _DATE,
                **_text("name", "address", "city", "against", "email", "phone"),
                "grounds": Field("text", many=True),
            },
            "",
        ),
        ("excuse_lateness", _text("reason", "reasons"), ""),
        ("admit", _REASON, ""),
        ("refuse", {**_TOLD, **_REASON}, "i"),
        ("appoint", _PERSONS, ""),
        ("rule", {**_TOLD, **_code("outcome", *_OUTCOMES), **_flag("binding", "consequences"), **_FINDINGS}, "i"),
        ("carry_out_ruling", {**_text("account"), "done_on": _DATE}, ""),
        ("pay", {"amount": Field("number")}, ""),
    ),
    "record": (
        ("disclose", {**_refs("to"), **_code("party"), "of": Field("number", many=True), **_flag("secrecy")}, "a"),
        ("accept_secrecy", _refs("document"), ""),
        ("comment", {**_text("text"), "of": Field("number"), **_PARTY}, "a"),
        ("link", {**_refs("to", "measure", CUSTOMER), **_code("relation"), **_REASON}, "a"),
        ("unlink", {**_refs("to", "measure", CUSTOMER), **_REASON}, "a"),
        ("split", {**_refs("to"), **_REASON}, "a"),
        ("approve", {"of": Field("number")}, "a"),
        ("send_back", {"of": Field("number"), **_REASON}, "a"),
        ("explain_lateness", {**_refs("duty"), **_code("cause"), **_REASON}, "a"),
        ("recalculate", {**_refs("procedure", "calendar"), **_REASON}, "a"),
        ("note", _text("text"), "a"),
        ("correct", {"of": Field("number"), **_refs("field", "person"), **_text("value"), **_CONTACT, **_PREFERS, **_REASON}, "a"),
        ("request_inspection", {**_code("channel"), **_text("text")}, ""),
        ("grant_inspection", _TOLD, "i"),
        ("refuse_inspection", {**_TOLD, **_REASON}, "i"),
        ("waive", {**_refs("duty", "item"), **_REASON}, "a"),
        ("withdraw", _REASON, ""),
        ("close", {**_REASON, **_code("channel", "mail", "post", "phone", "talk", "portal")}, "m"),
        ("reopen", _REASON, ""),
        ("archive", {**_refs("keeper"), **_REASON}, ""),
        ("hold", _REASON, "a"),
        ("release", _REASON, "a"),
        ("destroy", _REASON, "n"),
    ),
    "year": (
        ("open_year", {"year": Field("number")}, ""),
        ("analyse", _text("analysis", "recommendations"), ""),
        ("draft_report", _text("conclusion", "recommendations", "report"), ""),
        ("publish_report", _text("conclusion", "recommendations"), "n"),
        ("present", {**_code("to", "management", "staff"), **_text("reaction")}, ""),
        ("decide_measures", {**_text("decision"), "measures": Field("reference", many=True)}, ""),
        ("evaluate_measure", {**_refs("measure"), **_flag("effective"), **_text("account")}, ""),
        ("close_year", {"unlinked": Field("number"), **_REASON}, "n"),
    ),
    "system": (
        ("sent", {"of": Field("number"), **_code("channel")}, "s"),
        ("bounced", {"of": Field("number"), **_code("cause")}, "s"),
        ("imported", {**_refs("system"), **_REASON}, "s"),
    ),
}

#: Every act of design section 5 by its name.
VOCABULARY: Final[Mapping[str, ActSpec]] = {
    name: _spec(group, name, data, flags) for group, rows in _TABLE.items() for name, data, flags in rows
}
#: Data that name persons; a script may name the role that such a person has.
PERSON_FIELDS: Final = frozenset({"to", "of", "person", "mediator", "consulted", "subject.person", "agreed_with", "keeper"})
#: Acts whose data add to what was filed; facts of the intake are merged over them, the later filling what the earlier lacked.
INTAKE_ACTS: Final = frozenset({"file", "confirm_in_writing", "complete", "formalise", "classify", "object"})
YEAR_ACTS: Final = frozenset(name for name, spec in VOCABULARY.items() if spec.group == "year")


def flatten(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Nested tables as dotted names: `{"complainant": {"name": ...}}` gives `complainant.name`. Lists stay whole."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
