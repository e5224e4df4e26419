"""An organisation in which a second reader reads the answers to complainants, and one letter that waits for him."""

from tests.factories.house import HOUR, NOW, a_member, took
from tests.factories.lives import MANAGER, Cast, begun
from wederhoor.actions.templates import set_reader
from wederhoor.core.procedure import Procedure
from wederhoor.core.provision import Letter as Norm
from wederhoor.organisations.models import Member, Organisation
from wederhoor.organisations.regulations import load_procedure


def regulation(organisation: Organisation) -> Procedure:
    """The regulation of an organisation."""
    return load_procedure(organisation.procedures.get())


def norm(organisation: Organisation, act: str, place: int = 0, *, instance: str = "dossier") -> Norm:
    """A letter of its regulation, by its act."""
    return [one for one in regulation(organisation).letters if (one.act, one.instance) == (act, instance)][place]


def read_by(organisation: Organisation, act: str, *, by: Member, role: str = "staff") -> None:
    """From now on that role reads the letters of this act first."""
    assert set_reader(organisation, regulation(organisation), norm(organisation, act), role=role, by=by, now=NOW)


def acknowledgement_to_read(role: str = "staff", channel: str = "mail") -> tuple[Cast, Member]:
    """An acknowledgement by the manager that waits for a second reader, and a colleague who may read it."""
    cast = begun()
    read_by(cast.dossier.organisation, "acknowledge", by=cast.manager, role=role)
    reader = a_member(cast.dossier.organisation, MANAGER, name="Lezer Lijster")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel=channel)
    return cast, reader
