"""Backup and restore: one file with the encrypted database and pages, and the province's law."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.clock.time import to_iso
from app.disk.durable_file import disk_fault, sync_folder
from app.errors import EnvironmentFault, InvalidInput
from app.keys.derive import derive
from app.keys.provider import KEY_BYTES, KeyProvider
from app.store.backup_file import (
    DATABASE_PART,
    BackupHeader,
    BackupWriter,
    WrappedKey,
    check_whole,
    extract,
    not_a_backup,
    read_header,
)
from app.store.database import Database
from app.store.law_part import LAW_PART, pack_law, unpack_law
from app.store.manifest import DATABASE_NAME, write_manifest
from app.store.opening import PAGES_NAME
from app.store.pages_named import pages_named
from app.store.schema import UPLOADS_SINCE, check_version
from app.store.settings import MUST_SUCCEED, write_setting
from app.store.store import Store
from app.store.upload_queue import doubt_pages

_SCRYPT_N = 2**15
_SCRYPT_R = 8


def back_up(
    store: Store,
    out: Path,
    *,
    overwrite: bool = False,
    passphrase: str | None = None,
    officer: str = "",
    unlock: str = "",
) -> dict[str, object]:
    """Write a consistent backup to ``out`` while the desk goes on working.

    With ``passphrase`` the backup carries the store's key, so that it can be restored on a new
    machine; without it the key must come from the keyring or the key file. The file appears whole
    or not at all; before it, a store that is open for writing logs it in the name of
    ``officer``. Returns ``path``, ``bytes``, ``dossiers``, ``pages``, ``missing_pages``,
    ``law_files``.

    Raises InvalidInput (``file_exists``) and EnvironmentFault (``disk_full``, …).
    """
    if out.exists() and not overwrite:
        raise InvalidInput("file_exists", f"{out} đã có.", field="out", advice="Chọn tên khác.")
    if not store.parts.read_only:
        with store.transaction(officer=officer, unlock=unlock) as transaction:
            carries_key = passphrase is not None
            transaction.audit("backup", "", {"file": out.name, "carries_key": carries_key})
    token = secrets.token_hex(6)
    copy = out.with_name(f".{out.name}.{token}.db")
    law = out.with_name(f".{out.name}.{token}.zip")
    temporary = out.with_name(f".{out.name}.{token}.tmp")
    try:
        store.parts.database.copy_to(copy, store.parts.keys.database)
        law_files = pack_law(store.parts.directory, law)
        figures = _write(store, copy, law if law_files else None, temporary, passphrase)
        os.replace(temporary, out)  # noqa: PTH105 - as in write_durably
        sync_folder(out.parent)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    finally:
        beside = (copy.with_name(f"{copy.name}-{kind}") for kind in ("wal", "shm"))
        for path in (copy, *beside, law, temporary):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return {"path": str(out), "bytes": out.stat().st_size, **figures, "law_files": law_files}


def _write(
    store: Store, copy: Path, law: Path | None, temporary: Path, passphrase: str | None
) -> dict[str, object]:
    """The pages are those that the *copy's* events name; each was durable before its event."""
    keys = store.parts.keys
    database = Database(copy, keys.database)
    try:
        named = sorted(pages_named(database))
        scanned_here = pages_named(database, of_this_desk=True)
        counted = database.row("SELECT count(*) FROM dossier")
    finally:
        database.close()
    header = BackupHeader(
        store.parts.manifest, to_iso(store.parts.clock.now()), _wrap(store, passphrase)
    )
    missing = []
    with temporary.open("xb") as file:
        writer = BackupWriter(file, header, keys.backup)
        writer.add(DATABASE_PART, copy)
        if law is not None:
            writer.add(LAW_PART, law)
        for sha256 in named:
            path = store.pages.sealed_file(sha256)
            if path.is_file():
                writer.add(f"{PAGES_NAME}/{store.pages.relative_name(sha256)}", path)
            elif sha256 in scanned_here:
                missing.append(sha256)
        writer.finish()
        file.flush()
        os.fsync(file.fileno())
    assert counted is not None
    return {
        "dossiers": int(counted[0]),
        "pages": len(named) - len(missing),
        "missing_pages": missing,
    }


def restore(
    file: Path, directory: Path, keys: KeyProvider, *, passphrase: str | None = None
) -> dict[str, object]:
    """Bring a backup back into an empty or new ``directory``.

    Everything is verified in a folder beside it, which then takes its place: cut anywhere, there
    is no half restored store. The restored store must enrol a successor before it numbers again.
    Returns ``store``, ``created_at``, ``dossiers``, ``pages``, ``law_files``, ``must_succeed``.

    Raises InvalidInput (``not_a_backup``, ``not_empty``, ``wrong_passphrase``) and
    EnvironmentFault (``no_key``, …).
    """
    header = read_header(file)
    _must_be_empty(directory)
    store = header.manifest.store
    master, bring = _master_key(header, keys, passphrase)
    derived = derive(master, store)
    check_whole(file, derived.backup)
    temporary = directory.with_name(f".{directory.name}.{secrets.token_hex(6)}.restoring")
    try:
        temporary.mkdir(parents=True)
        extract(file, temporary, folders=[PAGES_NAME], files=[DATABASE_PART, LAW_PART])
        pages = sum(path.is_file() for path in (temporary / PAGES_NAME).rglob("*"))
        packed = temporary / LAW_PART
        law_files = unpack_law(packed, temporary) if packed.is_file() else 0
        figures = _check_and_mark(temporary / DATABASE_NAME, derived.database)
        write_manifest(temporary, header.manifest)
        for folder in [temporary, *(path for path in temporary.rglob("*") if path.is_dir())]:
            sync_folder(folder)
        if bring:
            keys.write_key(store, master)
        if directory.exists():
            directory.rmdir()  # Windows does not rename over an empty folder
        temporary.rename(directory)
        sync_folder(directory.parent)
    except OSError as fault:
        raise disk_fault(fault, directory) from fault
    finally:
        if temporary.exists():
            with contextlib.suppress(OSError):
                shutil.rmtree(temporary)
    return {
        "store": store,
        "created_at": header.created_at,
        **figures,
        "pages": pages,
        "law_files": law_files,
        "must_succeed": True,
    }


def _must_be_empty(directory: Path) -> None:
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise InvalidInput(
            "not_empty",
            f"{directory} không trống.",
            field="data",
            advice="Chọn thư mục mới; dữ liệu cũ không bao giờ bị ghi đè.",
        )


def _check_and_mark(path: Path, key: bytes) -> dict[str, object]:
    if not path.is_file():
        raise not_a_backup("không có cơ sở dữ liệu")
    database = Database(path, key)
    try:
        version = check_version(database)
        if database.integrity_problems():
            raise not_a_backup("cơ sở dữ liệu trong đó bị hỏng")
        counted = database.row("SELECT count(*) FROM dossier")
        with database.transaction():
            write_setting(database, MUST_SUCCEED, "restored")
            if version >= UPLOADS_SINCE:
                doubt_pages(database)
        database.fold_wal()
    finally:
        database.close()
    assert counted is not None
    return {"dossiers": int(counted[0])}


def _master_key(
    header: BackupHeader, keys: KeyProvider, passphrase: str | None
) -> tuple[bytes, bool]:
    """The master key, and whether it has to be brought to the key provider."""
    store = header.manifest.store
    known = keys.read_key(store)
    if known is not None:
        return known, False
    if header.wrapped_key is None or passphrase is None:
        raise EnvironmentFault(
            "no_key",
            f"Không thấy khóa của bản sao lưu (đã tìm ở {keys.where(store)}).",
            advice="Chỉ đúng tệp khóa bằng --key-file"
            + ("." if header.wrapped_key is None else ", hoặc nhập mật khẩu của bản sao lưu."),
        )
    return _unwrap(header.wrapped_key, passphrase, store), True


def _wrap(store: Store, passphrase: str | None) -> WrappedKey | None:
    if passphrase is None:
        return None
    master = store.parts.provider.read_key(store.parts.manifest.store)
    if master is None:
        raise EnvironmentFault("no_key", "Không đọc được khóa của kho dữ liệu.")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(
        nonce, master, store.parts.manifest.store.encode()
    )
    return WrappedKey(salt.hex(), nonce.hex(), sealed.hex())


def _unwrap(wrapped: WrappedKey, passphrase: str, store: str) -> bytes:
    try:
        key = _stretch(passphrase, bytes.fromhex(wrapped.salt))
        return AESGCM(key).decrypt(
            bytes.fromhex(wrapped.nonce), bytes.fromhex(wrapped.sealed), store.encode()
        )
    except (InvalidTag, ValueError):
        raise InvalidInput(
            "wrong_passphrase", "Mật khẩu của bản sao lưu không đúng.", field="passphrase"
        ) from None


def _stretch(passphrase: str, salt: bytes) -> bytes:
    scrypt = Scrypt(salt=salt, length=KEY_BYTES, n=_SCRYPT_N, r=_SCRYPT_R, p=1)
    return scrypt.derive(passphrase.encode())
