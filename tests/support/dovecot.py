"""A real IMAP server (Dovecot) on this machine only, with a folder, a port and users of its own, made and thrown away.

It runs as an ordinary user; where the tests run as root, as `nobody`. Tokens (XOAUTH2) are looked up at a small endpoint of ours.
"""

import grp
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread

from wederhoor.web import clock

ACCENTED = "accent@organisatie.example"
"""A user whose password has an accent: gehéim."""
PROGRAM = "/usr/sbin/dovecot"
_PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/dovecot"
_number = count(1)

CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
mailbox_idle_check_interval = 1s
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service stats {{
  client_limit = 100
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = home={folder}/mail/%u
}}
"""
OAUTH2 = """\
introspection_mode = auth
introspection_url = http://127.0.0.1:{port}/
username_attribute = username
active_attribute = active
active_value = true
"""


def is_here() -> bool:
    """Whether Dovecot with IMAP is installed."""
    return shutil.which("imap-login", path=_PLACES) is not None and Path(PROGRAM).exists()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _user() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@dataclass
class Tokens:
    """The endpoint at which the server asks whose a token is."""

    owners: dict[str, str] = field(default_factory=dict)

    def start(self) -> int:
        """Serves in a thread; answers its port."""
        owners = self.owners

        class Endpoint(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner = owners.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
                answer = json.dumps({"active": True, "username": owner} if owner else {"active": False}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self._server.server_port

    def stop(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


class Dovecot:
    """A running server. Users have the password `geheim`; `tokens.owners` says whose which token is."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wederhoor-dovecot-", dir="/tmp"))  # sockets need a short path
        self.port, self.tls_port = free_port(), free_port()
        self.tokens = Tokens()
        user = _user()
        self._owner = (user.pw_uid, user.pw_gid)
        self._ids = {"user": user.pw_name, "group": grp.getgrgid(user.pw_gid).gr_name}
        self._users = iter(range(300))
        self._process: subprocess.Popen[bytes] | None = None
        self._prepare()
        self.start()

    def _prepare(self) -> None:
        self._certify()
        settings = {"folder": self.folder, "port": self.port, "tls_port": self.tls_port, **self._ids}
        (self.folder / "dovecot.conf").write_text(CONFIG.format(**settings), encoding="utf-8")
        (self.folder / "oauth2.conf").write_text(OAUTH2.format(port=self.tokens.start()), encoding="utf-8")
        names = [*(f"klachten-{number}@organisatie.example:geheim" for number in range(300)), f"{ACCENTED}:gehéim"]
        (self.folder / "users").write_text("\n".join(names), encoding="utf-8")  # all at once: the server reads it anew once a second
        (self.folder / "mail").mkdir()
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, *self._owner)

    def _certify(self) -> None:
        names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
        files = ("-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "cert.pem"))
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
        subprocess.run(command, check=True, capture_output=True)

    def start(self) -> None:
        """Starts and waits until it listens; RuntimeError with its log where it does not."""
        user, group = self._owner
        become = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [*become, PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")], stderr=subprocess.DEVNULL, cwd=self.folder
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        log = self.folder / "log"
        raise RuntimeError(f"Dovecot does not start: {log.read_text(encoding='utf-8') if log.exists() else 'no log'}")

    def stop(self) -> None:
        """Stops it; users and mail stay."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def throw_away(self) -> None:
        """Stops it for good."""
        self.stop()
        self.tokens.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def user(self, name: str = "") -> str:
        """The next user, with an empty mailbox."""
        name = name or f"klachten-{next(self._users)}@organisatie.example"
        for part in ("cur", "new", "tmp"):
            (self.box(name) / part).mkdir(parents=True)
        for path in (self.box(name).parent, self.box(name), *self.box(name).iterdir()):
            os.chown(path, *self._owner)
        return name

    def box(self, user: str) -> Path:
        """Where a user's mail lies."""
        return self.folder / "mail" / user / "Maildir"

    def deliver(self, user: str, *raws: bytes, at: datetime | None = None) -> None:
        """Lays mails in a mailbox as a mail server does, with the moment of their arrival."""
        moment = (at or clock.now()).timestamp()
        for raw in raws:
            name = f"{int(moment)}.M{next(_number):09}P1.here"
            path = self.box(user) / "tmp" / name
            path.write_bytes(raw)
            path.chmod(0o644)
            os.chown(path, *self._owner)
            os.utime(path, (moment, moment))
            path.rename(self.box(user) / "new" / name)

    def held(self, user: str, folder: str = "") -> int:
        """How many mails lie in a folder."""
        place = self.box(user) / folder
        return sum(1 for part in ("new", "cur") for _ in (place / part).iterdir())


if __name__ == "__main__":
    raise SystemExit(0 if is_here() else 1)
