"""The mail worker: takes letters whose moment has come from the outbox and gives them to the carrier, each once."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_noop

from wederhoor.actions.outbox import Outgoing, claim, doubtful, failed, give_up, handing, left, unreached
from wederhoor.exchange.mail_out.carriers import Carrier, Fate, carrier
from wederhoor.exchange.mail_out.letter import Unmailable, as_mail, destination

Clock = Callable[[], datetime]


def post_waiting(*, clock: Clock, most: int = 100, stop: Callable[[], bool] = lambda: False) -> int:
    """Sends at most `most` letters that wait, over one connection; returns how many were accepted. `stop` is asked between two."""
    accepted = 0
    give_up(now=clock())
    carries = carrier()
    try:
        for _ in range(most):
            letter = None if stop() else claim(now=clock())
            if letter is None:
                break
            fate = _post(letter, carries, clock)
            accepted += fate is Fate.ACCEPTED
            if fate is Fate.UNREACHED:
                break
    finally:
        carries.close()
    return accepted


def _post(letter: Outgoing, carries: Carrier, clock: Clock) -> Fate:
    try:
        mail, to = as_mail(letter), destination(letter.address)
    except (Unmailable, ValueError) as fault:
        failed(
            letter,
            str(fault) if isinstance(fault, Unmailable) else gettext_noop("Van deze brief is geen mail te maken."),
            now=clock(),
            for_good=True,
        )
        return Fate.REFUSED
    fate, why = carries.carry(mail, sender=letter.around.sender, to=to, handing=lambda: handing(letter, now=clock()))
    if fate is Fate.ACCEPTED:
        left(letter, now=clock())
    elif fate is Fate.UNKNOWN:
        doubtful(letter, now=clock())
    elif fate is Fate.UNREACHED:
        unreached(letter, why, now=clock())
    else:
        failed(letter, why, now=clock(), for_good=fate is Fate.REFUSED)
    return fate
