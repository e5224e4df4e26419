"""The packet of a reader: what the regulation gives him goes along, what is another's is blacked out or stays out, advice never goes."""

import pytest
from pytest_django import Settings

from tests.factories.house import DAY, HOUR, NOW, took
from tests.factories.packets import LATER, OFFICER, Case, a_case, with_others
from wederhoor.actions.messages import write
from wederhoor.actions.moments import Moment, write_down
from wederhoor.actions.packet import begin, choose, packet, packets_of
from wederhoor.actions.packet_proposing import ADVICE, BLACK, ELSE, INTERNAL, OTHERS, RULE, STRANGE, WITH
from wederhoor.actions.packet_readers import OUTSIDE, reader_of, readers
from wederhoor.actions.public import followed
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Packet

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-18")]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: object) -> None:
    settings.DATA_DIR = tmp_path


def joined(case: Case, **more: object) -> None:
    """A mail that was joined to the dossier."""
    known = {"organisation": case.dossier.organisation, "dossier": case.dossier, "channel": "mail", "state": "joined", "received_at": NOW}
    Message.objects.create(**{**known, **more})


def choices(case: Case, code: str = "p-1") -> dict[str, str]:
    return {line.piece.key.partition("-")[0] + ":" + line.piece.title: line.choice for line in case.contents(code).lines}


def test_who_complains_gets_what_is_his_and_no_note() -> None:
    assert choices(a_case()) == {
        "timeline:Wat er gebeurde": WITH,
        "terms:De termijnen, en hoe ze zijn gerekend": WITH,
        "act:Ontvangen": WITH,
        "act:Notitie gemaakt": INTERNAL,
        "letter:Brief: Wij hebben uw klacht ontvangen (2026-0001)": WITH,
    }


def test_what_he_wrote_and_what_was_written_to_him_goes_and_what_staff_is_reminded_of_does_not() -> None:
    case = a_case()
    write(followed(case.dossier, NOW), "Sterrenkijker gezocht.", now=NOW, key="a")
    joined(case, content_digest="m", sender="Noor de Wit <noor@zonland.example>", subject="Vraag")
    write_down(case.dossier, Moment("phone", "Noor de Wit", "Zij belde."), by=case.officer, now=NOW, key="b")
    Letter.objects.filter(seq=None).update(state="sent", sent_at=NOW)
    lines = [line for line in case.contents().lines if line.piece.kind in {"letter", "message"}]
    assert {line.piece.title: line.choice for line in lines} == {
        "Brief: Wij hebben uw klacht ontvangen (2026-0001)": WITH,
        "Bericht: eigen pagina": WITH,
        "Bericht: Vraag": WITH,
        "Contact: telefoon": WITH,
    }
    assert "Met: Noor de Wit\n\nZij belde." in [line.piece.text for line in lines]
    assert Letter.objects.filter(seq=None).exists()


def test_of_contact_with_another_his_name_is_blacked_out_and_what_is_internal_is_no_piece() -> None:
    case = a_case()
    write_down(case.dossier, Moment("phone", "Ans Wit", "Ans Wit wist van niets."), by=case.officer, now=NOW, key="b")
    joined(case, content_digest="i", direction="internal", body="Gemompel.")
    [line] = [line for line in case.contents().lines if line.piece.kind == "message"]
    assert (line.choice, line.marked) == (BLACK, "Met: [[Ans Wit]]\n\n[[Ans Wit]] wist van niets.")


def test_advice_never_goes_to_who_complains_whatever_is_chosen() -> None:
    case = with_others()
    row = case.draft(act_1={"choice": WITH}, act_3={"choice": WITH})
    lines = {line.piece.key: line for line in packet(case.opened(), case.reader(), row.choices).lines}
    assert [(lines[key].choice, lines[key].barred) for key in ("act-1", "act-4")] == [(INTERNAL, True), (ADVICE, True)]


def test_what_stays_inside_is_not_in_the_list_of_acts_either() -> None:
    said = with_others().line("timeline").piece.text
    assert "Verslag" in said or "Gehoord" in said
    assert "Notitie" not in said
    assert "dvies" not in said


def test_the_name_of_another_is_proposed_to_be_blacked_out() -> None:
    line = next(
        one for one in with_others().contents().lines if "andersen" in one.piece.text and one.piece.kind == "act" and not one.barred
    )
    assert line.choice == BLACK
    assert "[[zoe andersen]] (tel. [[06 8765 4321]]) en met [[Andersen]] senior" in line.marked


def test_the_way_to_his_own_page_stands_in_no_packet() -> None:
    contents = a_case().contents()
    letter = next(line for line in contents.lines if line.piece.kind == "letter")
    assert "/volg/" in letter.piece.text or "/dossier/" in letter.piece.text
    assert all("/volg/" not in contents.text_of(line) for line in contents.lines)


def test_a_document_of_another_is_proposed_to_stay_out_and_one_of_his_own_goes() -> None:
    case = a_case()
    case.does("note", Upload("intern.txt", b"intern"), text="x")
    case.does("report_progress", Upload("mee.txt", b"mee"), channel="mail", reasons="Wij werken eraan.")
    assert [case.line(f"document-d-{n}").choice for n in (1, 2)] == [INTERNAL, WITH]
    case.does("correct", of=4, field="documents", documents=["d-2"], reason="Hoort hier niet.")
    assert case.line("document-d-2").choice == STRANGE


def test_a_function_that_reads_the_dossier_gets_all_of_it_an_outside_body_nothing_from_inside() -> None:
    case = with_others()
    assert {line.choice for line in case.contents(f"role:{OFFICER}").lines} == {WITH}
    outside = {line.piece.title: line for line in case.contents(OUTSIDE).lines}
    assert outside["Notitie gemaakt"].choice == OTHERS
    assert not outside["Notitie gemaakt"].barred


def test_who_sees_only_what_was_put_before_him_gets_no_more_by_proposal() -> None:
    case = with_others()
    case.does("accept_secrecy")
    found = [reader for reader in readers(case.opened()) if reader.code == case.ref_of("Zoë Andersen")]
    lines = packet(case.opened(), found[0]).lines
    assert {line.piece.kind for line in lines if line.goes} <= {"timeline", "terms", "act", "letter"}
    assert any(line.choice == RULE for line in lines)
    assert all(line.barred for line in lines if line.piece.title == "Notitie gemaakt")


def test_someone_of_another_matter_and_a_function_that_reads_nothing_here_have_no_packet() -> None:
    opened = a_case().opened()
    assert [reader_of(opened, code) for code in ("p-99", "role:medewerker", "role:nobody", "")] == [None] * 4


def test_an_own_reason_must_be_written() -> None:
    case = a_case()
    lines = packet(case.opened(), case.reader(), {"act-0": {"choice": ELSE}}).lines
    assert [line.lacks for line in lines if line.lacks] == ["Schrijf op waarom dit niet meegaat."]


def test_of_two_officers_at_once_the_second_is_told_and_the_first_stays() -> None:
    case = a_case()
    row, again = case.draft(), begin(case.opened(), case.reader(), by=case.officer, now=LATER)
    assert row.pk == again.pk
    assert choose(row, {"act-0": {"choice": OTHERS}}, version=row.version)
    assert not choose(again, {"act-0": {"choice": WITH}}, version=again.version)
    assert Packet.objects.get().choices == {"act-0": {"choice": OTHERS}}


def test_marks_of_a_text_that_changed_are_not_used() -> None:
    case = a_case()
    lines = packet(case.opened(), case.reader(), {"act-0": {"choice": BLACK, "marked": "[[iets anders]]"}}).lines
    assert [line.lacks for line in lines if line.lacks] == ["Kijk na wat u weglakt: de tekst is veranderd."]


def test_the_choices_of_a_packet_begin_the_next_for_the_same_reader() -> None:
    case = a_case()
    case.made(act_0={"choice": OTHERS})
    assert begin(case.opened(), case.reader(), by=case.officer, now=LATER + HOUR).choices == {"act-0": {"choice": OTHERS}}
    assert [row.state for row in packets_of(case.opened())] == ["draft", "ready"]


def test_an_unknown_choice_is_no_choice() -> None:
    row = a_case().draft(act_0={"choice": "<b>", "words": "x" * 900, "more": "y"})
    assert {name: len(value) for name, value in row.choices["act-0"].items()} == {"words": 500}


@pytest.mark.clause("EXT-17")
def test_a_destroyed_dossier_keeps_nothing_of_its_packets() -> None:
    case = a_case()
    made = case.made()
    took(case.dossier, "withdraw", case.officer, role=OFFICER, at=LATER)
    took(case.dossier, "destroy", case.officer, role=OFFICER, at=LATER + 900 * DAY)
    assert not Packet.objects.filter(pk=made.pk).exists()
    assert reader_of(case.opened(LATER + 901 * DAY), "p-1") is None
