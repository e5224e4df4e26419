"""A real mail server (Postfix) on this machine only, with a folder, a port and one mailbox of its own, made and thrown away.

It takes mail for the two domains of the tests over SMTP and lays all of it in one maildir, with the headers that a mail server adds;
mail to `weg` it takes and then sends back.
Postfix begins as root only.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.dovecot import free_port

PROGRAM = "/usr/sbin/postfix"
_OWNER = "nobody"

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = /tmp
myhostname = mail.organisatie.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
virtual_mailbox_domains = zonland.example, {domains}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = regexp:{folder}/boxes
smtpd_reject_unlisted_recipient = no
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_recipient_restrictions = permit_mynetworks, reject
default_transport = error:this server sends nothing on
smtpd_peername_lookup = no
disable_dns_lookups = yes
local_recipient_maps =
alias_maps =
smtputf8_enable = no
"""
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def missing() -> str:
    """Why it cannot run here; "" where it can."""
    if not Path(PROGRAM).exists():
        return "no Postfix is installed (Debian: apt install postfix)"
    return "" if os.geteuid() == 0 else "Postfix begins as root only"


class Postfix:
    """A running server."""

    def __init__(self, domains: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wederhoor-postfix-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.port = free_port()
        owner = pwd.getpwnam(_OWNER)
        settings = {"folder": self.folder, "port": self.port, "domains": domains, "uid": owner.pw_uid, "gid": owner.pw_gid}
        (self.folder / "main.cf").write_text(MAIN.format(**settings), encoding="utf-8")
        (self.folder / "master.cf").write_text(MASTER.format(**settings), encoding="utf-8")
        (self.folder / "boxes").write_text("!/^weg@/ all/\n", encoding="utf-8")
        for name in ("queue", "data", "mail"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        shutil.chown(self.folder / "mail", owner.pw_uid, owner.pw_gid)
        self._command("start")
        self._wait()

    def _command(self, word: str) -> None:
        subprocess.run([PROGRAM, "-c", str(self.folder), word], check=True, capture_output=True, timeout=60)

    def _wait(self) -> None:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"Postfix does not start: {self.log()}")

    def log(self) -> str:
        """What it says of its work."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8") if path.exists() else "no log"

    @property
    def box(self) -> Path:
        """The maildir in which everything ends."""
        return self.folder / "mail" / "all"

    def delivered(self, count: int) -> list[bytes]:
        """Waits until so many mails lie in the mailbox; RuntimeError with its log where they do not come."""
        for _ in range(400):
            files = sorted((self.box / "new").glob("*")) if self.box.exists() else []
            if len(files) >= count:
                return [file.read_bytes() for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)]
            time.sleep(0.05)
        raise RuntimeError(f"Postfix delivered nothing: {self.log()}")

    def throw_away(self) -> None:
        """Stops it for good."""
        self._command("stop")
        shutil.rmtree(self.folder, ignore_errors=True)
