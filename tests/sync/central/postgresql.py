"""A PostgreSQL server of the tests' own: a cluster in a temporary directory, on a unix socket.

Nobody but the user of the tests can reach it, and nothing of it is left behind. PostgreSQL runs
for no root, so there it runs as ``postgres``, or ``nobody``.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

DEBIAN = Path("/usr/lib/postgresql")
USER = "qmc"
START_WAIT_S = 60.0
TICK_S = 0.02
KEPT_DATABASES = 10

ANY = ("listen_addresses=", "max_connections=200", "autovacuum=off")
QUICK = ("fsync=off", "full_page_writes=off")
"""Safe as long as the machine stands: only a power cut would be noticed."""


class PostgresqlServer:
    """Starts when it is made. ``durable`` keeps the settings that survive a power cut.

    ``crash`` ends it without a word, ``start`` brings it back over the same files.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._bin = binaries()
        # Not the test's own directory: a socket's path may have some hundred characters only.
        self._place = Path(tempfile.mkdtemp(prefix="qmc-pg-"))
        self._settings = ANY if durable else ANY + QUICK
        self._names = count()
        self._finished: deque[str] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        try:
            if (owner := _owner()) is not None:
                shutil.chown(self._place, owner[0])
            self._init()
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self, *, largest_file_kib: int | None = None) -> None:
        """Start it and wait until it serves; a file that would grow larger is a full disk."""
        settings = [word for each in self._settings for word in ("-c", each)]
        command = [self._program("postgres"), "-D", self._data, "-k", str(self._place), *settings]
        if largest_file_kib is not None:
            command = ["bash", "-c", f'ulimit -f {largest_file_kib}; exec "$@"', "bash", *command]
        with (self._place / "log").open("ab") as log:
            self._process = subprocess.Popen(
                _as_owner(command), stdin=subprocess.DEVNULL, stderr=log, start_new_session=True
            )
        self._wait_until_it_serves(self._process)

    def crash(self) -> None:
        """End it at once: no checkpoint, no farewell; the next start has to recover."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it and remove all of it. Twice is fine."""
        if self._process is not None:
            self.crash()
        shutil.rmtree(self._place, ignore_errors=True)

    # -- databases

    def new_database(self, options: LiteralString = "") -> str:
        """Make an empty database; its URL."""
        name = f"t{next(self._names)}"
        statement = sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), sql.SQL(options))
        with self.connect("postgres") as connection:
            connection.execute(statement)
        return self.url(name)

    def copy(self, url: str, to: str | None = None) -> str:
        """Copy the database, with which nobody may be connected, ``to`` a URL or a new one."""
        name = f"t{next(self._names)}" if to is None else name_of(to)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(name_of(url))
        )
        with self.connect("postgres") as connection:
            connection.execute(statement)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database, whoever is connected."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self.connect("postgres") as connection:
            connection.execute(statement.format(sql.Identifier(name_of(url))))

    def drop_later(self, url: str) -> None:
        """Remove it when some later tests are over: centrals stop beside the tests that follow,
        and PostgreSQL waits for each session that it has to end."""
        self._finished.append(url)
        if len(self._finished) > KEPT_DATABASES:
            self.drop(self._finished.popleft())

    def url(self, name: str) -> str:
        """The central's URL of a database."""
        return f"postgresql+psycopg://{USER}@/{name}?host={quote(str(self._place))}"

    def connect(self, database: str) -> psycopg.Connection[TupleRow]:
        """A session beside the central's; each statement commits by itself."""
        return psycopg.connect(host=str(self._place), user=USER, dbname=database, autocommit=True)

    @contextmanager
    def held(self, url: str, table: LiteralString) -> Iterator[None]:
        """Another session holds ``table``: it can be read and its rows locked, not written."""
        statement = sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table))
        with self.connect(name_of(url)) as connection, connection.transaction():
            connection.execute(statement)
            yield

    def wait_until_blocked(self, url: str, sessions: int, futures: Sequence[Future[Any]]) -> None:
        """Until so many sessions of the database wait for a lock; none of the calls may end."""
        query = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = %s AND wait_event_type = 'Lock' AND backend_type = 'client backend'"
        )
        with self.connect("postgres") as connection:
            while True:
                row = connection.execute(query, (name_of(url),)).fetchone()
                if row is not None and row[0] >= sessions:
                    return
                ended = [each.result() for each in futures if each.done()]
                assert not ended, "it should wait for its turn"

    # -- the processes

    @property
    def _data(self) -> str:
        return str(self._place / "data")

    def _program(self, name: str) -> str:
        return str(self._bin / name)

    def _init(self) -> None:
        made = subprocess.run(
            _as_owner(
                [
                    *(self._program("initdb"), "-D", self._data, "-U", USER, "-A", "trust"),
                    *("--encoding=UTF8", "--no-locale", "--no-sync", "--wal-segsize=1"),
                ]
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise RuntimeError(f"initdb: {made.stdout}{made.stderr}")

    def _wait_until_it_serves(self, process: subprocess.Popen[bytes]) -> None:
        for _ in range(int(START_WAIT_S / TICK_S)):
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                try:
                    process.wait(TICK_S)  # for the tick, or until it has ended
                except subprocess.TimeoutExpired:
                    continue
                break
            return
        raise RuntimeError(f"postgres: {(self._place / 'log').read_text(encoding='utf-8')}")


def name_of(url: str) -> str:
    """The database's name."""
    return urlsplit(url).path.removeprefix("/")


def binaries() -> Path:
    """Where initdb and postgres are: on PATH, else the newest that Debian has installed.

    Raises RuntimeError with what to do: no test of the central is passed over in silence.
    """
    if (found := shutil.which("initdb")) is not None:
        place = Path(found).resolve().parent
        if (place / "postgres").exists():
            return place
    installed = [each.parent for each in DEBIAN.glob("*/bin/initdb")]
    if not installed:
        raise RuntimeError("PostgreSQL's server is missing. Please run: make setup-system")
    return max(installed, key=lambda each: int(each.parent.name))


def _owner() -> tuple[str, int] | None:
    """Whom the server runs as (and the group), where it can't be the user of the tests."""
    if sys.platform == "win32":
        raise RuntimeError("these tests start PostgreSQL on Linux and macOS only")
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - Windows has none

    users = {each.pw_name: each for each in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return user.pw_name, user.pw_gid


def _as_owner(command: list[str]) -> list[str]:
    """The command as that user; it ends when the tests are killed."""
    if shutil.which("setpriv") is None:
        return command  # macOS; and as root initdb says that it won't
    owner = _owner()
    change = (
        [] if owner is None else ["--reuid", owner[0], "--regid", str(owner[1]), "--clear-groups"]
    )
    return ["setpriv", "--pdeathsig", "INT", *change, *command]
