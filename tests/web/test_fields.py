"""What was posted is read as a person means it, and nothing typed is lost."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from wederhoor.web.fields import Field, Kind, filled, read_fields

COLOURS = (("red", "rood"), ("blue", "blauw"))
YES_NO = (("true", "ja"), ("false", "nee"))


def post(**given: str | list[str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in given.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  De Vries ", "De Vries"),
        ("text", "a\x00b", "ab"),
        ("longtext", "een\r\ntwee", "een\ntwee"),
        ("longtext", "een\x08\x0b\x1f\ttwee\x7f\x00", "een\ttwee"),
        ("text", "Noor\r\nKlik hier:\u2028elders.example", "Noor Klik hier: elders.example"),
        ("email", "naam@voorbeeld.nl", "naam@voorbeeld.nl"),
        ("phone", "+31 (0)6 1234-5678", "+31 (0)6 1234-5678"),
        ("date", "02-06-2026", date(2026, 6, 2)),
        ("date", "2/6/2026", date(2026, 6, 2)),
        ("date", "2026-06-02", date(2026, 6, 2)),
        ("moment", "30-04-2026 16.00", datetime(2026, 4, 30, 16, 0)),  # noqa: DTZ001
        ("moment", "2026-04-30T16:00", datetime(2026, 4, 30, 16, 0)),  # noqa: DTZ001
        ("number", "7,5", 7.5),
        ("number", "-3", -3),
        ("flag", "on", True),
        ("flag", "", False),
        ("person", "p-1", "p-1"),
    ],
)
def test_what_is_typed_well_is_read(kind: Kind, typed: str, value: object) -> None:
    values, errors = read_fields([Field("it", kind, "Het")], post(it=typed))
    assert values == {"it": value}
    assert errors == {}


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("email", "naam@", "Vul een e-mailadres in zoals naam@voorbeeld.nl"),
        ("phone", "bel mij", "Vul een telefoonnummer in, met alleen cijfers"),
        ("phone", "123", "Vul een telefoonnummer in, met alleen cijfers"),
        ("date", "31-02-2026", "Vul de datum in als dag-maand-jaar"),
        ("date", "morgen", "Vul de datum in als dag-maand-jaar"),
        ("moment", "30-04-2026 25.00", "Vul de dag in als dag-maand-jaar, en de tijd als uren.minuten"),
        ("moment", "30-04-2026", "Vul de dag in als dag-maand-jaar, en de tijd als uren.minuten"),
        ("date", "12-05-0001", "Kijk het jaar na: vul een jaar in van 1910 tot en met 2089"),
        ("moment", "12-05-0001 10.30", "Kijk het jaar na: vul een jaar in van 1910 tot en met 2089"),
        ("date", "12-05-9999", "Kijk het jaar na: vul een jaar in van 1910 tot en met 2089"),
        ("number", "zeven", "Vul een getal in"),
        ("number", "9" * 400, "Vul een getal in"),
        ("number", "1.250", "Schrijf duizendtallen zonder punt of komma, zoals 1250"),
        ("number", "-1,000", "Schrijf duizendtallen zonder punt of komma, zoals 1250"),
        ("text", "a" * 501, "Dit is te lang: 501 tekens, er passen er 500"),
    ],
)
def test_what_is_typed_wrongly_is_kept_beside_its_fault(kind: Kind, typed: str, fault: str) -> None:
    values, errors = read_fields([Field("it", kind, "Het")], post(it=typed))
    assert values == {"it": typed}
    assert errors == {"it": (fault,)}


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        *(("complainant.name", 200), ("complainant.organisation", 200), ("contact.address", 300), ("to-name", 200)),
        *(("city", 120), ("subject.department", 500)),
    ],
)
def test_no_more_is_taken_of_a_person_than_is_kept(name: str, longest: int) -> None:
    values, errors = read_fields([Field(name, "text", "Het")], post(**{name: "a" * longest}))
    assert (values, errors) == ({name: "a" * longest}, {})
    assert read_fields([Field(name, "text", "Het")], post(**{name: "a" * (longest + 1)}))[1] == {
        name: (f"Dit is te lang: {longest + 1} tekens, er passen er {longest}",)
    }


@pytest.mark.parametrize("kind", ["text", "date", "choice", "choices", "file"])
def test_a_required_field_left_empty_is_named(kind: Kind) -> None:
    values, errors = read_fields([Field("it", kind, "Het", required=True, choices=COLOURS)], post())
    assert values == {}
    assert errors == {"it": ("Dit is nog niet ingevuld",)}


def test_what_turns_words_around_or_is_in_no_store_is_left_out() -> None:
    values, _errors = read_fields([Field("it", "text", "Het")], post(it="Noor\u202e tiW ed\u2066\uffff\x00 عمر"))
    assert values == {"it": "Noor tiW ed عمر"}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("email", "noor@zonland.example\u200b", "noor@zonland.example"),
        ("email", "\ufeffnoor+klacht@zonland.example;", "noor+klacht@zonland.example"),
        ("email", "<NOOR@zonland.example>", "NOOR@zonland.example"),
        ("email", "mailto:noor@zonland.example.", "noor@zonland.example"),
        ("phone", "\u200b06/12345678", "06/12345678"),
        ("phone", "+31 (0)6\u201312 34 56 78", "+31 (0)6\u201312 34 56 78"),
        ("longtext", "een ge\u00adwoon\u200b woord", "een gewoon woord"),
        ("text", "می\u200cروم", "می\u200cروم"),
    ],
)
def test_what_is_pasted_is_read_without_what_came_along_unseen(kind: Kind, typed: str, value: str) -> None:
    assert read_fields([Field("it", kind, "Het")], post(it=typed)) == ({"it": value}, {})


@pytest.mark.parametrize("nothing", ["\u200b", "\u200d\u2060 \u00ad", "\u00a0", "\u200e"])
def test_what_nobody_can_read_is_not_filled_in(nothing: str) -> None:
    assert read_fields([Field("it", "longtext", "Het", required=True)], post(it=nothing)) == ({}, {"it": ("Dit is nog niet ingevuld",)})


def test_an_optional_field_left_empty_is_not_among_the_values() -> None:
    assert read_fields([Field("it", "date", "Het")], post(it=" ")) == ({}, {})


def test_a_required_box_must_be_ticked() -> None:
    _values, errors = read_fields([Field("it", "flag", "Ik ga akkoord", required=True)], post())
    assert errors == {"it": ("Zet hier een vinkje",)}


@pytest.mark.parametrize(("given", "value"), [("true", {"it": True}), ("false", {"it": False}), ("", {})])
def test_a_question_of_yes_and_no_may_be_left_open(given: str, value: dict[str, bool]) -> None:
    values, errors = read_fields([Field("it", "flag", "Het", choices=YES_NO)], post(it=given))
    assert values == value
    assert errors == {}


def test_a_choice_is_one_of_those_offered() -> None:
    field = Field("it", "choice", "Het", choices=COLOURS)
    assert read_fields([field], post(it="red")) == ({"it": "red"}, {})
    assert read_fields([field], post(it="green"))[1] == {"it": ("Kies een van de mogelijkheden",)}


def test_several_choices_come_as_a_list() -> None:
    field = Field("it", "choices", "Het", choices=COLOURS)
    assert read_fields([field], post(it=["red", "blue"])) == ({"it": ["red", "blue"]}, {})
    assert read_fields([field], post(it=["red", "green"]))[1] == {"it": ("Kies een van de mogelijkheden",)}


def test_files_come_from_the_files() -> None:
    sent = SimpleUploadedFile("brief.txt", b"hallo")
    values, errors = read_fields([Field("it", "file", "Bijlagen")], post(), MultiValueDict({"it": [sent]}))
    assert values == {"it": [sent]}
    assert errors == {}


def test_filled_puts_what_was_typed_and_its_faults_into_the_fields() -> None:
    fields = (Field("when", "date", "Wanneer"), Field("other", "text", "Anders", value="vooraf"))
    values, errors = read_fields(fields, post(when="gisteren"))
    again = filled(fields, values, errors)
    assert again[0].shown == "gisteren"
    assert again[0].errors == ("Vul de datum in als dag-maand-jaar",)
    assert again[1].shown == "vooraf"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(date(2026, 6, 2), "02-06-2026"), (datetime(2026, 6, 2, 9, 5), "02-06-2026 09.05"), (7.5, "7,5"), (None, ""), (3, "3")],  # noqa: DTZ001
)
def test_a_value_is_shown_as_one_would_type_it(value: object, shown: str) -> None:
    assert Field("it", "text", "Het", value=value).shown == shown


MANY = tuple((str(n), str(n)) for n in range(6))


@pytest.mark.parametrize(
    ("kind", "choices", "widget"),
    [
        ("choice", COLOURS, "radios"),
        ("choice", MANY, "select"),
        ("choices", MANY, "boxes"),
        ("flag", (), "box"),
        ("flag", YES_NO, "radios"),
        ("person", MANY, "select"),
        ("person", (), "input"),
        ("longtext", (), "textarea"),
        ("file", (), "file"),
    ],
)
def test_the_control_follows_the_kind(kind: Kind, choices: tuple[tuple[str, str], ...], widget: str) -> None:
    assert Field("it", kind, "Het", choices=choices).widget == widget


@pytest.mark.parametrize(
    ("value", "chosen"), [(True, ("true",)), (False, ("false",)), ("red", ("red",)), (["red", "blue"], ("red", "blue"))]
)
def test_what_is_chosen_is_known_by_its_code(value: object, chosen: tuple[str, ...]) -> None:
    assert Field("it", "choices", "Het", value=value).chosen == chosen


@pytest.mark.parametrize(("typed", "sound"), [("verkoop-2/b_1.0", True), ("Piet de Vries", False), ("x" * 41, False), ("a@b", False)])
def test_a_code_is_a_short_word(typed: str, sound: bool) -> None:
    values, errors = read_fields([Field("d", "code", "Afdeling"), Field("m", "codes", "Maatregelen")], post(d=typed, m=f"a-1\n{typed}"))
    assert values == {"d": typed, "m": f"a-1\n{typed}"}
    assert errors.keys() == (set() if sound else {"d", "m"})


@pytest.mark.parametrize(
    ("typed", "fault"), [("1", ""), ("10", ""), ("10,1", "Vul een getal in van 1 tot en met 10"), ("x", "Vul een getal in")]
)
def test_a_number_with_a_least_and_a_most_says_so_and_keeps_to_them(typed: str, fault: str) -> None:
    field = Field("cijfer", "number", "Welk cijfer?", between=(1, 10))
    assert field.hint == "Een getal van 1 tot en met 10."
    _values, errors = read_fields([field], post(cijfer=typed))
    assert errors.get("cijfer", ("",)) == (fault,)
