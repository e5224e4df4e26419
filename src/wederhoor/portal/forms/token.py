"""The signed token of a form: one key for everything sent from it, and when it was opened. It needs no cookie and no store."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing

from wederhoor.web.fields import Posted

#: A form that comes back sooner was not filled in by a person.
SHORTEST: Final = timedelta(seconds=2)
#: The names of the token and of the field that only a machine fills in.
FIELD: Final = "formulier"
HONEYPOT: Final = "website"
CONFIRMED: Final = "mens"
#: Ticked where a form was filed before, and what it says now is a complaint of its own.
ANEW: Final = "nieuwe-klacht"
_SALT: Final = "wederhoor.portal.form"


@dataclass(frozen=True, slots=True)
class Token:
    """`key` makes a repeated sending the same one; `genuine` is False where the signature was not ours."""

    key: str
    opened: datetime
    genuine: bool = True

    @property
    def filed(self) -> str:
        """As what is filed with it is known by: the key itself, with which files and drafts are opened, is kept nowhere."""
        return f"web-{hashlib.sha256(self.key.encode()).hexdigest()[:32]}"

    def words(self, *said: object) -> str:
        """What tells apart what was filled in, of which nobody without the form can try what it was."""
        return hmac.new(self.key.encode(), json.dumps(said, default=str, sort_keys=True).encode(), hashlib.sha256).hexdigest()[:32]

    def anew(self, words: str) -> "Token":
        """For what was filled in after the form was filed, as a filing of its own: the same however often it is sent."""
        return replace(self, key=hmac.new(self.key.encode(), words.encode(), hashlib.sha256).hexdigest()[:32])

    @property
    def signed(self) -> str:
        """As it stands in the form."""
        return signing.dumps([self.key, int(self.opened.timestamp())], salt=_SALT)


def new_token(now: datetime) -> Token:
    """For a form that is opened now."""
    return Token(secrets.token_hex(16), now)


def read_token(post: Posted, now: datetime) -> Token:
    """The token of a form that came back; a new one, not genuine, where it is missing or altered."""
    given = [str(one) for one in post.getlist(FIELD)]
    try:
        key, opened = signing.loads(given[-1] if given else "", salt=_SALT)
        return Token(str(key), datetime.fromtimestamp(int(opened), UTC))
    except (signing.BadSignature, ValueError, TypeError):
        fresh = new_token(now)
        return Token(fresh.key, fresh.opened, genuine=False)


def is_doubtful(token: Token, post: Posted, now: datetime) -> bool:
    """Whether a machine may have sent this. It is never thrown away: the sender ticks a box on the review page."""
    if any(post.getlist(CONFIRMED)):
        return False
    return not token.genuine or any(post.getlist(HONEYPOT)) or now - token.opened < SHORTEST
