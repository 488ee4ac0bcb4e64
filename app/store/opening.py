"""Opening and creating: manifest, key, locks, database, migrations, in this order."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from app.clock.time import Clock
from app.disk.durable_file import disk_fault, make_folder_durably, sync_folder
from app.errors import EnvironmentFault
from app.keys.derive import StoreKeys, derive
from app.keys.machine_lock import MachineLock
from app.keys.provider import KEY_BYTES, Hold, KeyProvider
from app.store.database import Database
from app.store.manifest import DATABASE_NAME, FORMAT, Manifest, read_manifest, write_manifest
from app.store.projection import bring_up_to_date, is_current
from app.store.schema import NEWEST, check_version, migrate

LOCK_NAME = "desk.lock"
PAGES_NAME = "pages"
BEFORE_MIGRATION = "before-schema-{version}.db"


@dataclass(frozen=True, slots=True)
class OpenParts:
    """What an open store stands on; ``holds`` are released when it closes."""

    directory: Path
    manifest: Manifest
    keys: StoreKeys
    provider: KeyProvider
    database: Database
    clock: Clock
    machine: str
    read_only: bool
    holds: tuple[Hold, ...]


def open_parts(
    directory: Path,
    provider: KeyProvider,
    *,
    clock: Clock,
    machine: str,
    wait_s: float,
    read_only: bool,
    create: bool,
    vfs: str | None,
) -> OpenParts:
    """Open what a store stands on; everything is let go again where it raises."""
    manifest = read_manifest(directory)
    if manifest is None:
        raise no_store(directory)
    keys = derive(_read_key(provider, manifest.store), manifest.store)
    path = directory / DATABASE_NAME
    if not create and not path.exists():
        raise _no_database(path)
    with contextlib.ExitStack() as stack:
        holds: list[Hold] = []
        if not read_only:
            holds.append(MachineLock(directory / LOCK_NAME, wait_s))
            stack.callback(holds[0].release)
            # A copied directory has its own desk.lock, but the same key and record.
            holds.append(provider.hold(manifest.store, wait_s))
            stack.callback(holds[1].release)
        database = Database(path, keys.database, create=create, read_only=read_only, vfs=vfs)
        stack.callback(database.close)
        _bring_up_to_date(database, directory, keys, read_only=read_only)
        stack.pop_all()
    return OpenParts(
        directory, manifest, keys, provider, database, clock, machine, read_only, tuple(holds)
    )


def no_store(directory: Path) -> EnvironmentFault:
    """There is nothing to open in ``directory``."""
    return EnvironmentFault(
        "no_store",
        f"{directory} không có kho dữ liệu.",
        advice="Chỉ đúng thư mục bằng --data, hoặc tạo kho mới bằng lệnh enrol.",
    )


def _no_database(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        "no_database",
        f"Không thấy cơ sở dữ liệu {path}.",
        advice="Khôi phục từ bản sao lưu bằng lệnh restore. Chương trình không tạo cơ sở dữ liệu"
        " mới thay cho kho đã có.",
    )


def _read_key(provider: KeyProvider, store: str) -> bytes:
    key = provider.read_key(store)
    if key is None:
        raise EnvironmentFault(
            "no_key",
            f"Không thấy khóa của kho dữ liệu (đã tìm ở {provider.where(store)}).",
            advice="Chỉ đúng tệp khóa bằng --key-file, hoặc đăng nhập đúng tài khoản máy. Nếu khóa"
            " đã mất, dùng restore với bản sao lưu và khóa của nó.",
        )
    return key


def _bring_up_to_date(
    database: Database, directory: Path, keys: StoreKeys, *, read_only: bool
) -> None:
    if not read_only:
        migrate(database, before=lambda version: _keep(database, directory, keys, version))
        bring_up_to_date(database)
    elif check_version(database) < NEWEST or not is_current(database):
        raise EnvironmentFault(
            "old_database",
            "Cơ sở dữ liệu chưa được nâng cấp.",
            advice="Mở chương trình một lần để nâng cấp.",
        )


def _keep(database: Database, directory: Path, keys: StoreKeys, version: int) -> None:
    if version:
        database.copy_to(directory / BEFORE_MIGRATION.format(version=version), keys.database)
        sync_folder(directory)


def prepare_creation(
    directory: Path, provider: KeyProvider, *, demonstration: bool, wait_s: float
) -> None:
    """Make the directory, the manifest and the key of a new store, in this order.

    Cut at any point, creating again goes on with what is there: a store that has neither a
    database nor an installation record never held anything.
    """
    try:
        make_folder_durably(directory)
    except OSError as fault:
        raise disk_fault(fault, directory) from fault
    lock = MachineLock(directory / LOCK_NAME, wait_s)
    try:
        found = read_manifest(directory)
        store = str(uuid4()) if found is None else found.store
        path = directory / DATABASE_NAME
        if found is not None and provider.read_record(store) is not None and not path.exists():
            raise _no_database(path)
        if path.exists():
            raise EnvironmentFault(
                "store_exists",
                f"{directory} đã có kho dữ liệu.",
                advice="Mở kho đó, hoặc chọn thư mục khác.",
            )
        write_manifest(directory, Manifest(store, FORMAT, demonstration))
        if provider.read_key(store) is None:
            provider.write_key(store, secrets.token_bytes(KEY_BYTES))
    finally:
        lock.release()
