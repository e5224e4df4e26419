"""Proofs of steps, outcomes, objection and appeal, register, keeping, reports and messages."""

from typing import Final

from tests.procedures import extrack
from tests.procedures.primitives import Proof
from tests.procedures.primitives_intake import (
    CRITICAL,
    EXA_REPLIED,
    HANDLER,
    KLIK_OBJECTED,
    KLIK_REPLIED,
    MAY,
    OBJECT,
    OFFICER,
    ORAL,
    concreet,
    ecm,
    exa,
    klik,
)
from tests.procedures.support import act

CONCREET: Final = "concreet-onderwijsproducten"
KLIK: Final = "klik-onderwijs"
SUPPORT: Final = "support"
CORE: Final = "kernconstructeur"
ACK: Final = act("acknowledge", "2026-05-04T10:00", "manager-propositie", channel="mail", states=["steps"])
PHONED: Final = act("acknowledge", "2026-05-05T10:00", OFFICER, channel="phone")
HEARD: Final = [act("hear", "2026-05-02T10:00", HANDLER, party="complainant"), act("hear", "2026-05-03T10:00", HANDLER, party="concerned")]
ECM_JUDGED: Final = [ecm(), *HEARD, act("judge", "2026-05-04T10:00", HANDLER, outcome="upheld", reasons="De reden")]
ECM_OFFERED: Final = [*ECM_JUDGED, act("propose", "2026-05-06T10:00", HANDLER, channel="mail", solution="De oplossing", states=["appeal"])]
FORMAL: Final = [
    concreet(),
    act("formalise", "2026-04-28T10:00", "complainant", person="p1", channel="mail"),
    act("assign", "2026-04-28T11:00", OFFICER, to="h1", department="redactie"),
]
FIRST: Final = act("propose", "2026-05-20T10:00", OFFICER, channel="mail", solution="Eerste voorstel")
SECOND: Final = act("propose", "2026-06-03T10:00", OFFICER, channel="mail", solution="Tweede voorstel")
NO: Final = act("decline", "2026-05-22T10:00", "complainant", person="p1")
YES: Final = act("accept", "2026-06-05T10:00", "complainant", person="p1")
AGREED: Final = [*FORMAL, FIRST, NO, SECOND, YES]
YEAR: Final = act("open_year", "2027-01-04T10:00", "directie", year=2026)
HANDED: Final = [
    YEAR,
    act("draft_report", "2027-01-20T10:00", OFFICER, report="Het verslag"),
    act("present", "2027-02-01T10:00", OFFICER, to="management"),
]
UPHELD: Final = [extrack.filed(MAY), act("judge", "2026-05-20T10:00", OFFICER, outcome="upheld")]
CLOSED: Final = [*UPHELD, act("reply", "2026-05-21T10:00", OFFICER), act("close", "2026-05-22T10:00", OFFICER)]
RULED: Final = [*extrack.objected("2026-12-01T10:00"), act("rule", "2026-12-10T10:00", "committee", person="m1", outcome="upheld")]
DEFERRED: Final = [
    exa(),
    act("assess", "2026-05-06T10:00", CORE, nature="content"),
    act("defer_to_revision", "2026-05-07T10:00", CORE, product="examen-1", year=2027),
]
CONSULTED: Final = [extrack.filed(MAY), act("consult", "2026-05-06T10:00", OFFICER, of=["a1"], outside=True, secrecy=True)]
SHOWN: Final = act("disclose", "2026-05-08T10:00", OFFICER, party="adviser", to="a1", documents=["d1"])
ARCHIVED: Final = [
    ecm(kind="signal"),
    act("reply", "2026-05-01T10:00", HANDLER),
    act("close", "2026-05-02T10:00", HANDLER),
    act("archive", "2026-05-04T10:00", "archiefhouder"),
]

ROWS: Final = [
    # 6 Steps
    Proof("P01", "exa-men", [exa(), act("acknowledge", "2026-05-07T10:00", SUPPORT, channel="mail")], {"status acknowledge": "met"}),
    Proof("P02", KLIK, [klik(), ACK], {"status acknowledge": "open"}),
    Proof("P02", KLIK, [klik(), {**ACK, "data": {"channel": "mail", "states": ["steps", "terms"]}}], {"status acknowledge": "met"}),
    Proof("P03", "ecm", [ecm(), {**PHONED, "at": "2026-05-01T10:00", "by": HANDLER}], {"status acknowledge": "met"}),
    Proof("P03", "extrack", [extrack.filed(MAY), PHONED], {"status acknowledge": "open"}),
    Proof("P04", KLIK, [klik()], {"due contact": "2026-05-18"}),
    Proof("P05", "extrack", [ORAL], {"stage": "informal", "status reply": None}),
    Proof("P05", "extrack", [extrack.filed(MAY, tried_talk="unwilling")], {"stage": "formal", "status reply": "open"}),
    Proof(
        "P06",
        KLIK,
        [klik("2026-03-02T10:00", channel="talk"), act("mediate", "2026-03-16T10:00", "mediator", person="m1", outcome="unsolved")],
        {"status explain-formal": "open", "refused": []},
    ),
    Proof(
        "P07",
        KLIK,
        [klik("2026-03-02T10:00", channel="talk"), act("mediate", "2026-03-16T10:00", "mediator", person="m1", outcome="solved")],
        {"stage": "closed"},
    ),
    Proof("P08", "exa-men", [exa(), act("pass_on", "2026-05-06T10:00", SUPPORT, to="k1")], {"stage": "formal", "status pass-on": "met"}),
    Proof("P09", "ecm", [ecm(), HEARD[0], ECM_JUDGED[-1]], {"refused": ["judge ECM-11"]}),
    Proof("P09", "ecm", ECM_JUDGED, {"refused": [], "outcome": "upheld"}),
    Proof("P10", "extrack", [*CONSULTED, act("advise", "2026-05-10T10:00", "adviser", person="a1", advice="Het advies")], {"refused": []}),
    Proof("P11", CONCREET, AGREED[:-1], {"status new_proposal": "met"}),
    Proof("P13", "ecm", [ecm(), act("carry_out", "2026-09-01T10:00", HANDLER)], {"due follow_up": "2026-09-15"}),
    Proof(
        "P14", CONCREET, [concreet(), act("assess", "2026-05-06T10:00", "medewerker", structural=False)], {"status report_structural": None}
    ),
    Proof(
        "P15",
        CONCREET,
        [*FORMAL, act("agree_communication", "2026-04-29T10:00", OFFICER, concerned="Per mail")],
        {"status agree_communication": "met", "may klachtenfunctionaris inform_concerned": True},
    ),
    Proof("P16", CONCREET, AGREED, {"status send_copies": "open"}),
    Proof(
        "P17",
        "exa-men",
        [exa("2026-06-08T09:00"), CRITICAL, act("publish_version", "2026-06-08T11:00", CORE, product="examen-1", version="2")],
        {"status new-version": "met", "status notify-customers": "open"},
    ),
    Proof("P18", "exa-men", DEFERRED, {"status defer-to-revision": "met", "status weigh-revision": "open"}),
    Proof("P19", "exa-men", [exa(), act("visit", "2026-05-08T10:00", CORE, planned_on="2026-05-12")], {"status visit": "open"}),
    Proof(
        "P33",
        "ecm",
        [*ECM_JUDGED, act("propose", "2026-05-06T10:00", HANDLER, channel="mail", solution="De oplossing", extra="Een jaar gratis")],
        {"refused": []},
    ),
    Proof("P34", CONCREET, HANDED, {"status submit_report": "met", "status decide_measures": "open"}),
    # 7 Outcomes
    Proof("O01", "extrack", UPHELD, {"outcome": "upheld"}),
    Proof("O02", KLIK, [*KLIK_REPLIED[:-1], {**KLIK_REPLIED[-1], "data": {"channel": "mail"}}], {"refused": ["reply KLI-13"]}),
    Proof(
        "O03",
        "ecm",
        [*ECM_OFFERED, act("accept", "2026-08-20T10:00", "complainant", person="p1")],
        {"status offer_solution": "met", "refused": []},
    ),
    Proof("O04", CONCREET, AGREED[:-2], {"may complainant accept": False}),
    Proof("O04", CONCREET, AGREED[:-1], {"may complainant accept": True, "may complainant decline": True}),
    Proof(
        "O10",
        "extrack",
        [extrack.filed(MAY), act("withdraw", "2026-05-06T10:00", "complainant", person="p1")],
        {"stage": "closed", "status reply": "lapsed"},
    ),
    # 8 Objection and appeal
    Proof(
        "B01",
        "ecm",
        [*ECM_OFFERED, act("object", "2026-05-20T10:00", "complainant", person="p1", **OBJECT)],
        {"stage": "objection", "holder decide_appeal": "bestuur"},
    ),
    Proof(
        "B02",
        "exa-men",
        [
            *EXA_REPLIED,
            act("object", "2026-07-14T23:50", "complainant", person="p1", **OBJECT),
            act("appoint", "2026-07-16T10:00", SUPPORT, to="x1", independent=True),
        ],
        {"status rule": "open", "due rule": None, "refused": []},
    ),
    Proof("B03", "extrack", [*extrack.objected("2026-12-01T10:00")], {"refused": [], "status appoint_committee": "met"}),
    Proof(
        "B04",
        "extrack",
        extrack.objected("2026-12-01T10:00", extrack.bodyless_objection()),
        {"status ask_objection_completion": "open", "status rule": None},
    ),
    Proof("B05", KLIK, KLIK_OBJECTED, {"due rule": "2026-07-01", "holder rule": "committee"}),
    Proof(
        "B06",
        "extrack",
        [*RULED, act("judge", "2026-12-15T10:00", OFFICER, outcome="rejected", dossier="dossier")],
        {"refused": ["judge EXT-26"]},
    ),
    Proof(
        "B06",
        "extrack",
        [*RULED, act("reopen", "2026-12-15T10:00", OFFICER, reason="Nieuw inzicht", dossier="dossier")],
        {"refused": ["reopen EXT-26"]},
    ),
    Proof(
        "B18",
        "extrack",
        [*extrack.replied(), act("object", "2026-12-01T10:00", "complainant", person="p1", **{**OBJECT, "channel": "phone"})],
        {"refused": ["object EXT-25"]},
    ),
    Proof(
        "B19",
        "extrack",
        [*extrack.replied(), act("request_rules", "2026-05-22T10:00", "complainant", person="p1")],
        {"status send_rules": "open", "page committee_rules": "public"},
    ),
    # 9 Registration
    Proof("G01", "exa-men", [exa(), act("close", "2026-05-20T10:00", SUPPORT)], {"refused": ["close EXA-17"]}),
    Proof(
        "G02",
        "extrack",
        [extrack.filed(MAY), act("acknowledge", "2026-05-05T10:00", OFFICER, channel="mail", sent="2026-05-06T09:30")],
        {"met acknowledge": "2026-05-06T09:30:00+02:00"},
    ),
    Proof("G03", "exa-men", [exa()], {"exchange front correspondence": True}),
    Proof("G04", "extrack", [extrack.filed(MAY)], {"stage": "formal"}),
    Proof(
        "G05",
        "extrack",
        [extrack.filed(MAY), act("agree_communication", "2026-05-06T10:00", OFFICER, account="De afspraak")],
        {"refused": []},
    ),
    Proof("G06", CONCREET, [*FORMAL, act("find_cause", "2026-05-06T10:00", OFFICER, category="druk")], {"status find_cause": "met"}),
    Proof("G07", "ecm", [ecm(kind="signal")], {"kind": "signal", "page register": "staff"}),
    Proof("G08", CONCREET, [concreet()], {"exchange afas solution": True}),
    Proof("G09", "exa-men", [exa()], {"may customer request_inspection": True, "page own-complaints": "customer"}),
    Proof("G10", CONCREET, [concreet()], {"page register": "staff", "reads klachtenfunctionaris": True}),
    Proof(
        "G11",
        "sixth",
        [
            act("open_year", "2026-01-05T10:00", "director", year=2026),
            act("decide_measures", "2026-07-02T10:00", "director", measures=["m1", "m2"]),
        ],
        {"times measures": 2, "status measures": "open"},
    ),
    # 10 Retention and privacy
    Proof(
        "V01",
        "extrack",
        [*CLOSED, act("destroy", "2027-05-21T10:00", OFFICER)],
        {"refused": ["destroy EXT-17"], "due destroy": "2027-05-22"},
    ),
    Proof("V02", "ecm", ARCHIVED, {"due destroy": "2029-05-04"}),
    Proof("V04", "extrack", [extrack.filed(MAY)], {"reads klachtenfunctionaris": True, "reads medewerker": False, "reads directie": False}),
    Proof(
        "V05",
        "extrack",
        [*CLOSED, act("request_inspection", "2026-06-10T10:00", "complainant", person="p1")],
        {"due inspection": "2026-07-10", "refused": []},
    ),
    Proof(
        "V06",
        "ecm",
        [act("open_year", "2027-01-04T10:00", "projectleider", year=2026)],
        {"report year analysis": True, "report year complainants": False},
    ),
    Proof("V07", "extrack", [*CONSULTED, SHOWN], {"refused": ["disclose EXT-20"]}),
    Proof("V07", "extrack", [*CONSULTED, act("accept_secrecy", "2026-05-07T10:00", "adviser", person="a1"), SHOWN], {"refused": []}),
    Proof(
        "V09",
        "exa-men",
        [act("imported", "2019-06-01T10:00", "system", system="archive-drive")],
        {"stage": "closed", "exchange archive-drive archive": True},
    ),
    Proof("V10", "extrack", [extrack.filed(MAY)], {"procedure": "extrack@1"}),
    # 11 Reporting
    Proof(
        "M01",
        "exa-men",
        [act("open_year", "2027-01-04T10:00", CORE, year=2026)],
        {"holder report": CORE, "report yearly handled_in_year": True},
    ),
    Proof("M02", "ecm", [act("open_year", "2026-01-05T10:00", "projectleider", year=2026)], {"due analyse": "2027-03-31"}),
    Proof(
        "M03",
        KLIK,
        [
            act("open_year", "2026-01-05T10:00", "manager-propositie", year=2026),
            act("decide_measures", "2026-07-02T10:00", "manager-propositie", measures=["m1"]),
        ],
        {"status evaluate-measure": "open"},
    ),
    Proof(
        "M04",
        "exa-men",
        [act("open_year", "2027-01-04T10:00", CORE, year=2026), act("publish_report", "2027-02-01T10:00", CORE)],
        {"refused": ["publish_report EXA-25"], "status report": "open"},
    ),
    Proof("M05", CONCREET, HANDED, {"holder decide_measures": "directie"}),
    Proof("M06", "extrack", UPHELD, {"status take_along": "open", "report evaluation measures": True}),
    Proof("M10", "exa-men", [exa()], {"report yearly nature": True, "report yearly handled_of_received": True}),
    # 12 Communication
    Proof("K01", "extrack", [extrack.filed(MAY), act("reply", "2026-05-20T10:00", OFFICER, sent=None)], {"status reply": "on_its_way"}),
    Proof("K02", KLIK, [klik()], {"page regulation": "public", "page regulation-staff": "staff"}),
    Proof("K03", "exa-men", [exa(), CRITICAL], {"page changes": "public", "status notify-customers": "open"}),
    Proof(
        "K04",
        "ecm",
        [*ECM_JUDGED, act("reply", "2026-05-06T10:00", HANDLER, channel="talk", states=["solution", "appeal"])],
        {"status offer_solution": "met"},
    ),
    Proof("K05", "extrack", [extrack.filed(MAY)], {"mailbox complaint": "klachten", "mailbox objection": "geschillencommissie"}),
]
