"""A refusal as a page shows it: each reason with its own article."""

from django.utils.safestring import SafeString

from tests.procedures.support import case
from wederhoor.core.demand import Refusal, together
from wederhoor.core.phrase import say
from wederhoor.desk.shown.refused import Why, why_said

EXTRACK = case("extrack")
UNREGISTERED = Refusal(say("Ontbreekt: {what}.", what=("reason", "<b>")), "EXT-17", ("reason",))
OWED = Refusal("Eerst nog: Reageren.", "EXT-11", ("reply",))


def test_one_reason_has_the_article_of_its_clause() -> None:
    assert why_said(EXTRACK, OWED) == Why("Eerst nog: Reageren.", "3")


def test_several_reasons_have_an_article_each() -> None:
    why = why_said(EXTRACK, together([UNREGISTERED, OWED]), {"reason": "waarom"})
    assert why == Why('Ontbreekt: waarom, &lt;b&gt;. <span class="article">art. 4</span> Eerst nog: Reageren.', "3")
    assert isinstance(why.reason, SafeString)


def test_a_reason_without_a_clause_stands_without_an_article() -> None:
    assert (
        why_said(EXTRACK, together([Refusal("Er loopt nog een bezwaar."), OWED])).reason == "Er loopt nog een bezwaar. Eerst nog: Reageren."
    )
