import pytest

from tests.support.small import TEXT, changed, line_with, small
from wederhoor.core.reading import read

NAMES = [
    ('clause = "VB-09"', 'clause = "VB-90"', 'artikel "VB-90" is niet bekend. Bedoelt u "VB-09"?'),
    ('clause = ["VB-03", "VB-02"]', 'clause = ["VB-03", "VB-02", "X"]', 'artikel "X" is niet bekend.'),
    ('id = "VB-02"', 'id = "VB-01"', '"VB-01" komt hier twee keer voor'),
    ('id = "member", name', 'id = "chair", name', '"chair" komt hier twee keer voor'),
    ('id = "officer"', 'id = "of ficer"', "kan geen id zijn"),
    ('id = "officer"', 'id = "staff"', "al voor meer dan één rol"),
    (
        '[[role]]\nid = "complainant"\nname = "Klager"',
        '[[role]]\nid = "complainant"\nname = "Customer  Service"',
        'is ook van rol "support"',
    ),
    (
        'id = "complainant"\nname = "Klager"',
        'id = "klager"\nname = "Klager"',
        'de rol met part "complainant" heeft ook id "complainant"',
    ),
    ('id = "archivist"', 'id = "customer"', 'de rol met part "customer" heeft ook id "customer"'),
    ('stand_in = "support"', 'stand_in = "suport"', 'Bedoelt u "support"?'),
    ('holder = "archivist"', 'holder = "archive"', 'rol "archive" is niet bekend'),
    ('by = ["support", "officer"]', 'by = ["support", "oficer"]', 'Bedoelt u "officer"?'),
    ('role = "support"', 'role = "staff"', 'rol "staff" is niet bekend'),
    ('roles = ["officer", "staff"]', 'roles = ["anyone"]', 'rol "anyone" is niet bekend'),
    ('channels = ["mail"]', 'channels = ["maill"]', 'Bedoelt u "mail"?'),
    ('stages = ["intake", "objection"]', 'stages = ["intake", "beroep"]', 'fase "beroep" is niet bekend'),
    ('kinds = ["complaint"]', 'kinds = ["question"]', 'soort "question" is niet bekend'),
    ('id = "signal"', 'id = "signaal"', 'soort "signaal" is niet bekend. Bedoelt u "signal"?'),
    ('text = "U kunt bezwaar maken."', 'text = " "', "dit artikel heeft geen tekst"),
    ('acts = ["talk", "inspect_room"]', 'acts = ["talk", "inspect"]', 'handeling "inspect" is niet bekend'),
    ('term = "30 school days"', 'term = "30 scool days"', 'kalender "scool" is niet bekend. Bedoelt u "school"?'),
    ('arrival = {post = "1 day"}', 'arrival = {post = "1 home day"}', 'kalender "home" is niet bekend'),
]
ACTS = [
    ('id = "assess"', 'id = "asess"', 'handeling "asess" is niet bekend. Bedoelt u "assess"?'),
    ('id = "inspect_room"\nname = "Lokaal bekijken"', 'id = "inspect_room"', "Een eigen handeling heeft een name en een group nodig."),
    ('stages = ["intake", "formal"]', 'stages = ["intake", "informal"]', 'fase "informal" is niet bekend. Bedoelt u "formal"?'),
    ('requires = ["reasons"', 'requires = ["reason"', 'Bedoelt u "reasons"?'),
    ("values = {outcome", "values = {outcom", 'gegeven "outcom" is niet bekend'),
    ('["upheld", "rejected"]', '["upheld", "denied"]', '"denied" kan nooit: outcome is een van upheld, partly, rejected, inadmissible.'),
    ('no_part = ["complainant"', 'no_part = ["klager"', 'plaats in het dossier "klager"'),
    ('gives_part = "committee"', 'gives_part = "comittee"', 'Bedoelt u "committee"?'),
    ('part = "handler"', 'part = "expert"', 'geen handeling geeft iemand de plaats "expert"'),
    ('{field = "description"}', '{field = "beschrijving"}', 'gegeven "beschrijving" is niet bekend'),
    ("complainant.email|complainant.address", "complainant.email|complainant.adres", 'gegeven "complainant.adres"'),
    ('blocks = ["close"]', 'blocks = ["sluiten"]', 'handeling "sluiten" is niet bekend'),
    ("extension = {", 'extension = {act = "extent", ', 'Bedoelt u "extend"?'),
    ('of = "assess.products"', 'of = "assess.product"', 'lijst "assess.product" is niet bekend'),
    ('match = "room"', 'match = "rum"', 'gegeven "rum" is niet bekend'),
    ("arrival = {post", "arrival = {pots", 'kanaal "pots" is niet bekend. Bedoelt u "post"?'),
    ('"duty reply"', '"duty replay"', 'verplichting "replay" is niet bekend. Bedoelt u "reply"?'),
    ('"judge.outcome"]', '"judge.oordeel"]', 'bron "judge.oordeel" is niet bekend'),
    ('"fact:track"', '"fact:trak"', 'bron "fact:trak" is niet bekend'),
]
PHRASES = [
    ('entered_by = "reply.sent"', 'entered_by = "replay.sent"', 'handeling "replay.sent" is niet bekend'),
    ('act = "silence.quiet"', 'act = "silence.queit"', 'Bedoelt u "silence.quiet"?'),
    ('{kind = "complaint", track', '{kinds = "complaint", track', 'gegeven "kinds" is niet bekend. Bedoelt u "kind"?'),
    (
        '{act = "talk", outcome = "unsolved"}',
        '{act = "talk", outcome = "unsolvd"}',
        '"unsolvd" kan nooit: outcome is een van solved, unsolved.',
    ),
    ('{act = "talk", outcome = "unsolved"}', '{act = "talk", outcom = "unsolved"}', 'gegeven "outcom" is niet bekend'),
    ('none = {kind = "signal"}', 'none = {kind = "remark"}', '"remark" kan nooit: kind is een van complaint, signal.'),
    ('any = [{stage = "formal"}', 'any = [{stage = "informal"}', '"informal" kan nooit: stage is een van'),
    ('"duty.reply" = ["open"', '"duty.reply" = ["overdue"', '"overdue" kan nooit'),
    ('"duty.reply"', '"duty.answer"', 'gegeven "duty.answer" is niet bekend'),
    ('track = ["unknown", "given"]', 'track = ["long"]', '"long" kan nooit: track is een van short.'),
    ("complete = true", 'complete = "ja"', '"ja" kan nooit: complete is true of false.'),
    ('"objection.open"', '"appeal.open"', 'gegeven "appeal.open" is niet bekend'),
    ('"assess.critical" = true', '"asses.critical" = true', 'Bedoelt u "assess.critical"?'),
    ('by = "officer", after', 'by = "oficer", after', 'rol "oficer" is niet bekend'),
    ('after = "reopen"}', 'after = "heropen"}', 'handeling "heropen" is niet bekend'),
    ('met_by = "reply"', 'met_by = {act = "reply", after = "assign"}', "after hoort alleen in een voorwaarde"),
    ('from = "close.at"', 'from = "close.until"', 'moment "until" is niet bekend'),
    ('from = "close.at"', 'from = "clos.at"', 'moment "clos.at" is niet bekend. Bedoelt u "close"?'),
    ('from = "end of reply"', 'from = "end of replay"', 'verplichting "replay" is niet bekend'),
    ('from = "end of reply"', 'from = "until"', 'moment "until" is niet bekend'),
    ('later_of = ["filed_on", "assign.at"]', 'later_of = ["filed_on"]', "later_of kiest uit twee of meer momenten"),
    ('from = "file.filed_on"', 'from = "file.filedon"', 'Bedoelt u "filed_on"?'),
    ('from = "file.at"}', 'from = "aat"}', 'moment "aat" is niet bekend'),
    ('arises = "assess"', 'arises = "hear"', '"hear" heeft voor "dossier" geen [[act]]'),
    ('opens = "reply.sent"', 'opens = "rule.sent"', '"rule.sent" heeft voor "dossier" geen [[act]]'),
]
_WAITS = """
[[duty]]
id = "{name}"
name = "Later"
clause = "VB-05"
holder = "officer"
arises = "assess"
from = "end of {other}"
term = "1 day"
met_by = "reply"
"""
NEVER = [
    ('from = "end of reply"', 'from = "end of object"', "right[1].from", "wacht op haar eigen einde"),
    (
        'term = "3 working days"\n',
        'term = "3 working days before"\n',
        "duty[1].term",
        "voorbij voordat zij begint. Tel terug van een datum",
    ),
    ('term = "2 years"', 'term = "2 years before"', "retention.term", "voorbij voordat zij begint."),
    ('term = "10 working days"', 'term = "-10 working days"', "silence[1].term", "voorbij voordat zij begint."),
    ('name = "Bezwaar"\nclause', 'name = "Bezwaar"\nagainst = "objection"\nclause', "instance[1].against", "nooit uit bij de klacht zelf"),
]
LETTERS = [
    ('act = "acknowledge"\nstates', 'act = "aknowledge"\nstates', 'Bedoelt u "acknowledge"?'),
    ('act = "acknowledge"\nstates', 'act = "assign"\nstates', "stuurt niemand bericht"),
    (
        'subject = "Uw klacht {number}"',
        'subject = "Uw klacht {numer}"',
        'in de brief staat {numer}; dat is niet bekend. Bedoelt u "number"?',
    ),
    ('subject = "Uw klacht {number}"', 'subject = "Uw klacht {due:replay}"', 'naam "replay" is niet bekend. Bedoelt u "reply"?'),
    ('subject = "Uw klacht {number}"', 'subject = "Uw klacht {number"', "een { of } staat hier los"),
    ('en = "Dear {name}"', 'en = "Dear {naam}"', "in de brief staat {naam}"),
]


@pytest.mark.parametrize(("old", "new", "said"), [*NAMES, *ACTS, *PHRASES, *LETTERS])
def test_a_name_that_points_nowhere_is_told_on_its_line(old: str, new: str, said: str) -> None:
    found = read(changed(old, new))
    assert isinstance(found, tuple)
    assert any(said in fault.message and fault.line == line_with(TEXT, old) for fault in found), "\n".join(map(str, found))


@pytest.mark.parametrize(("old", "new", "key", "said"), NEVER)
def test_what_can_never_be_is_told_when_the_file_is_read(old: str, new: str, key: str, said: str) -> None:
    found = read(changed(old, new))
    assert isinstance(found, tuple)
    assert any(fault.key == key and said in fault.message for fault in found), "\n".join(map(str, found))


def test_two_terms_that_wait_for_each_other_are_both_told() -> None:
    pair = "".join(_WAITS.format(name=name, other=other) for name, other in (("first", "second"), ("second", "first")))
    found = read(f"{TEXT}\n{pair}")
    assert isinstance(found, tuple)
    assert [fault.message for fault in found] == ["deze termijn wacht op haar eigen einde: zo krijgt zij nooit een datum."] * 2


def test_a_dossier_of_an_unknown_kind_is_told_wherever_it_is_named() -> None:
    found = read(changed('id = "objection"\nname', 'id = "bezwaar"\nname'))
    assert isinstance(found, tuple)
    told = [fault.key for fault in found if 'soort dossier "objection" is niet bekend' in fault.message]
    assert told == ["stage[5].instance", "stage[6].instance", "act[12].instance", "act[13].instance", "act[14].instance"]


@pytest.mark.clause("EXA-27", "CON-24")
def test_without_a_retention_a_regulation_is_refused() -> None:
    start = TEXT.index("[retention]")
    found = read(TEXT[:start] + TEXT[TEXT.index("# ----", start) :])
    assert isinstance(found, tuple)
    assert found[0].line == 1
    assert "bewaartermijn" in found[0].message


SOUND = [
    ('from = "end of reply"', 'from = "year_end"'),
    ('from = "end of reply"', 'from = "end of destroy"'),
    ('used_by = "reopen"', 'used_by = "object"'),
    ('used_by = "reopen"', 'used_by = {act = "rule", when = {instance = "objection"}}'),
    ('of = "assess.products"', 'of = "assess.products|publish_version.product"'),
    ('arises = "assess"', 'arises = "silence.quiet"'),
    ('arises = "assess"', 'arises = ["bounced", "hear"]'),
    ('blocks = ["close"]', 'optional = {kind = "signal"}'),
    ('instance = "objection"\nby = "complainant"', 'instance = "objection"\nby = "complainant"\nstages = ["decided"]'),
    ('holder = "complainant"', 'holder = "complainant"'),
    ('fact = "settled"\nvalue = true', 'fact = "settled"\nvalue = 3'),
    (
        'fact = "track"\nvalue = "short"',
        'fact = "anonymous"\nvalue = "yes"\n[[derive]]\nwhen = {anonymous = "yes"}\nfact = "track"\nvalue = "x"',
    ),
    ('sources = ["file.at"', 'sources = ["description", "file.sent"'),
    ('subject = "Uw klacht {number}"', 'subject = "Uw klacht {channel} {articles}"'),
    ('{stage = "formal"}', '{stage = "objection"}'),
    ('values = {outcome = ["upheld", "rejected"]}', 'values = {outcome = "upheld"}'),
    ('kinds = ["complaint"]', "kinds = []"),
]


@pytest.mark.parametrize(("old", "new"), [pair for pair in SOUND if pair[0] in TEXT])
def test_what_exists_may_be_named(old: str, new: str) -> None:
    assert small(old, new).id == "small"


NUMBERS = [
    ("3", True),
    ("2.5", True),
    ('"given"', True),
    ('"drie"', False),
    ("true", False),
    ("0", False),
    ("11", False),
]


@pytest.mark.parametrize(("value", "can"), NUMBERS)
def test_a_number_is_held_to_be_a_number(value: str, can: bool) -> None:
    found = read(changed('none = {kind = "signal"}', f'none = {{"follow_up.score" = {value}}}'))
    assert isinstance(found, tuple) is not can


@pytest.mark.parametrize(
    ("asked", "can"),
    [
        ('description = "given"', True),
        ('description = "Boos"', False),
        ("filed_on = 3", False),
        ('"pay.amount" = 1', True),
        ('"link.to" = "x"', True),
        ('"link.to" = 1', False),
    ],
)
def test_of_texts_and_dates_only_whether_they_are_given_can_be_asked(asked: str, can: bool) -> None:
    found = read(changed('none = {kind = "signal"}', f"none = {{{asked}}}"))
    assert isinstance(found, tuple) is not can
