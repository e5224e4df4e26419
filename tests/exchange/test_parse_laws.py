"""Whatever a stranger sends: it is read or it is for a person, never a fault, and what is read any database can keep."""

from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange.postman import a_mail
from wederhoor.exchange.mail_in.essence import essence, message_id_of
from wederhoor.exchange.mail_in.parse import parse

NAMES = st.sampled_from(
    ["From", "To", "Subject", "Date", "Content-Type", "Content-Disposition", "References", "Message-ID", "Auto-Submitted"]
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["=?utf-8?q?=00?=", "text/html; charset=\x00", "multipart/mixed; boundary=", "<a@b>,<c@d>", "=?x?b?//8=?=", "a" * 3000]
    ),
)
MAILS = st.builds(
    lambda headers, body: "\n".join([*(f"{name}: {value}" for name, value in headers), "", body]).encode("utf-8", "surrogatepass"),
    st.lists(st.tuples(NAMES, VALUES), max_size=8),
    st.text(max_size=200),
)


@given(st.one_of(st.binary(max_size=400), MAILS))
def test_whatever_comes_in_is_a_mail_that_can_be_kept_or_none(raw: bytes) -> None:
    mail = parse(raw)
    texts = [mail.sender, mail.sender_name, mail.subject, mail.body, *(file.name for file in mail.files)] if mail else []
    assert all("\x00" not in text and text.encode() is not None for text in texts)
    assert all("\n" not in text for text in texts if not mail or text != mail.body)


@given(st.binary(max_size=400))
@example(b"From ")
def test_whatever_comes_in_has_an_essence_of_its_own(raw: bytes) -> None:
    assert essence(raw) == essence(bytes(raw))
    assert essence(raw + b"x") != essence(raw)
    found = message_id_of(raw)
    assert found is None or found.isascii()


@given(st.binary(min_size=1, max_size=40), st.integers(0, 200))
def test_a_mail_with_a_few_bytes_spoilt_is_still_taken_in(spoilt: bytes, place: int) -> None:
    raw = a_mail()
    parse(raw[:place] + spoilt + raw[place + len(spoilt) :])
    assert len(essence(raw[:place] + spoilt)) == 64
