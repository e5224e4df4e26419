"""Who reads what under six regulations, written by hand from the access rules in their files: what tests compare the program with."""

from typing import Final

#: For each regulation and instance: each function or part with what it reads ("*" is all), and in which stages where not in all.
#: A role that is not named reads nothing there.
EXPECTED: Final[dict[tuple[str, str], dict[str, tuple[str, str]]]] = {
    ("exa-men", "dossier"): {
        **dict.fromkeys(("support", "kernconstructeur", "leiding", "part expert"), ("*", "")),
        **dict.fromkeys(("part handler", "part adviser"), ("disclosed", "")),
    },
    ("exa-men", "objection"): {
        **dict.fromkeys(("support", "kernconstructeur", "leiding", "part expert", "part handler"), ("*", "")),
        "part adviser": ("disclosed", ""),
    },
    ("exa-men", "year"): {
        **dict.fromkeys(("support", "kernconstructeur", "leiding", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part expert"), ("disclosed", "")),
    },
    ("ecm", "dossier"): {
        **dict.fromkeys(("verantwoordelijk-medewerker", "projectleider"), ("*", "")),
        "medewerker": ("*", "intake"),
        "archiefhouder": ("*", "closed destroyed"),
        "bestuur": ("*", "objection"),
        **dict.fromkeys(("part adviser", "part concerned"), ("disclosed", "")),
    },
    ("ecm", "objection"): {
        **dict.fromkeys(("bestuur", "verantwoordelijk-medewerker", "projectleider"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned"), ("disclosed", "")),
    },
    ("ecm", "year"): {
        **dict.fromkeys(("projectleider", "bestuur"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned"), ("disclosed", "")),
    },
    ("concreet-onderwijsproducten", "dossier"): {
        **dict.fromkeys(("klachtenfunctionaris", "directie", "part handler"), ("*", "")),
        "medewerker": ("*", "intake informal"),
        "part adviser": ("disclosed", ""),
        "part concerned": ("agreed", ""),
    },
    ("concreet-onderwijsproducten", "year"): {
        **dict.fromkeys(("klachtenfunctionaris", "directie", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned"), ("disclosed", "")),
    },
    ("extrack", "dossier"): {
        **dict.fromkeys(("klachtenfunctionaris", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned", "part committee"), ("disclosed", "")),
    },
    ("extrack", "objection"): {
        **dict.fromkeys(("klachtenfunctionaris", "directie", "part committee", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned"), ("disclosed", "")),
    },
    ("extrack", "year"): {
        **dict.fromkeys(("klachtenfunctionaris", "directie", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned", "part committee"), ("disclosed", "")),
    },
    ("klik-onderwijs", "dossier"): {
        **dict.fromkeys(("manager-propositie", "part handler", "part mediator"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned", "part committee"), ("disclosed", "")),
    },
    ("klik-onderwijs", "objection"): {
        **dict.fromkeys(("manager-propositie", "part committee", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned", "part mediator"), ("disclosed", "")),
    },
    ("klik-onderwijs", "year"): {
        **dict.fromkeys(("manager-propositie", "part handler"), ("*", "")),
        **dict.fromkeys(("part adviser", "part concerned", "part committee", "part mediator"), ("disclosed", "")),
    },
    ("sixth", "dossier"): {
        **dict.fromkeys(("registrar", "director", "part handler"), ("*", "")),
        **dict.fromkeys(("part concerned", "part mediator", "part committee", "part expert"), ("disclosed", "")),
    },
    ("sixth", "objection"): {
        "part handler": ("*", ""),
        "part committee": ("disclosed", "formal decided"),
        **dict.fromkeys(("part concerned", "part mediator", "part expert"), ("disclosed", "")),
    },
    **{
        ("sixth", instance): {
            **dict.fromkeys(("registrar", "director", "part handler"), ("*", "")),
            **dict.fromkeys(("part concerned", "part mediator", "part committee", "part expert"), ("disclosed", "")),
        }
        for instance in ("appeal", "year")
    },
}


def expected(name: str, instance: str, stage: str) -> dict[str, str]:
    """Who reads what in a stage."""
    rows = EXPECTED[name, instance].items()
    return {who: content for who, (content, stages) in rows if not stages or stage in stages.split()}
