"""The databases that every test of the central runs on: SQLite and PostgreSQL.

Fixtures for a conftest or a test module to name as its own. One PostgreSQL server is shared, and
started by the first test that wants it; each test gets a database of its own.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.central.postgresql import PostgresqlServer

_SERVER = pytest.StashKey[PostgresqlServer]()

WITHOUT_POSTGRESQL = pytest.mark.skipif(
    sys.platform == "win32", reason="the tests start PostgreSQL where there are unix sockets"
)

NewDatabase = Callable[[], str]


@pytest.fixture
def postgresql(pytestconfig: pytest.Config) -> PostgresqlServer:
    """The shared server; ended with the test run, however that ends."""
    if _SERVER not in pytestconfig.stash:
        server = PostgresqlServer()
        pytestconfig.add_cleanup(server.stop)
        pytestconfig.stash[_SERVER] = server
    return pytestconfig.stash[_SERVER]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=WITHOUT_POSTGRESQL)])
def backend(request: pytest.FixtureRequest) -> str:
    """Which of the two the central stands on."""
    name: str = request.param
    return name


@pytest.fixture
def new_database(
    backend: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[NewDatabase]:
    """Makes empty databases for one test; each call gives the URL of another."""
    made: list[str] = []
    server: PostgresqlServer | None = None
    if backend == "postgresql":
        server = request.getfixturevalue("postgresql")

    def make() -> str:
        made.append(
            sqlite_url(tmp_path, f"central-{len(made)}")
            if server is None
            else server.new_database()
        )
        return made[-1]

    yield make
    if server is not None:
        for url in made:
            server.drop_later(url)


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    """The URL of an empty database."""
    return new_database()


class DatabaseCopies:
    """Backups of databases with which nobody is connected."""

    def __init__(self, server: PostgresqlServer | None) -> None:
        self._server = server
        self._copy = ""

    def back_up(self, url: str) -> None:
        """Keep a copy of the database as it is now."""
        if self._server is not None:
            self._copy = self._server.copy(url)
        else:
            shutil.copy(_file(url), _file(url).with_suffix(".backup"))

    def restore(self, url: str) -> None:
        """Put the copy in its place; whatever came later is gone."""
        if self._server is not None:
            self._server.drop(url)
            self._server.copy(self._copy, url)
            return
        for rest in _file(url).parent.glob(f"{_file(url).name}*"):
            rest.unlink()
        shutil.copy(_file(url).with_suffix(".backup"), _file(url))

    def remove(self) -> None:
        """At the end."""
        if self._server is not None and self._copy:
            self._server.drop(self._copy)


@pytest.fixture
def database_copies(backend: str, request: pytest.FixtureRequest) -> Iterator[DatabaseCopies]:
    """For tests of a central that is restored."""
    shared = backend == "postgresql"
    copies = DatabaseCopies(request.getfixturevalue("postgresql") if shared else None)
    yield copies
    copies.remove()


@pytest.fixture
def postgresql_url(postgresql: PostgresqlServer) -> Iterator[str]:
    """An empty database of the shared server, for tests that are about PostgreSQL."""
    url = postgresql.new_database()
    yield url
    postgresql.drop_later(url)


@pytest.fixture
def durable_server() -> Iterator[PostgresqlServer]:
    """A server of the test's own, which it may crash, with all that durability costs."""
    server = PostgresqlServer(durable=True)
    yield server
    server.stop()


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def sqlite_url(directory: Path, name: str = "central") -> str:
    """The URL of a database file in ``directory``."""
    return f"sqlite:///{(directory / f'{name}.sqlite').as_posix()}"
