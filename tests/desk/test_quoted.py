import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.desk.shown.quoted import Parted, parted

OWN = "Goedemiddag,\n\nDit klopt niet.\n\nNoor"


@pytest.mark.parametrize(
    "quoted",
    [
        "> Geachte mevrouw,\n>\n> Uw klacht is ontvangen.",
        "Op wo 22 apr 2026 om 10:00 schreef Klachten <klachten@organisatie.example>:\n> Geachte mevrouw,",
        "Op 22 april 2026 10:00 schreef Klachten\n<klachten@organisatie.example>:\n\nGeachte mevrouw,",
        "Op 22-04-2026 heeft Klachten <k@x.example> het volgende geschreven:\nGeachte mevrouw,",
        "On Wed, Apr 22, 2026 at 10:00 AM Klachten <k@x.example> wrote:\n> Dear madam",
        "On Wed, Apr 22, 2026 at 10:00 AM Klachten\n<klachten@organisatie.example>\nwrote:\n\n> Dear madam",
        "Van: Klachten <k@x.example>\nVerzonden: woensdag 22 april 2026 10:00\nAan: Noor\nOnderwerp: Uw klacht\n\nGeachte mevrouw,",
        "*Van:* Klachten\n*Datum:* 22 april 2026\n*Onderwerp:* Uw klacht\n\nGeachte mevrouw,",
        "From: Klachten\nSent: Wednesday\nTo: Noor\nSubject: Uw klacht\n\nDear madam",
        "-----Oorspronkelijk bericht-----\nVan: Klachten\nGeachte mevrouw,",
        "----- Original Message -----\nDear madam",
        "Am 22.04.2026 um 10:00 schrieb Klachten <k@x.example>:\n> Sehr geehrte",
    ],
)
def test_what_someone_wrote_stands_apart_from_what_he_answers(quoted: str) -> None:
    assert parted(f"{OWN}\n\n{quoted}") == Parted(OWN, quoted)


@pytest.mark.parametrize(
    "whole",
    [
        OWN,
        "",
        "> alleen een aanhaling",
        "> U schreef dit\n\nDat klopt niet.\n\n> en dit\n\nDat ook niet.",
        "---------- Forwarded message ---------\nVan: Noor\nDatum: gisteren\nOnderwerp: Klacht\n\nVraag 7 klopt niet.",
        "Van: wie dit leest weet ik niet.\nIk heb een klacht.",
        "Op dinsdag was het examen. De docent schreef op het bord: fout.",
        "Op de toets schreef ik:\n\nhet goede antwoord",
    ],
)
def test_what_is_no_answer_below_his_own_words_stays_whole(whole: str) -> None:
    assert parted(whole) == Parted(whole)


@given(
    st.lists(
        st.sampled_from(["> x", "Op ma schreef x:", "Van: a", "Datum: b", "Aan: c", "tekst", "", "-----Original Message-----"]), max_size=12
    )
)
def test_nothing_is_lost(lines: list[str]) -> None:
    body = "\n".join(lines)
    found = parted(body)
    assert [line for line in f"{found.own}\n{found.quoted}".split("\n") if line] == [line for line in lines if line]


@pytest.mark.parametrize("made_slow", ["Op ma ", "Op ma\n", "Van: \n", ">", "> \n", "\n", "-", "Van:" + " " * 50, "schreef "])
def test_a_mail_made_to_be_slow_is_not(made_slow: str) -> None:
    body, begun = made_slow * (200_000 // len(made_slow)), time.process_time()
    parted(body)
    assert time.process_time() - begun < 3
