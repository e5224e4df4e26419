"""Documents that an organisation publishes beside its regulation, such as the rules of a committee (EXT-23): PDF, for anyone."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from wederhoor.actions.content import content_type
from wederhoor.core.phrase import say
from wederhoor.core.procedure import Procedure
from wederhoor.organisations.models import Organisation, Publication

#: In bytes.
LARGEST: Final = 5_000_000
#: In characters.
_LONGEST_TITLE: Final = 200
#: Pages that the program makes itself; any other page of a regulation for everyone can be a document.
_MADE: Final = frozenset({"regulation", "form", "changes", "status", "processing_record"})


def acts_beside(procedure: Procedure) -> frozenset[str]:
    """The acts beside which the documents are shown: those that bring a dossier before another instance or ask for a document."""
    clauses = {clause for page in procedure.pages if page.id in promised(procedure) for clause in page.clause}
    asking = {rule.id for rule in procedure.acts if clauses & set(rule.clause)}
    return frozenset(asking | {instance.opened_by for instance in procedure.instances})


def promised(procedure: Procedure) -> dict[str, str | dict[str, str]]:
    """The pages for everyone that the regulation promises and that a document can be: their names by id."""
    return {page.id: page.name for page in procedure.pages if page.audience == "public" and page.id not in _MADE}


def publish_document(organisation: Organisation, *, title: str, page: str, content: bytes, now: datetime) -> Publication | str:
    """Publishes a PDF under a title, instead of the one that bore this title; or says why not."""
    if content_type(content) != "application/pdf":
        return say("Dit is geen PDF. Sla het document op als PDF en kies dat bestand.")
    if len(content) > LARGEST:
        return say("Dit bestand is te groot: een document is ten hoogste 5 MB.")
    slug = slugify(title)[:80].strip("-")
    if not slug:
        return say("Geef het document een titel met letters.")
    made = {"title": title[:_LONGEST_TITLE], "page": page, "content": content, "size": len(content), "published_at": now}
    try:
        with transaction.atomic():
            return Publication.objects.update_or_create(organisation=organisation, slug=slug, defaults=made)[0]
    except IntegrityError:
        return say("Een collega publiceerde dit document op hetzelfde moment. Kijk of het er goed staat.")


def withdraw_document(organisation: Organisation, slug: str) -> bool:
    """Takes a document away; False where there was none."""
    return bool(Publication.objects.filter(organisation=organisation, slug=slug).delete()[0])


def documents_of(organisation: Organisation) -> list[Publication]:
    """What an organisation publishes, by title and without the files themselves. One query."""
    return list(Publication.objects.filter(organisation=organisation).defer("content").order_by("title"))


def document(slug: str, name: str) -> Publication | None:
    """A document with its file, by the slug of its organisation and its own."""
    return Publication.objects.filter(organisation__slug=slug, slug=name).first()
