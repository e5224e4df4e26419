"""Anchors: what the store held at the end of each day, and what was destroyed, told to a file outside the database.

A backup that is put back does not know what was destroyed since; by this file `wederhoor verify` says which dossiers have come
back and must be destroyed again. The file names numbers and digests, never a person.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

from wederhoor.actions.keeping import append_line
from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.chain import digest_of_heads
from wederhoor.dossiers.models import Act, Anchor, Dossier, Matter
from wederhoor.organisations.models import Organisation

#: How long after midnight a day is closed: by then what was recorded on it has been committed.
_GRACE: Final = timedelta(hours=1)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not agree with the file; `matter_id` is None for the store as a whole."""

    matter_id: int | None
    what: str


def folder() -> Path:
    """Where the files are, one for each year."""
    return Path(settings.DATA_DIR) / "anchors"


def anchor(now: datetime) -> int:
    """Writes one anchor for each organisation that has none of the last whole day; how many. Done twice it is the same."""
    day = DEFAULT.local_day(now - _GRACE) - _ONE_DAY
    waiting = list(Organisation.objects.exclude(anchors__day=day).order_by("pk"))
    if not waiting:
        return 0
    _catch_up()
    for organisation in waiting:
        heads = heads_at_end_of(organisation, day)
        digest = digest_of_heads(heads)
        _write(day.year, {"organisation": organisation.slug, "day": day.isoformat(), "matters": len(heads), "anchor": digest})
        Anchor.objects.bulk_create([Anchor(organisation=organisation, day=day, digest=digest)], ignore_conflicts=True)
    return len(waiting)


def heads_at_end_of(organisation: Organisation, day: date) -> dict[int, str]:
    """Of each matter of an organisation the digest of its last act recorded on that day or before: the same whenever it is asked."""
    acts, end = Act._meta.db_table, DEFAULT.start_of_day(day + _ONE_DAY)
    sql = (
        f"SELECT m.id, (SELECT a.digest FROM {acts} a WHERE a.matter_id = m.id AND a.recorded_at < %s ORDER BY a.seq DESC LIMIT 1)"  # noqa: S608
        f" FROM {Matter._meta.db_table} m WHERE m.organisation_id = %s ORDER BY m.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.adapt_datetimefield_value(end), organisation.pk])
        return {matter: head for matter, head in cursor.fetchall() if head is not None}


def tell_destroyed(dossier: Dossier, at: datetime) -> None:
    """Tells the file that a dossier was destroyed. `root`: digest of its matter's first act, by which it is known again."""
    root = Act.objects.values_list("digest", flat=True).get(matter_id=dossier.matter_id, seq=0)
    said = {"matter": dossier.matter_id, "dossier": dossier.name, "root": root, "at": at.isoformat()}
    _write(at.year, {"destroyed": dossier.number, **said})


def disagreements() -> Iterator[Finding]:
    """Where the store is not as the files say: the newest anchor of each organisation, and what was destroyed."""
    newest: dict[str, Mapping[str, Any]] = {}
    for line in _lines():
        if "anchor" in line:
            newest[line["organisation"]] = max(newest.get(line["organisation"], line), line, key=lambda item: str(item["day"]))
        elif "destroyed" in line:
            yield from _come_back(line)
        else:
            yield Finding(None, f"an anchor cannot be read: {line['unreadable']}")
    for organisation in Organisation.objects.filter(slug__in=newest).order_by("pk"):
        yield from _not_as_anchored(organisation, newest[organisation.slug])


def _not_as_anchored(organisation: Organisation, line: Mapping[str, Any]) -> Iterator[Finding]:
    day = date.fromisoformat(line["day"])
    if digest_of_heads(heads_at_end_of(organisation, day)) == line["anchor"]:
        return
    known = Anchor.objects.filter(organisation=organisation, day=day, digest=line["anchor"]).exists()
    why = "a log was changed or removed since" if known else "it is older, as a backup is that was put back"
    yield Finding(None, f"{organisation.slug} is not as anchored on {day}: {why}")


def _come_back(line: Mapping[str, Any]) -> Iterator[Finding]:
    here = Act.objects.filter(matter_id=line["matter"], seq=0, digest=line["root"]).exists()
    if here and not Act.objects.filter(matter_id=line["matter"], dossier=line["dossier"], act="destroy").exists():
        yield Finding(line["matter"], f"dossier {line['destroyed']} was destroyed on {line['at'][:10]} and has come back: destroy it again")


def _catch_up() -> None:
    """Tells what was destroyed and not told, as when the program was killed in between."""
    told = {(line["matter"], line["dossier"], line["root"]) for line in _lines() if "destroyed" in line}
    roots = f"SELECT r.digest FROM {Act._meta.db_table} r WHERE r.matter_id = a.matter_id AND r.seq = 0"  # noqa: S608 - our own table
    with connection.cursor() as cursor:
        # with its value in the text, so that SQLite can use the partial index
        cursor.execute(f"SELECT a.matter_id, a.dossier, ({roots}) FROM {Act._meta.db_table} a WHERE a.act = 'destroy'")  # noqa: S608
        missing = [row for row in cursor.fetchall() if tuple(row) not in told]
    for matter, name, _root in missing:
        destroyed = Act.objects.filter(matter_id=matter, dossier=name, act="destroy").earliest("seq")
        tell_destroyed(Dossier.objects.get(matter_id=matter, name=name), destroyed.recorded_at)


def _write(year: int, said: Mapping[str, Any]) -> None:
    append_line(folder() / f"{year}.jsonl", json.dumps(said, sort_keys=True))


def _lines() -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder().glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield json.loads(line)
            except ValueError:
                yield {"unreadable": f"{path.name}, line {number}"}
