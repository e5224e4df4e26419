"""A thousand mails of every kind: each one accounted for, none in someone else's dossier, and fed twice the same."""

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.mails import Known, Made, Post
from wederhoor.actions.belonging import token_of
from wederhoor.actions.inbox import Tally, tally
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.exchange.mail_in.receive import Arrived, receive_all
from wederhoor.organisations.models import Member, Organisation

THOUSAND = 1_000
_TOGETHER = 100
"""So many are given at a time."""


def answered(organisation: Organisation, member: Member, number: int) -> Known:
    """A letter of ours to someone, in a dossier of his own."""
    who = {"name": f"Iemand {number}", "email": f"partij{number}@zonland.example"}
    dossier = a_dossier(organisation, at=NOW - 3 * DAY, complainant=who)
    took(dossier, "acknowledge", member, role="manager-propositie", at=NOW - 2 * DAY, channel="mail")
    letter = Letter.objects.get(dossier=dossier)
    mark_sent(letter, at=NOW - 2 * DAY, now=NOW - 2 * DAY)
    return Known(letter.message_id, f"klachten+{token_of(letter.pk)}@eigen.example", who["email"], dossier.number)


def feed(made: Sequence[Made], organisation: Organisation) -> list[tuple[str, str]]:
    """Takes them all in; what became of each."""
    became = []
    for start in range(0, len(made), _TOGETHER):
        arrived = [Arrived(mail.raw, NOW) for mail in made[start : start + _TOGETHER]]
        for kept in receive_all(arrived, organisation=organisation.slug, mailbox="klachten", now=NOW):
            assert kept is not None
            became.append((kept.taken.state, kept.taken.number))
    return became


@pytest.mark.django_db
@pytest.mark.clause("ECM-02", "EXA-02")
def test_a_thousand_mails_are_each_accounted_for() -> None:
    organisation = an_organisation(slug="eigen")
    member = a_member(organisation, "manager-propositie")
    known = [answered(organisation, member, number) for number in range(5)]
    made = list(Post(known).mails(THOUSAND))
    became = feed(made, organisation)
    account = tally(member)
    _each_is_accounted_for(account, made, became)
    _none_is_in_another_s_dossier(made, became)
    _nothing_was_answered_but_what_is_too_large(member)
    assert feed(made, organisation) == became
    assert tally(member) == account


def _each_is_accounted_for(account: Tally, made: Sequence[Made], became: Sequence[tuple[str, str]]) -> None:
    states = Counter(state for state, _ in became)
    assert account.came_in == Message.objects.count() == len({mail.raw for mail in made})
    assert states["new"] == 0
    assert account.waiting >= states["tray"] + states["unreadable"] - (len(made) - account.came_in)
    assert Dossier.objects.filter(messages__state="dossier").count() == account.dossiers
    assert account.dossiers > THOUSAND // 3
    assert min(states[state] for state in ("dossier", "joined", "tray", "unreadable")) > 0


def _none_is_in_another_s_dossier(made: Sequence[Made], became: Sequence[tuple[str, str]]) -> None:
    for mail, (state, number) in zip(made, became, strict=True):
        assert (state == "joined") == bool(mail.joins), mail.kind
        assert number == mail.joins or state != "joined"
    for message in Message.objects.filter(state__in=["dossier", "joined"]).select_related("dossier"):
        assert message.dossier is not None
        assert Party.objects.filter(matter=message.dossier.matter_id, email__iexact=message.sender).exists()
    assert Attachment.objects.filter(held="", message__dossier__isnull=False, document__isnull=True).count() == 0


def _nothing_was_answered_but_what_is_too_large(member: Member) -> None:
    """Letters of ours: those that stood before, one for what is too large, and what owners are told: what came back, what was joined."""
    back = Act.objects.filter(act="bounced").count()
    joined = Message.objects.filter(state="joined").values("dossier").distinct().count()
    assert back > 0
    told = Letter.objects.filter(matter__isnull=True).values_list("address", flat=True)
    assert Counter(told)[member.email] <= back + joined
    assert len([address for address in told if address != member.email]) == 1
