"""One thing wrong in something that was read, said so that its writer can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a text or value that was read.

    `line` counts from 1 and is None where no line is known; `key` is the path of the key, or "" for the whole;
    `message` is plain Dutch.
    """

    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        """Where it is and what it is, on one line."""
        place = [f"regel {self.line}"] if self.line is not None else []
        if self.key:
            place.append(self.key)
        return f"{', '.join(place)}: {self.message}" if place else self.message


class Unreckonable(ValueError):  # noqa: N818 - named for what happened, as the words list asks
    """A date that the calendar cannot reckon; `fault` says why.

    Reading refuses such terms and dates beforehand, as values; this is what remains for a caller who did not ask.
    """

    def __init__(self, fault: Fault) -> None:
        """Keep the fault as the reason."""
        super().__init__(str(fault))
        self.fault = fault
