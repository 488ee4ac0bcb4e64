"""What the first start does to this machine, step by step; without Qt, on the store's thread."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.directory import add_first_account, give_password
from app.accounts.sign_in import SignedIn, change_password, sign_in
from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput, Refusal
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.reception.counter_settings import choose_printer
from app.reception.desk import Desk
from app.store.manifest import store_exists
from app.store.store import create_store, open_store
from sync.desk_sync import sync_desk
from sync.engine.reasons import Standing
from ui.first_start.central_check import CentralFound, check_central, whole_address
from ui.first_start.standing import facts_of
from ui.first_start.steps import Facts

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.store.store import Store
    from ui.commands.context import CommandContext

MAX_COUNTER = 60
_UNCERTAIN = "Mã vẫn dùng được cho máy này: bấm lại khi có mạng."
_STATUS_LATER = ("status_5", "status_408", "status_425", "status_429")
_UNANSWERED = {
    "connection": "Chưa tới được hệ thống trung tâm.",
    "timeout": "Hệ thống trung tâm trả lời quá chậm.",
    "not_contract": "Có trả lời, nhưng không phải của hệ thống trung tâm.",
    "answer_too_large": "Có trả lời, nhưng không phải của hệ thống trung tâm.",
}


class PlaceFound(Struct, frozen=True):
    """Where things will lie, each in words for people."""

    data: str
    keys: str


class Groundwork:
    """Lays what a counter stands on. ``store`` is an open one to go on with, if there is one.

    Each method can be asked again: what is done already is found done.
    """

    def __init__(self, context: CommandContext, clock: Clock, store: Store | None = None) -> None:
        self._context = context
        self._clock = clock
        self.store = store

    @property
    def data(self) -> Path:
        """The data directory."""
        return self._context.data

    def facts(self) -> Facts:
        """What is there already; opens the store where there is one. Raises EnvironmentFault."""
        if self.store is None:
            if not store_exists(self.data):
                return Facts()
            self.store = self._open()
        return facts_of(self.store)

    def check_place(self) -> PlaceFound:
        """Look whether data and key can lie where they would; nothing is made.

        Raises EnvironmentFault: ``plaintext_keyring``, ``no_keyring``, ``key_file_open``,
        ``key_beside_data``, ``not_permitted``.
        """
        _must_be_writable(self.data)
        keys = self._context.keys()
        if isinstance(keys, KeyFile):
            _must_lie_elsewhere(keys.path, self.data)
            _must_be_writable(keys.path.parent)
        return PlaceFound(str(self.data), keys.describe())

    def check_central(self, address: str) -> CentralFound:
        """Whether a central answers at what was typed; raises InvalidInput, EnvironmentFault."""
        return check_central(whole_address(address), self._clock)

    def enrol(self, address: str, code: str, counter: str) -> Facts:
        """Make the store where there is none, and introduce the desk to its central.

        The request is in the store before it is sent, so that asking again after a cut is the
        same request. Raises InvalidInput, Refusal, EnvironmentFault.
        """
        url, name = whole_address(address), _checked_counter(counter)
        if not code.strip():
            raise InvalidInput("missing", "Ghi mã ghi danh.", field="code")
        if self.store is None:
            self.store = self._open() if store_exists(self.data) else self._create()
        store = self.store
        if store.installation is None:
            store.enrolment.prepare(central_url=url, code=code.strip(), counter=name)
            summary = sync_desk(store, self._context.calendar(), self._clock, once=True)
            if store.installation is None:
                raise _not_enrolled(summary.standing)
        return facts_of(store)

    def add_account(self, name: str, sign_in_name: str, password: str) -> SignedIn:
        """Make the first account, or give the one that is named a password; sign in with it.

        Raises InvalidInput (fields ``officer``, ``sign_in_name``, ``password``) and Refusal.
        """
        store = self._store()
        account = add_first_account(
            store, name, self._clock.now(), sign_in_name=sign_in_name, password=password
        )
        if not account.has_password:
            # Named on the command line. Given and changed, it is a password of one's own.
            given = secrets.token_urlsafe(12)
            give_password(
                self._desk(SignedIn(account, new_id(self._clock.now()))), account.id, given
            )
            signed_in = sign_in(store, self._clock, account.sign_in_name, given)
            return change_password(store, signed_in, given, password)
        return sign_in(store, self._clock, account.sign_in_name, password)

    def choose_printer(self, signed_in: SignedIn, printer: str) -> None:
        """Print on this printer from now on; raises InvalidInput."""
        choose_printer(self._desk(signed_in), printer)

    def close(self) -> None:
        """Close the store, where one is open. Raises EnvironmentFault."""
        store, self.store = self.store, None
        if store is not None:
            store.close()

    def _store(self) -> Store:
        assert self.store is not None, "the desk is enrolled before it has accounts"
        return self.store

    def _open(self) -> Store:
        return open_store(
            self.data, self._context.keys(), clock=self._clock, machine=machine_fingerprint()
        )

    def _create(self) -> Store:
        return create_store(
            self.data, self._context.keys(), clock=self._clock, machine=machine_fingerprint()
        )

    def _desk(self, signed_in: SignedIn) -> Desk:
        return Desk(
            store=self._store(),
            catalogue=self._context.catalogue(),
            calendar=self._context.calendar(),
            clock=self._clock,
            officer=signed_in.account.name,
            unlock=signed_in.unlock,
            roles=signed_in.account.roles,
        )


def _checked_counter(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise InvalidInput("missing", "Ghi tên quầy.", field="counter")
    if len(name) > MAX_COUNTER or not name.isprintable():
        raise InvalidInput("bad_counter", f"Tên quầy tối đa {MAX_COUNTER} ký tự.", field="counter")
    return name


def _must_be_writable(directory: Path) -> None:
    place = directory
    while not place.exists() and place != place.parent:
        place = place.parent
    if not os.access(place, os.W_OK | os.X_OK) or not place.is_dir():
        raise disk_fault(PermissionError(13, "not writable"), place)


def _must_lie_elsewhere(key_file: Path, data: Path) -> None:
    if key_file.resolve().is_relative_to(data.resolve()):
        raise EnvironmentFault(
            "key_beside_data",
            f"Tệp khóa {key_file} nằm trong thư mục dữ liệu.",
            advice="Chọn nơi khác bằng --key-file: ai chép thư mục dữ liệu sẽ có luôn khóa.",
        )


def _not_enrolled(standing: Standing) -> Refusal | EnvironmentFault:
    """Why the central did not take the desk, in words for who sits at it."""
    if standing.code in _UNANSWERED:
        return EnvironmentFault(
            "central_unreachable", _UNANSWERED[standing.code], advice=_UNCERTAIN
        )
    if standing.code == "clock_skew":
        return EnvironmentFault(
            "clock_skew",
            "Đồng hồ của máy này lệch quá nhiều so với trung tâm.",
            advice="Chỉnh ngày giờ của máy rồi bấm lại.",
        )
    if standing.code.startswith(_STATUS_LATER):
        return EnvironmentFault(
            "central_sick", "Hệ thống trung tâm đang bận hoặc gặp sự cố.", advice=_UNCERTAIN
        )
    field = "code" if standing.code == "bad_enrolment_code" else None
    return Refusal(
        standing.code or "not_enrolled",
        standing.message or "Chưa ghi danh được.",
        field=field,
        advice=standing.advice or "Kiểm tra địa chỉ và mã ghi danh.",
    )
