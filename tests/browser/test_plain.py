"""What a public page says as it stands there, with all that the regulation fills in, is plain too; names of steps are long words."""

import pytest

from tests.browser.addresses import CUSTOMER, PORTAL, World, looked_at
from tests.browser.measures import measured
from tests.support import plain

pytestmark = pytest.mark.browser
#: The words of a page, but those that others wrote: the regulation itself, letters and what someone told.
READ = """() => [...document.querySelectorAll('main :is(p, li, dt, dd, h1, h2, h3, summary, legend, label)')]
  .filter(one => one.checkVisibility() && !one.closest('article.rule, .quote, .rule, .visually-hidden, .asks-nothing'))
  .filter(one => !one.querySelector('p, li, dd')).map(one => one.innerText)"""


def test_pages_stay_plain_with_all_that_is_filled_in(world: World) -> None:
    said: set[str] = set()
    for pages in (PORTAL, CUSTOMER):
        for _name, page in looked_at(world, pages):
            measured(page, "unfold")
            said |= set(plain.sentences(page.evaluate(READ)))
    counted = plain.measured(said)
    assert len(said) > 100
    assert counted.words <= 10, sorted(said, key=lambda one: -len(plain.words_of(one)))[:20]
    assert counted.long <= 5
    assert counted.ease >= 70
    assert plain.stiff(said) == []
