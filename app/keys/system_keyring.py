"""The key in the system's keyring: Windows Credential Manager, Secret Service, KWallet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import keyring.core
import platformdirs
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault
from app.keys.machine_lock import MachineLock
from app.keys.provider import KEY_BYTES, Hold
from app.keys.record import InstallationRecord, decode_record, encode_record

SERVICE = "quay-mot-cua"
TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
    }
)
"""Backends that keep secrets encrypted. Another one must be named in the settings."""

_REFUSED = re.compile(r"keyring\.backends\.(?:fail|null)\.|keyrings\.|.*plaintext", re.IGNORECASE)
_KEY = re.compile(r"[0-9a-f]{64}\Z")


class SystemKeyring:
    """Master key and record as two entries of a keyring backend.

    ``backend`` is the one chosen in the settings; without it the system's own, if trusted.
    ``locks`` is a folder outside every data directory, in which the record's lock lies.
    """

    def __init__(self, backend: KeyringBackend | None = None, *, locks: Path | None = None) -> None:
        """Raises EnvironmentFault (``plaintext_keyring``) for a backend that keeps no secret."""
        chosen = keyring.get_keyring() if backend is None else backend
        check_backend(chosen, named=backend is not None)
        if hasattr(type(chosen), "persist"):
            # Not "enterprise": a roaming profile would carry the record to another machine.
            chosen = chosen.with_properties(persist="local machine")
        self._backend = chosen
        self._locks = locks or Path(platformdirs.user_runtime_dir(SERVICE, appauthor=False))

    def describe(self) -> str:
        return f"kho khóa của hệ điều hành ({_path(self._backend)})"

    def where(self, store: str) -> str:
        return f"{self.describe()}, mục {SERVICE}, {store}/key"

    def read_key(self, store: str) -> bytes | None:
        text = self._read(f"{store}/key")
        if text is None:
            return None
        if _KEY.match(text) is None:
            raise EnvironmentFault(
                "bad_key",
                f"Mục {store}/key trong {self.describe()} không phải khóa.",
                advice="Khôi phục mục đó, hoặc dùng restore với bản sao lưu và khóa của nó.",
            )
        return bytes.fromhex(text)

    def write_key(self, store: str, key: bytes) -> None:
        assert len(key) == KEY_BYTES
        if self._read(f"{store}/key") is not None:
            raise EnvironmentFault("key_exists", "Kho dữ liệu này đã có khóa; không ghi đè.")
        self._write(f"{store}/key", key.hex())

    def read_record(self, store: str) -> InstallationRecord | None:
        text = self._read(f"{store}/record")
        return None if text is None else decode_record(text, where=self.describe())

    def write_record(self, store: str, record: InstallationRecord) -> None:
        self._write(f"{store}/record", encode_record(record))

    def hold(self, store: str, wait_s: float) -> Hold:
        try:
            self._locks.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise disk_fault(fault, self._locks) from fault
        return MachineLock(self._locks / f"{store}.lock", wait_s)

    def _read(self, entry: str) -> str | None:
        with _translated():
            return self._backend.get_password(SERVICE, entry)

    def _write(self, entry: str, text: str) -> None:
        with _translated():
            self._backend.set_password(SERVICE, entry, text)
            kept = self._backend.get_password(SERVICE, entry)
        if kept != text:
            raise EnvironmentFault(
                "keyring_lost",
                f"{self.describe()} không giữ lại điều vừa ghi.",
                advice="Chọn kho khóa khác hoặc dùng --key-file.",
            )


def load_backend(name: str) -> KeyringBackend:
    """The backend ``module.Class`` that the settings name.

    Raises EnvironmentFault: ``no_keyring``, ``plaintext_keyring``.
    """
    try:
        backend = keyring.core.load_keyring(name)
    except (ImportError, AttributeError, ValueError, RuntimeError, KeyringError) as fault:
        raise EnvironmentFault(
            "no_keyring",
            f"Không dùng được kho khóa {name[:100]!r} ({fault}).",
            advice="Kiểm tra tên trong cài đặt, hoặc dùng --key-file.",
        ) from fault
    check_backend(backend, named=True)
    return backend


def check_backend(backend: KeyringBackend, *, named: bool) -> None:
    """Refuse a backend that keeps plaintext or nothing, or that is chained to one.

    ``named``: an administrator has chosen it; otherwise it must be one of the trusted ones.
    Raises EnvironmentFault (``plaintext_keyring``).
    """
    for part in _parts(backend):
        path = _path(part)
        if _REFUSED.match(path) or not (named or path in TRUSTED):
            raise EnvironmentFault(
                "plaintext_keyring",
                f"Kho khóa {path} không giữ bí mật.",
                advice="Cài Secret Service hoặc KWallet (Windows có sẵn), hoặc dùng --key-file.",
            )


def _parts(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    chained = getattr(backend, "backends", None)
    if chained is None:
        yield backend
        return
    members = list(chained)
    if not members:
        yield backend  # an empty chain keeps nothing, and is not trusted either
    for member in members:
        yield from _parts(member)


def _path(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except KeyringError as fault:
        raise EnvironmentFault(
            "keyring_fault",
            f"Kho khóa của hệ điều hành báo lỗi ({fault}).",
            advice="Mở khóa kho khóa (đăng nhập lại máy) rồi thử lại, hoặc dùng --key-file.",
        ) from fault
