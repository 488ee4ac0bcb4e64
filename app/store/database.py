"""The encrypted SQLite database: opening, pragmas, and one synced transaction at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from app.errors import EnvironmentFault, ProgramFault
from app.store.faults import translated

OLDEST_SQLITE = (3, 51, 3)
"""Before it a WAL reset race could corrupt a database (sqlite.org/wal.html#walresetbug)."""

CIPHER = "chacha20"  # ChaCha20-Poly1305: each page authenticated
_CHECKPOINT_PAGES = 4_000
_BUSY_MS = 2_000
_BUSY_CHECK_MS = 30_000

Value = int | float | str | bytes | None
Row = tuple[Any, ...]


class Database:
    """A connection. ``vfs`` names a VFS below the cipher (tests put their faults there)."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        create: bool = False,
        read_only: bool = False,
        vfs: str | None = None,
    ) -> None:
        """Open ``path`` with a raw 256-bit key. Only ``create`` makes a file that is not there.

        Raises EnvironmentFault: ``old_sqlite``, ``wrong_key``, ``corrupt_database``, …
        """
        check_sqlite(apsw.sqlite_lib_version())
        self.path = path
        self._vfs = vfs
        self.lock = threading.RLock()
        self._in_transaction = False
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        with translated(path):
            self._connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
        try:
            self._set_up(key, read_only=read_only)
        except BaseException:
            self._connection.close(True)  # noqa: FBT003 - apsw takes it by position only
            raise

    def _set_up(self, key: bytes, *, read_only: bool) -> None:
        connection = self._connection
        connection.set_busy_timeout(_BUSY_MS)
        try:
            with translated(self.path):
                connection.pragma("cipher", CIPHER)
                connection.pragma("key", f"raw:{key.hex()}")
                connection.pragma("journal_mode", "wal")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except EnvironmentFault as fault:
            if isinstance(fault.__cause__, apsw.NotADBError):
                raise _wrong_key(self.path) from fault
            raise
        with translated(self.path):
            connection.pragma("synchronous", "full")
            connection.pragma("foreign_keys", "on")
            connection.pragma("trusted_schema", "off")
            connection.pragma("wal_autocheckpoint", _CHECKPOINT_PAGES)
            connection.pragma("temp_store", "memory")  # no plaintext in temporary files
            connection.pragma("query_only", read_only)
            if connection.pragma("synchronous") != 2:
                raise EnvironmentFault("not_durable", "SQLite không nhận synchronous=FULL.")

    def rows(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> list[Row]:
        """All rows of a query."""
        with self.lock, translated(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> Row | None:
        """The first row of a query; None where there is none."""
        with self.lock, translated(self.path):
            return self._connection.execute(sql, values).fetchone()

    def write(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> int:
        """Change rows inside a transaction; returns how many."""
        if not self._in_transaction:
            raise ProgramFault("no_transaction", "Lỗi chương trình: ghi ngoài giao dịch.")
        with translated(self.path):
            self._connection.execute(sql, values)
            return self._connection.changes()

    def write_all(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Run one changing statement for each of ``values``, inside a transaction."""
        if not self._in_transaction:
            raise ProgramFault("no_transaction", "Lỗi chương trình: ghi ngoài giao dịch.")
        with translated(self.path):
            self._connection.executemany(sql, values)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside the block belongs to one moment, whoever writes meanwhile."""
        with self.lock, translated(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, committed with one sync at the end; rolled back where it raises.

        Other threads wait. Where the disk fails in the commit itself, whether it counts is
        unknown until the store is opened again: all of it or nothing.
        """
        with self.lock:
            if self._in_transaction:
                raise ProgramFault("nested", "Lỗi chương trình: giao dịch lồng nhau.")
            with translated(self.path):
                self._connection.execute("BEGIN IMMEDIATE")
            self._in_transaction = True
            try:
                yield
                with translated(self.path):
                    self._connection.execute("COMMIT")
            except EnvironmentFault:
                self._roll_back()
                self._forget_memory()
                raise
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._in_transaction = False

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is running; ask only while holding ``lock``."""
        return self._in_transaction

    def _roll_back(self) -> None:
        # After some errors SQLite has rolled back by itself; another error here changes nothing,
        # since what was not committed is ignored when the file is opened again.
        with suppress(apsw.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _forget_memory(self) -> None:
        # FTS5 keeps its totals in memory, and where a read fails beneath them it counts on from
        # nothing. Reading the schema again makes every virtual table anew.
        with suppress(apsw.Error):
            self._connection.pragma("writable_schema", "reset")

    @property
    def version(self) -> int:
        """The schema's version, ``PRAGMA user_version``."""
        with self.lock, translated(self.path):
            return int(self._connection.pragma("user_version"))

    def set_version(self, version: int) -> None:
        """Set the schema's version, inside the migration's transaction."""
        self.write(f"PRAGMA user_version = {version:d}")

    def run_script(self, script: str) -> None:
        """Run several statements inside a transaction."""
        self.write(script)

    def copy_to(self, target: Path, key: bytes) -> None:
        """Write a consistent copy, encrypted with ``key``, while others go on using the store."""
        copy = Database(target, key, create=True, vfs=self._vfs)
        try:
            with self.lock, translated(target):
                backup = copy._connection.backup("main", self._connection, "main")
                try:
                    while not backup.done:
                        backup.step(1_000)
                    backup.finish()
                finally:
                    backup.close(True)  # noqa: FBT003 - apsw takes it by position only
            copy.fold_wal()
        finally:
            copy.close()

    def fold_wal(self) -> None:
        """Put everything into the one file, without a WAL beside it."""
        with self.lock, translated(self.path):
            self._connection.pragma("journal_mode", "delete")

    def checkpoint(self) -> None:
        """Move the WAL into the database as far as no reader is in the way."""
        with self.lock, translated(self.path):
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)

    def integrity_problems(self) -> list[str]:
        """What ``PRAGMA integrity_check`` finds; also reads and authenticates every page."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(50)")]
        return [line for line in found if line != "ok"]

    def search_is_intact(self, table: str) -> bool:
        """Whether an FTS5 table agrees with its content table; changes nothing.

        SQLite counts the check as writing: it waits longer than a write for a desk that is busy.
        """
        with self.lock, translated(self.path):
            read_only = self._connection.pragma("query_only")
            self._connection.set_busy_timeout(_BUSY_CHECK_MS)
            self._connection.pragma("query_only", False)  # noqa: FBT003 - the check counts as writing
            try:
                self._connection.execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - a table of ours
                )
            except apsw.CorruptError:
                return False
            finally:
                self._connection.pragma("query_only", read_only)
                self._connection.set_busy_timeout(_BUSY_MS)
            return True

    def close(self) -> None:
        """Close; raises EnvironmentFault where the disk fails. Closing twice changes nothing."""
        with self.lock, translated(self.path):
            self._connection.close()


def check_library() -> str:
    """Name the SQLite that is installed; raises EnvironmentFault (``old_sqlite``)."""
    check_sqlite(apsw.sqlite_lib_version())
    return f"SQLite {apsw.sqlite_lib_version()} · {CIPHER}"


def check_sqlite(version: str) -> None:
    """Refuse an SQLite below 3.51.3; raises EnvironmentFault (``old_sqlite``)."""
    if tuple(int(part) for part in version.split(".")[:3]) < OLDEST_SQLITE:
        raise EnvironmentFault(
            "old_sqlite",
            f"SQLite {version} quá cũ (cần từ 3.51.3).",
            advice="Chạy lại make setup.",
        )


def _wrong_key(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        "wrong_key",
        f"Khóa không mở được {path}, hoặc tệp này đã hỏng.",
        advice="Chỉ đúng tệp khóa (--key-file) hoặc đăng nhập đúng tài khoản máy. Cơ sở dữ liệu"
        " không bị thay đổi; nếu khóa đã mất, dùng restore với bản sao lưu và khóa của nó.",
    )
