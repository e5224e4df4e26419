from wederhoor.actions.customers import Known, known_by
from wederhoor.web.contact_fields import contact_fields, product_fields, typed_of


def test_who_is_known_stands_in_the_form_and_nobody_in_an_empty_one() -> None:
    known = {"name": "Noor", "email": "noor@school.example", "phone": "06", "function": "Coach"}
    assert {one.name: one.value for one in contact_fields("", known)} == known
    assert {one.value for one in contact_fields("Wij mailen een link.")} == {""}


def test_what_is_used_is_ticked() -> None:
    [field] = product_fields("Producten", [("rek", "Rekenen", True), ("ned", "Nederlands", False)])
    assert (field.choices, field.value) == ((("rek", "Rekenen"), ("ned", "Nederlands")), ("rek",))


def test_what_was_typed_is_kept_as_long_as_there_is_room() -> None:
    assert known_by({"name": "Noor", "email": "n@s.example"}) == Known("Noor", "n@s.example")
    assert {name: len(value) for name, value in typed_of(dict.fromkeys(("name", "email", "phone", "function"), "x" * 300)).items()} == {
        "name": 200,
        "email": 254,
        "phone": 60,
        "function": 100,
    }
