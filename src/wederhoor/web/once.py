"""A form sent twice is sent once; whoever went back in his browser and wrote something else sends it for the first time."""

import hashlib
import hmac
import json
from collections.abc import Collection
from typing import Final

from django.http import HttpRequest

_OURS: Final = frozenset({"csrfmiddlewaretoken"})


def once(request: HttpRequest, key: str, *, apart: Collection[str]) -> str:
    """By which a form that is sent again with the same answers is known: of its `key`, without which nobody can try what was answered.

    `apart`: the fields that no one answers.
    """
    said = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _OURS and name not in apart)
    brought = sorted((file.name or "", file.size or 0) for files in request.FILES.lists() for file in files[1])
    return hmac.new(key.encode(), json.dumps([said, brought]).encode(), hashlib.sha256).hexdigest()[:32]
