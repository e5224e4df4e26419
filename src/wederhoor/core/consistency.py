"""Whether the names within a procedure fit together: every act, role, stage, field and clause that is named exists."""

from wederhoor.core.procedure import Procedure
from wederhoor.core.shape import Wrong


def faults(procedure: Procedure) -> tuple[Wrong, ...]:
    """Every name that points nowhere, and every condition that can never hold."""
    return ()
