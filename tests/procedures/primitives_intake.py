"""Proofs of intake, admissibility, classification, roles and terms."""

from typing import Final

from tests.procedures import extrack, sixth
from tests.procedures.primitives import Proof
from tests.procedures.support import act

OFFICER: Final = extrack.OFFICER
HANDLER: Final = "verantwoordelijk-medewerker"
EXA: Final = {
    "kind": "complaint",
    "channel": "mail",
    "wants_reply": True,
    "complainant": {"name": "Naam", "organisation": "School", "email": "klager@school.example"},
    "subject": {"product": "examen-1"},
    "description": "Wat er misging",
}
KLIK: Final = {
    "kind": "complaint",
    "channel": "mail",
    "complainant": {"name": "Naam", "organisation": "School", "email": "klager@school.example", "phone": "000"},
    "subject": {"class": "product", "product": "methode-1"},
    "description": "Wat er misging",
    "reasons": "De reden",
}
MAY: Final = "2026-05-04T15:00"


def exa(at: str = "2026-04-30T16:00", **changed: object) -> dict[str, object]:
    return act("file", at, "customer", person="p1", **{**EXA, **changed})


def ecm(at: str = "2026-04-30T16:00", **changed: object) -> dict[str, object]:
    return act(
        "file", at, "complainant", person="p1", **{"kind": "complaint", "channel": "mail", "description": "Wat er misging", **changed}
    )


def concreet(at: str = "2026-04-27T10:00", **changed: object) -> dict[str, object]:
    return act(
        "file", at, "complainant", person="p1", **{"kind": "complaint", "channel": "mail", "description": "Wat er misging", **changed}
    )


def klik(at: str = "2026-04-30T16:00", **changed: object) -> dict[str, object]:
    return act("file", at, "complainant", person="p1", **{**KLIK, **changed})


ORAL: Final = act("file", MAY, "complainant", person="p1", kind="complaint", channel="phone", description="Wat er misging")
WRITTEN: Final = act("formalise", "2026-05-11T10:00", "complainant", person="p1", **extrack.FULL)
JUDGE: Final = act("judge", "2026-05-05T10:00", OFFICER, outcome="upheld")
BODYLESS: Final = {name: item for name, item in extrack.bodyless_objection().items() if name != "grounds"}
EXA_REPLIED: Final = [exa("2026-05-11T10:00"), act("reply", "2026-06-02T10:00", "kernconstructeur", channel="mail")]
CRITICAL: Final = act("assess", "2026-06-08T10:00", "kernconstructeur", critical=True, products=["examen-1"])
UNSOLVED: Final = act("talk", "2026-05-05T10:00", "medewerker", outcome="unsolved")
OBJECT: Final = {**extrack.bodyless_objection(), "against": "De manager", "in_writing": True}
KLIK_REPLIED: Final = [
    klik("2026-05-04T10:00"),
    act("assign", "2026-05-05T10:00", "manager-propositie", to="h1", independent=True, outside=True),
    act("consult", "2026-05-06T10:00", "handler", person="h1", of=["manager-propositie"]),
    act("judge", "2026-05-07T10:00", "handler", person="h1", outcome="upheld", reasons="De reden", consulted=["manager-propositie"]),
    act("reply", "2026-05-21T10:00", "handler", person="h1", channel="mail", reasons="De reden"),
]
SEATED: Final = [{"person": name, "independent": True, "capacity": "jurist"} for name in ("c1", "c2")]
KLIK_OBJECTED: Final = [
    *KLIK_REPLIED,
    act("object", "2026-06-03T10:00", "complainant", person="p1", **OBJECT),
    act("appoint", "2026-06-04T10:00", "manager-propositie", members=SEATED),
]
LATER: Final = act("extend", "2026-06-30T10:00", "committee", person="c1", until="2026-07-20", reasons="Meer onderzoek")

ROWS: Final = [
    # 1 Intake
    Proof("I01", "extrack", [extrack.filed(MAY)], {"due acknowledge": "2026-05-07", "mailbox complaint": "klachten"}),
    Proof(
        "I02",
        "extrack",
        [extrack.filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-10")],
        {"due acknowledge": "2026-04-15", "due reply": "2026-05-08"},
    ),
    Proof("I03", "sixth", [sixth.filed(channel="phone")], {"due acknowledge": "2026-04-14T10:00:00+02:00", "stage": "informal"}),
    Proof("I04", "extrack", [ORAL, WRITTEN], {"due reply": "2026-06-08", "due acknowledge": "2026-05-13"}),
    Proof(
        "I06",
        "extrack",
        [{**extrack.filed(MAY), "by": "medewerker"}, act("pass_on", "2026-05-06T10:00", "medewerker", to="o1")],
        {"due acknowledge": "2026-05-07", "refused": []},
    ),
    Proof(
        "I07",
        "extrack",
        [*extrack.objected("2026-12-01T10:00", BODYLESS), act("admit", "2026-12-02T10:00", OFFICER)],
        {"refused": ["admit EXT-24"]},
    ),
    Proof("I09", "klik-onderwijs", [klik(reasons="")], {"status ask-completion": "open"}),
    Proof("I13", "extrack", [extrack.filed(MAY, steps_taken=None), JUDGE], {"refused": ["judge EXT-08"]}),
    Proof(
        "I14",
        "extrack",
        [extrack.filed(MAY, prefers="post"), act("reply", "2026-05-20T10:00", OFFICER, sent=None)],
        {"status reply": "on_its_way"},
    ),
    Proof("I15", "extrack", [extrack.filed(MAY), act("consult", "2026-05-06T10:00", OFFICER, of=["a1"], secrecy=True)], {"refused": []}),
    Proof("I21", "concreet-onderwijsproducten", [concreet(origin="internal")], {"refused": [], "kind": "complaint"}),
    Proof("I22", "exa-men", [exa(kind="remark", wants_reply=False)], {"kind": "remark", "status reply": None}),
    # 2 Admissibility
    Proof("A02", "exa-men", EXA_REPLIED, {"closes object": "2026-07-14"}),
    Proof("A03", "extrack", extrack.replied(), {"closes object": None, "right object": "open"}, at="2029-01-01T10:00"),
    Proof("A15", "extrack", [extrack.incomplete(MAY), JUDGE], {"refused": ["judge EXT-08"], "status reply": None}),
    Proof("A17", "ecm", [ecm(anonymous=True)], {"kind": "signal", "status acknowledge": None}),
    Proof("A22", "sixth", [sixth.filed(own_interest=False)], {"refused": ["file W-01"]}),
    # 3 Classification
    Proof("C01", "ecm", [ecm(kind="signal")], {"status react": "open", "status acknowledge": None}),
    Proof(
        "C02", "concreet-onderwijsproducten", [concreet(kind="misunderstanding")], {"status acknowledge": None, "kind": "misunderstanding"}
    ),
    Proof(
        "C03",
        "exa-men",
        [exa("2026-06-08T09:00"), CRITICAL],
        {"status new-version": "open", "due new-version": None, "due reply": "2026-07-06"},
    ),
    Proof(
        "C05",
        "concreet-onderwijsproducten",
        [concreet(), act("assess", "2026-05-06T10:00", "medewerker", structural=True)],
        {"status report_structural": "open"},
    ),
    Proof("C06", "exa-men", [exa(wants_reply=False)], {"status acknowledge": "open", "status reply": None}),
    Proof("C07", "extrack", [extrack.filed(MAY, subject={"class": "weather"})], {"refused": ["file EXT-03"]}),
    Proof(
        "C11",
        "extrack",
        [extrack.filed(MAY, kind="question"), act("classify", "2026-05-12T10:00", OFFICER, kind="complaint", reason="Toch een klacht")],
        {"due reply": "2026-06-01"},
    ),
    # 4 Roles
    Proof("R01", "extrack", [extrack.filed(MAY)], {"holder reply": OFFICER}),
    Proof(
        "R02",
        "ecm",
        [ecm(), act("pass_on", "2026-05-01T10:00", "medewerker", to="v1", reason="Niet van mij")],
        {"status take_up": "met", "due take_up": None},
    ),
    Proof(
        "R03",
        "exa-men",
        [exa(), act("pass_on", "2026-05-06T10:00", "support", to="k1")],
        {"holder reply": "kernconstructeur", "status pass-on": "met"},
    ),
    Proof(
        "R04",
        "sixth",
        [
            *sixth.ruled(),
            act("lodge_appeal", "2026-05-20T10:00", "complainant", person="p1"),
            act("appoint", "2026-05-21T10:00", "director", to="j1", outside=False, expertise="Recht"),
        ],
        {"refused": ["appoint W-25"]},
    ),
    Proof("R05", "sixth", [sixth.filed(), sixth.assigned(to="p1")], {"refused": ["assign W-07"]}),
    Proof(
        "R08",
        "extrack",
        [*extrack.objected("2026-12-01T10:00")[:3], act("appoint", "2026-12-02T10:00", "directie", members=extrack.members()[:1])],
        {"refused": ["appoint EXT-22"]},
    ),
    Proof(
        "R13",
        "concreet-onderwijsproducten",
        [
            concreet(),
            act("assign", "2026-04-28T10:00", OFFICER, to="h1", department="redactie"),
            act("judge", "2026-04-29T10:00", OFFICER, outcome="upheld"),
        ],
        {"reads klachtenfunctionaris": True, "holder solution": OFFICER},
    ),
    Proof(
        "R14",
        "ecm",
        [ecm(kind="signal"), act("reply", "2026-05-01T10:00", HANDLER), act("close", "2026-05-02T10:00", HANDLER)],
        {"holder archive": "archiefhouder", "may archiefhouder archive": True},
    ),
    Proof(
        "R16",
        "sixth",
        [sixth.filed(), act("mediate", "2026-04-15T10:00", "mediator", person="m1", outcome="solved")],
        {"refused": [], "status reply": "lapsed"},
    ),
    Proof(
        "R17",
        "sixth",
        [sixth.filed(subject={"class": "conduct", "person": "e1"})],
        {"status tell_concerned": "open", "may concerned waive_hearing": True},
    ),
    # 5 Terms
    Proof("T01", "exa-men", [exa()], {"due acknowledge": "2026-05-08", "due reply": "2026-06-02"}),
    Proof("T02", "ecm", [ecm()], {"due acknowledge": "2026-05-03"}),
    Proof("T03", "extrack", [extrack.filed(MAY)], {"due reply": "2026-06-01"}),
    Proof(
        "T05",
        "sixth",
        [
            *sixth.ANSWERED,
            sixth.handled("find_cause", "2026-04-25T10:00", category="print"),
            act("close", "2026-04-27T10:00", "registrar"),
            act("archive", "2026-05-01T10:00", "registrar"),
        ],
        {"due destroy": "2033-05-01"},
    ),
    Proof("T06", "ecm", [ecm("2026-03-11T10:00", filed_on="2026-03-09")], {"due acknowledge": "2026-03-14"}),
    Proof("T07", "klik-onderwijs", [klik("2026-05-04T10:00", channel="letter", filed_on="2026-04-30")], {"due contact": "2026-05-18"}),
    Proof("T08", "exa-men", [EXA_REPLIED[0], {**EXA_REPLIED[1], "sent": "2026-06-04T10:00"}], {"closes object": "2026-07-16"}),
    Proof("T09", "klik-onderwijs", KLIK_REPLIED, {"closes object": "2026-06-05", "refused": []}),
    Proof("T12", "ecm", [ecm(), act("carry_out", "2026-09-01T10:00", HANDLER)], {"due follow_up": "2026-09-15"}),
    Proof("T15", "concreet-onderwijsproducten", [concreet()], {"due acknowledge": "2026-05-04", "due explain": "2026-05-11"}),
    Proof("T17", "klik-onderwijs", [*KLIK_OBJECTED, LATER], {"due rule": "2026-07-20", "status rule": "open"}, at="2026-07-02T10:00"),
    Proof(
        "T17", "klik-onderwijs", [*KLIK_OBJECTED, {**LATER, "at": "2026-07-02T10:00"}], {"due rule": "2026-07-01", "status rule": "overdue"}
    ),
    Proof(
        "T18",
        "extrack",
        [extrack.filed(MAY), act("extend", "2026-05-22T10:00", OFFICER, until="2026-06-22", reasons="Meer onderzoek")],
        {"due reply": "2026-06-22"},
    ),
    Proof(
        "T21",
        "extrack",
        [extrack.filed(MAY), act("extend", "2026-06-02T10:00", OFFICER, until="2026-06-22", reasons="Meer onderzoek")],
        {"refused": ["extend EXT-14"], "status reply": "overdue"},
    ),
    Proof(
        "T27",
        "extrack",
        [extrack.filed(MAY), act("report_progress", "2026-05-11T10:00", OFFICER)],
        {"times progress": 2, "due progress": "2026-05-27"},
    ),
    Proof(
        "T28",
        "extrack",
        [*extrack.objected("2026-12-01T10:00"), act("rule", "2026-12-10T10:00", "committee", person="m1", outcome="upheld")],
        {"due carry_out_ruling": None, "status carry_out_ruling": "open"},
        at="2027-12-10T10:00",
    ),
    Proof("T29", "klik-onderwijs", [klik()], {"due reply": None, "status reply": "open"}),
    Proof("T40", "sixth", sixth.ruled("upheld"), {"due carry_out_ruling": "2026-05-25"}),
    Proof(
        "T41",
        "extrack",
        [extrack.incomplete("2026-04-13T10:00"), act("complete", "2026-04-20T10:00", "complainant", description="Wat er misging")],
        {"due reply": "2026-05-18"},
    ),
    Proof(
        "T42",
        "sixth",
        [act("open_year", "2026-01-05T10:00", "director", year=2026), act("analyse", "2026-07-01T10:00", "director")],
        {"times half_year": 2, "due half_year": "2027-01-01"},
    ),
    Proof("T43", "ecm", [ecm("2026-04-29T16:00")], {"due acknowledge": "2026-05-02"}),
    Proof(
        "T44",
        "ecm",
        [
            ecm(),
            act("carry_out", "2026-09-01T10:00", HANDLER),
            act("waive", "2026-09-02T10:00", HANDLER, duty="follow_up", reason="Niet van belang"),
        ],
        {"status follow_up": "waived"},
    ),
]
