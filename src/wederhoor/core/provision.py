"""What a regulation provides around its procedure: letters, pages, addresses, who reads what, reports. Frozen values, no behaviour."""

from typing import Literal

from wederhoor.core.condition import Condition, Norm
from wederhoor.core.norm import Names
from wederhoor.core.wording import Words


class Letter(Norm):
    """A letter in our own words: for which act, in which instance, when, what it states. Placeholders are checked on reading."""

    act: str
    clause: Names = ()
    instance: str = "dossier"
    when: Condition | None = None
    states: Names = ()
    subject: Words
    body: Words


class Page(Norm):
    """A public or staff page, feed or export that the regulation promises."""

    id: str
    clause: Names
    audience: Literal["public", "complainant", "customer", "staff", "manager"]
    name: Words


class Exchange(Norm):
    """Another system that the regulation names, and what goes to and fro."""

    id: str
    clause: Names
    partner: str
    holds: Names = ()


class Address(Norm):
    """Where to turn in a stage: a setting of the organisation fills in the address itself; `role` is for whose attention."""

    id: str
    clause: Names
    stages: Names
    role: str
    channels: Names
    mailbox: str = ""
    post: str = ""


class Access(Norm):
    """Which roles read which stages and what content; `only_part`: only whoever has a part in the dossier."""

    clause: Names = ()
    roles: Names
    stages: Names = ()
    instance: str = "dossier"
    only_part: bool = False
    content: Names = ()


class Report(Norm):
    """What a report must hold, and the period it is about."""

    id: str
    clause: Names
    name: Words
    holder: str
    contents: Names
    period: Literal["calendar_year", "school_year", "free"] = "calendar_year"
    by_holder: bool = False


class Audience(Norm):
    """Under which names the organisation trades and whom the regulation is for; it bars nobody."""

    clause: Names = ()
    trades_as: Names = ()
