"""What goes in at the one door and what comes out."""

from dataclasses import dataclass, field

from wederhoor.actions.published import Published
from wederhoor.core.demand import Refusal
from wederhoor.core.log import FIRST, Entry
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member, Organisation


@dataclass(frozen=True, slots=True)
class Log:
    """The log of a matter that exists, and the dossier within it that an act is meant for."""

    matter_id: int
    dossier: str = FIRST


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter yet to be made, by `file` or (instance `year`) `open_year`; without a procedure's id the organisation's default one.

    `receipt`: whether whoever files it is mailed that it came. `published`: what the organisation published, where that was read already.
    `words`: what tells apart what was filled in; under one key other words are not the same call, and `Changed` says so.
    """

    organisation: Organisation
    procedure: str | None = None
    instance: str = FIRST
    receipt: bool = False
    published: Published | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a role, and the person who bears it: a member, or a party of the matter by its reference. Or the system.

    With both, the member writes down what the party did; the log says so.
    """

    role: str
    member: Member | None = None
    party: str | None = None
    system: bool = False


#: What the system does by itself.
BY_SYSTEM = Actor("system", system=True)


@dataclass(frozen=True, slots=True)
class NewParty:
    """A person whom an act names for the first time in a matter; stands in the data where a reference to a person is asked."""

    name: str = ""
    part: str = ""
    organisation_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as someone gave it, with the name that he gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as its writer wants it, instead of the template's own words."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The act stands in the log, at `seq` (from 0); `length` is now the length of the log. A repeated call gives the same.

    `row`: the row of the dossier as it is now.
    """

    matter_id: int
    dossier_id: int
    dossier: str
    number: str
    seq: int
    length: int
    row: Dossier = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed: why, by which clause, and which data lack. `parts`: where there are several reasons, each with its clause."""

    reason: str
    clause: str | None = None
    missing: tuple[str, ...] = ()
    parts: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was changed, since someone acted first: what was added after what the person had before him."""

    length: int
    added: tuple[Entry, ...]


Answer = Recorded | Refused | Changed
