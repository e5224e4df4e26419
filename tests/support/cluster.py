"""A PostgreSQL server for one run of the tests, or of a measurement, made and thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

DEBIAN_SERVERS = Path("/usr/lib/postgresql")
SMALL = ("max_connections=60", "shared_buffers=64MB")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Nothing that a test stores has to survive a power cut."""


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server installed here, or None."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(DEBIAN_SERVERS.glob("*/bin/initdb"), key=lambda found: float(found.parent.parent.name))
    return versions[-1].parent if versions else None


def _as_server_user(command: list[str]) -> list[str]:
    """The server refuses root: run it as user postgres then."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass(frozen=True)
class Cluster:
    """A running server on this machine only: its folder, its programs, its port."""

    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> str:
        """The address of its first database, as WEDERHOOR_DATABASE_URL takes it."""
        return f"postgresql://wederhoor@127.0.0.1:{self.port}/postgres"

    @classmethod
    def start(cls, *, durable: bool = False) -> "Cluster":
        """Make a cluster in a folder of its own and start it; RuntimeError where no server is installed."""
        found = programs()
        if found is None:
            raise RuntimeError("No PostgreSQL server is installed here (Debian: apt install postgresql).")
        folder = Path(tempfile.mkdtemp(prefix="wederhoor-postgresql-"))
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        cluster = cls(folder=folder, programs=found, port=_free_port())
        cluster._run("initdb", "--username=wederhoor", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        chosen = (*SMALL, *(() if durable else QUICK), "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
        options = " ".join(f"-c {option}" for option in chosen)
        cluster._run("pg_ctl", "--wait", f"--log={folder / 'log'}", f"--options=-p {cluster.port} {options}", "start")
        return cluster

    def stop(self) -> None:
        """Stop the server at once and remove its folder."""
        self._run("pg_ctl", "--mode=immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), f"--pgdata={self.folder / 'data'}", *arguments]
        # a file, not a pipe: the server keeps its output open and a pipe would never end
        with (self.folder / "output").open("w+", encoding="utf-8") as output:
            done = subprocess.run(_as_server_user(command), stdout=output, stderr=subprocess.STDOUT, cwd=self.folder, check=False)
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed: {output.read()}")


if __name__ == "__main__":
    raise SystemExit(0 if programs() else 1)
