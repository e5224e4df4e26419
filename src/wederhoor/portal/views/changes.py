"""The public list of changes of products, per school year and cohort, and the same as an Atom feed (EXA-09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions import changes as listed
from wederhoor.actions import public
from wederhoor.portal.articles import articles
from wederhoor.portal.views.frame import framed
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.fields import without_controls
from wederhoor.web.numbers import number_of
from wederhoor.web.words import language

if TYPE_CHECKING:
    from wederhoor.catalogue.models import ProductVersion

YEAR, COHORT = "schooljaar", "cohort"
#: So many of the newest changes are in the feed.
_FEED: Final = 100
#: A year further than these is no school year of ours.
_YEARS: Final = range(2000, 2200)
_FRESH_SECONDS: Final = 15 * 60


class _Feed(Atom1Feed):
    """A feed that was never changed has been so `since` a moment that stays the same."""

    def latest_post_date(self) -> datetime:
        moment: datetime = super().latest_post_date() if self.items else self.feed["since"]
        return moment


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow the list: its words, its address, and whether it is chosen."""

    words: str
    href: str
    current: bool


@open_to("public")
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of one school year, the newest one first, whole or of one cohort."""
    found = _open(slug)
    years, cohorts = listed.school_years(found.organisation), listed.cohorts(found.organisation)
    now_in = listed.school_year(found.calendar.local_day(clock.now()))
    year = _number(request, YEAR) or (years[0] if years else now_in)
    cohort = _number(request, COHORT)
    rows = list(listed.changes(found.organisation, year=year, cohort=cohort))
    rule = next((rule for rule in found.procedure.acts if rule.id == listed.PUBLISH), None)
    context = framed(
        found.organisation,
        found.procedure,
        rows=rows,
        year=_years(year),
        years=[_choice(_years(one), {YEAR: one, COHORT: cohort}, current=one == year) for one in years],
        cohorts=_cohorts(cohorts, year, cohort),
        articles=articles(found.procedure, rule.clause) if rule else (),
        feed_href=f"{reverse('portal:changes_feed', args=[slug])}{_query({COHORT: cohort})}",
    )
    return render(request, "portal/changes.html", context)


@open_to("public")
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest changes, for whoever follows them by a reader or a program: the same for all, in the language of the regulation."""
    found = _open(slug)
    spoken = found.procedure.language
    with translation.override(spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        made = _fed(request, found)
    answer = HttpResponse(made, content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=_FRESH_SECONDS)
    return answer


def _fed(request: HttpRequest, found: public.InForce) -> str:
    cohort = _number(request, COHORT)
    address = settings.BASE_URL + reverse("portal:changes", args=[found.organisation.slug])
    made = _Feed(
        title=_("Wijzigingen bij {organisation}").format(organisation=found.organisation.name),
        link=address + _query({COHORT: cohort}),
        feed_url=settings.BASE_URL + request.get_full_path(),
        description=None,
        language=language(),
        author_name=found.organisation.name,
        since=_midnight(found.procedure.in_force_from, found),
    )
    for one in listed.changes(found.organisation, cohort=cohort)[:_FEED]:
        _add(made, one, found, address)
    text: str = made.writeString("utf-8")
    return text


def _add(made: Atom1Feed, one: "ProductVersion", found: public.InForce, address: str) -> None:
    assert one.published_on is not None  # noqa: S101 - what is listed has its day: the store holds it
    published = _midnight(one.published_on, found)
    made.add_item(
        title=without_controls(_("{product}: versie {version}").format(product=one.product.name, version=one.label)),
        link=f"{address}{_query({YEAR: listed.school_year(one.published_on)})}#w-{one.pk}",
        # A summary is read as HTML; the line is none.
        description=escape(without_controls(one.line)),
        unique_id=f"{address}#w-{one.pk}",
        pubdate=published,
        updateddate=max(published, (one.changed_at or published).astimezone(found.calendar.zone)),
    )


def _midnight(day: date, found: public.InForce) -> datetime:
    return datetime.combine(day, time.min, tzinfo=found.calendar.zone)


def _open(slug: str) -> public.InForce:
    """The organisation with its regulation, where its list is open to all."""
    found = public.regulation(slug, now=clock.now())
    if found is None or not listed.is_open(found.organisation, [found.procedure]):
        raise Http404
    return found


def _number(request: HttpRequest, name: str) -> int | None:
    given = number_of(request.GET.get(name, ""))
    return given if given in _YEARS else None


def _years(year: int) -> str:
    return f"{year}-{year + 1}"


def _cohorts(cohorts: Sequence[int], year: int, chosen: int | None) -> list[Choice]:
    """Every cohort, and all of them together; nothing where there are none."""
    every = [_choice(_("Alle"), {YEAR: year}, current=chosen is None)] if cohorts else []
    return every + [_choice(_years(one), {YEAR: year, COHORT: one}, current=one == chosen) for one in cohorts]


def _choice(words: str, query: dict[str, int | None], *, current: bool) -> Choice:
    return Choice(words, _query(query) or "?", current)


def _query(wanted: dict[str, int | None]) -> str:
    said = urlencode({name: value for name, value in wanted.items() if value is not None})
    return f"?{said}" if said else ""
