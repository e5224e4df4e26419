"""A small provider of OpenID Connect within the test's own process: discovery, keys, codes with PKCE, signed tokens, each code once."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from wederhoor.web import clock


@dataclass
class Provider:
    """`claims`: what its next token says otherwise; `verified`: what it says of every address.

    `key`: with which it signs, of those that it publishes unless a test says not.
    """

    email: str = "noor@zonland.example"
    claims: dict[str, Any] = field(default_factory=dict)
    verified: dict[str, Any] = field(default_factory=lambda: {"email_verified": True})
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signs_with: RSAKey | OctKey | None = None
    algorithm: str = "RS256"
    issuer: str = ""
    says_of_itself: dict[str, Any] = field(default_factory=dict)
    down: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in(self, address: str) -> str:
        """What a browser does at its page: the query with which it comes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return urlencode({"code": code, "state": asked["state"]})

    def token(self, said: dict[str, str]) -> dict[str, str] | None:
        """The token for a code; nothing for one that was used, or where the verifier is not its own."""
        asked = self.codes.pop(said.get("code", ""), None)
        made = base64.urlsafe_b64encode(hashlib.sha256(said["code_verifier"].encode()).digest()).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != made or asked["redirect_uri"] != said["redirect_uri"]:
            return None
        if said.get("client_secret") != "geheim":
            return None
        now = int(clock.now().timestamp())
        claims = {"iss": self.issuer, "aud": asked["client_id"], "sub": "1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= {"email": self.email, **self.verified, **self.claims}
        header = {"alg": self.algorithm, "kid": "one"}
        return {"id_token": jwt.encode(header, claims, self.signs_with or self.key, algorithms=["RS256", "HS256"])}

    def answer(self, path: str, said: dict[str, str]) -> object:
        """What it says at an address of its own."""
        if self.down:
            return None
        if path == "/keys":
            return KeySet([self.key]).as_dict(private=False)
        if path == "/token":
            return self.token(said)
        endpoints = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{page}" for name, page in endpoints.items()}, **self.says_of_itself}


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """The provider at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            said = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            found = provider.answer(urlsplit(self.path).path, said)
            self.send_response(200 if found is not None else 400)
            self.end_headers()
            self.wfile.write(json.dumps(found if found is not None else {"error": "invalid_grant"}).encode())

        do_POST = do_GET  # noqa: N815 - the same

        def log_message(self, *_: object) -> None:
            """It says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
