"""What every verb is handed: clock, data directory, keys, officer, the law's data."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.clock.time import Clock
from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.agencies.succession import Successions
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.fees.in_words import WordStyle
    from app.keys.provider import KeyProvider
    from app.provincial_law.folder import LawFolder
    from app.reception.desk import Desk
    from app.store.store import Store

MAX_STDIN_BYTES = 64 * 1024 * 1024
KEY_FILE_VARIABLE = "QMC_KEY_FILE"
KEYRING_VARIABLE = "QMC_KEYRING"
"""Names a keyring backend, ``module.Class``, where the system's own choice is not wanted."""
APPLICATION = "quay-mot-cua"
COPY_WAIT_S = 5.0
"""So long a verb waits at most for the second place of what is unsent."""
DEMONSTRATION_KEY = "demonstration.key"
"""A demonstration's store is no secret: its key lies beside it, and every verb finds it there."""


class CommandContext:
    """The surroundings of one run of a verb; nothing is opened before it is asked for."""

    def __init__(
        self,
        *,
        clock: Clock,
        named_data: Path | None,
        key_file: Path | None,
        officer: str | None,
        time_is_named: bool = False,
        stdin: BinaryIO | None = None,
    ) -> None:
        self.clock = clock
        self.named_data = named_data
        self.officer = officer
        self.exit_status = 0
        self._key_file = key_file
        self._time_is_named = time_is_named
        self._stdin = stdin
        self._catalogue: Catalogue | None = None
        self._calendar: WorkingCalendar | None = None

    @property
    def data(self) -> Path:
        """``--data``, or the platform's directory for this program."""
        if self.named_data is not None:
            return self.named_data
        import platformdirs  # noqa: PLC0415 - most verbs of scripts name their directory

        return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))

    def report_problem(self) -> None:
        """End with status 1 although the full document is printed (``verify``, ``doctor``)."""
        self.exit_status = 1

    def stdin_bytes(self) -> bytes:
        """Read standard input whole; InvalidInput (``too_large``) over 64 MiB."""
        data = (self._stdin or sys.stdin.buffer).read(MAX_STDIN_BYTES + 1)
        if len(data) > MAX_STDIN_BYTES:
            raise InvalidInput("too_large", "Dữ liệu vào quá 64 MiB.", field="stdin")
        return data

    def stdin_text(self, value: str) -> str:
        """Return ``value``, or standard input as UTF-8 where it is ``-``."""
        if value != "-":
            return value
        try:
            return self.stdin_bytes().decode("utf-8-sig")  # PowerShell writes a mark first
        except UnicodeDecodeError:
            raise InvalidInput("not_utf8", "Dữ liệu vào không phải UTF-8.", field="stdin") from None

    def passphrase(self, file: str | None) -> str | None:
        """The first line of ``file`` (``-``: standard input); None where no file is named."""
        if file is None:
            return None
        try:
            text = self.stdin_text("-") if file == "-" else Path(file).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise InvalidInput(
                "unreadable",
                f"Không đọc được tệp mật khẩu: {type(error).__name__}.",
                field="passphrase-file",
            ) from None
        lines = text.splitlines()
        if not lines or not lines[0].strip():
            raise InvalidInput("missing", "Cụm mật khẩu trống.", field="passphrase-file")
        return lines[0].strip()

    def catalogue(self) -> Catalogue:
        """The catalogue of procedures, loaded once: the program's, and the province's over it."""
        from app.provincial_law.law_in_force import catalogue_in_force  # noqa: PLC0415 - verbs start lean

        if self._catalogue is None:
            self._catalogue = catalogue_in_force(self.law_folder())
        return self._catalogue

    def law_folder(self) -> LawFolder:
        """The law's data that an administrator put over the program's (docs/adr/0015)."""
        from app.provincial_law.folder import LawFolder  # noqa: PLC0415 - as above

        return LawFolder.in_data(self.data)

    def local_fees(self) -> Path | None:
        """The file of the council's amounts; None where there is none."""
        return self.law_folder().fees_in_use()

    def calendar(self) -> WorkingCalendar:
        """The working calendar, loaded once, in the same layers."""
        from app.provincial_law.law_in_force import calendar_in_force  # noqa: PLC0415 - as above

        if self._calendar is None:
            self._calendar = calendar_in_force(self.law_folder())
        return self._calendar

    def successions(self) -> Successions:
        """The agencies that were dissolved, as the province says it."""
        from app.agencies.succession import load_successions  # noqa: PLC0415 - as above

        return load_successions(self.law_folder().agencies)

    def wording(self) -> WordStyle:
        """How the province writes amounts in words."""
        from app.fees.wording import load_wording  # noqa: PLC0415 - as above

        return load_wording(self.law_folder().wording)

    def keys(self) -> KeyProvider:
        """The key file where one is named, a demonstration's own, else the system's keyring."""
        from app.keys.key_file import KeyFile  # noqa: PLC0415 - as above
        from app.keys.system_keyring import SystemKeyring, load_backend  # noqa: PLC0415 - as above

        named = self.named_keys()
        if named is not None:
            return named
        demonstration = self.data / DEMONSTRATION_KEY
        if demonstration.is_file():
            return KeyFile(demonstration)
        backend = os.environ.get(KEYRING_VARIABLE)
        return SystemKeyring(load_backend(backend) if backend else None)

    def named_keys(self) -> KeyProvider | None:
        """The key file of ``--key-file`` or ``QMC_KEY_FILE``; None where neither is given."""
        from app.keys.key_file import KeyFile  # noqa: PLC0415 - as above

        named = self._key_file or os.environ.get(KEY_FILE_VARIABLE)
        return KeyFile(Path(named)) if named else None

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[Store]:
        """Open this desk's store and close it cleanly."""
        from app.keys.machine import machine_fingerprint  # noqa: PLC0415 - as above
        from app.store.copy_settings import queue_to_copy  # noqa: PLC0415 - as above
        from app.store.manifest import read_manifest  # noqa: PLC0415 - as above
        from app.store.opening import no_store  # noqa: PLC0415 - as above
        from app.store.store import open_store  # noqa: PLC0415 - as above

        if read_manifest(self.data) is None:  # before a keyring is asked for a key to nothing
            raise no_store(self.data)
        with open_store(
            self.data,
            self.keys(),
            clock=self.clock,
            machine=machine_fingerprint(),
            read_only=read_only,
        ) as store:
            before = None if read_only else queue_to_copy(store)
            try:
                yield store
            finally:
                if before is not None and queue_to_copy(store) != before:
                    _copy_unsent(store)

    def desk(self, store: Store) -> Desk:
        """The use cases over ``store`` in the name of the officer of this run.

        Who names the time by ``--as-of`` says by that that it is right: it is logged as a
        confirmed clock, where the store would doubt it. A demonstration's day was played by a
        clock of its own, and nothing is at stake there.
        """
        from app.accounts.roles import Act, permits  # noqa: PLC0415 - as above
        from app.ids import new_id  # noqa: PLC0415 - as above
        from app.reception.confirm_clock import confirm_clock  # noqa: PLC0415 - as above
        from app.reception.desk import Desk  # noqa: PLC0415 - as above

        account = self.known_officer(store)
        desk = Desk(
            store=store,
            catalogue=self.catalogue(),
            calendar=self.calendar(),
            clock=self.clock,
            officer=account.name,
            unlock=new_id(self.clock.now()),
            roles=account.roles,
            successions=self.successions(),
            wording=self.wording(),
        )
        named = self._time_is_named or store.demonstration
        if named and permits(desk.roles, Act.RECEIVE) and store.doubts_clock():
            confirm_clock(desk)
        self._tell_apart(desk, account)
        return desk

    @staticmethod
    def _tell_apart(desk: Desk, account: Account) -> None:
        """Where two are called the same, the log says whose unlock this is."""
        from app.accounts.directory import accounts_named  # noqa: PLC0415 - as above

        if len(accounts_named(desk.store, account.name)) > 1:
            with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
                transaction.audit("act_as", account.id, {})

    def officer_if_known(self, store: Store) -> str:
        """The name of ``known_officer``; empty where none is named and it could be several.

        For what a timer of the machine starts, in nobody's name.
        """
        from app.accounts.directory import accounts_of  # noqa: PLC0415 - as above

        active = [account for account in accounts_of(store) if account.active]
        return "" if self.officer is None and len(active) != 1 else self.known_officer(store).name

    def known_officer(self, store: Store) -> Account:
        """The account named by ``--officer``, or the store's only active one."""
        from app.accounts.directory import accounts_of, find_account  # noqa: PLC0415 - as above

        if self.officer is not None:
            return find_account(store, self.officer)
        active = [account for account in accounts_of(store) if account.active]
        if len(active) != 1:
            raise InvalidInput(
                "which_officer", "Quầy có nhiều cán bộ: ghi rõ --officer.", field="officer"
            )
        return active[0]


def _copy_unsent(store: Store) -> None:
    """A verb changed the queue: what is unsent goes to its second place before the verb ends.

    A place that is gone or slow is shown by ``outbox copy`` and tried again by the next one.
    """
    from sync.carrying.copy_worker import copy_now  # noqa: PLC0415 - as above

    copy_now(store, wait_s=COPY_WAIT_S)
