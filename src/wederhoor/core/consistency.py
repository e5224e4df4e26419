"""Whether the names within a procedure fit together: every act, role, stage, field and clause that is named exists.

A name that points nowhere is refused when the file is read, never when it is used.
"""

from collections.abc import Iterator

from wederhoor.core import consistency_acts, consistency_names, consistency_phrases
from wederhoor.core.known import Known
from wederhoor.core.procedure import Procedure
from wederhoor.core.shape import Wrong


def faults(procedure: Procedure) -> tuple[Wrong, ...]:
    """Every name that points nowhere, and every condition that can never hold."""
    known = Known(procedure)
    return (*_whole(procedure), *consistency_names.faults(known), *consistency_acts.faults(known), *consistency_phrases.faults(known))


def _whole(procedure: Procedure) -> Iterator[Wrong]:
    if procedure.retention is None:
        yield Wrong((), "hier ontbreekt [retention]: zonder bewaartermijn wordt een klachtenregeling niet in gebruik genomen.")
