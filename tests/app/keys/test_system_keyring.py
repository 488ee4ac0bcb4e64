"""The system's keyring: trusted backends only, and what is written is read back."""

from __future__ import annotations

from pathlib import Path

import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from app.errors import Busy, EnvironmentFault
from app.keys import system_keyring
from app.keys.record import InstallationRecord
from app.keys.system_keyring import SystemKeyring, check_backend, load_backend
from app.numbering.series import Series
from app.store.store import create_store, open_store
from tests.app.store.rig import MACHINE, SERIES, DeskRig, enrol, lease, receive

STORE = "11111111-1111-4111-8111-111111111111"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring in memory, with the bound that Windows has, and knobs."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types there
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2_560:
            raise keyring.errors.PasswordSetError("too long")
        if not self.forgetful:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class PersistentKeyring(MemoryKeyring):
    """As the one of Windows: it knows how long to keep."""

    persist = "enterprise"


class Chained(MemoryKeyring):
    """A chain of other backends."""

    def __init__(self, *backends: keyring.backend.KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


class PlaintextKeyring(MemoryKeyring):
    """By its name."""


def load(kind: type[keyring.backend.KeyringBackend]) -> keyring.backend.KeyringBackend:
    return kind()


def provider(backend: MemoryKeyring, tmp_path: Path) -> SystemKeyring:
    return SystemKeyring(backend, locks=tmp_path / "locks")


def test_key_and_record_are_two_entries(tmp_path: Path) -> None:
    """Read back as written; the key is never overwritten."""
    keys = provider(MemoryKeyring(), tmp_path)
    assert keys.read_key(STORE) is None
    assert keys.read_record(STORE) is None
    keys.write_key(STORE, bytes(32))
    keys.write_record(STORE, InstallationRecord("i", "m", 3))
    assert keys.read_key(STORE) == bytes(32)
    assert keys.read_record(STORE) == InstallationRecord("i", "m", 3)
    with pytest.raises(EnvironmentFault, match="key_exists"):
        keys.write_key(STORE, bytes(32))
    assert STORE in keys.where(STORE)


def test_a_whole_desk_runs_on_a_keyring(tmp_path: Path) -> None:
    """The store needs nothing of a key file."""
    rig = DeskRig(tmp_path)
    keys = provider(MemoryKeyring(), tmp_path)
    with create_store(rig.data, keys, clock=rig.clock, machine=MACHINE) as store:
        enrol(store)
        lease(store, SERIES, 1, 9, rig.clock)
        assert receive(store, rig.clock)[1] == "H26.107-261123-0001"
    with open_store(rig.data, keys, clock=rig.clock, machine=MACHINE) as store:
        assert receive(store, rig.clock)[1] == "H26.107-261123-0002"
        with pytest.raises(Busy):
            keys.hold(store.parts.manifest.store, 0.01)


def test_many_series_at_once_fit_into_the_keyring(tmp_path: Path) -> None:
    """Thirty series in use stay below what Windows keeps; used-up ones are dropped."""
    rig = DeskRig(tmp_path)
    backend = MemoryKeyring()
    keys = provider(backend, tmp_path)
    with create_store(rig.data, keys, clock=rig.clock, machine=MACHINE) as store:
        enrol(store)
        for agency in range(30):
            series = Series("dossier", f"H26.{agency + 100}", SERIES.period)
            lease(store, series, 1, 9, rig.clock)
            assert store.prepare_number(series)
        lease(store, SERIES, 50, 50, rig.clock)
        receive(store, rig.clock)
        longest = max(len(text) for text in backend.entries.values())
        assert 500 < longest < 1_200
    assert max(len(text) for text in backend.entries.values()) < 300


@pytest.mark.parametrize(
    "backend",
    [
        load(keyring.backends.fail.Keyring),
        load(keyring.backends.null.Keyring),
        PlaintextKeyring(),
        Chained(),
        Chained(MemoryKeyring(), load(keyring.backends.null.Keyring)),
        Chained(MemoryKeyring(), Chained(PlaintextKeyring())),
    ],
)
def test_a_backend_that_keeps_no_secret_is_refused(
    backend: keyring.backend.KeyringBackend,
) -> None:
    """Null, fail, plaintext, and whatever is chained to one, also when it was named."""
    if isinstance(backend, Chained) and not backend.backends:
        with pytest.raises(EnvironmentFault, match="plaintext_keyring"):
            check_backend(backend, named=False)
        return
    with pytest.raises(EnvironmentFault, match="plaintext_keyring"):
        check_backend(backend, named=True)


def test_an_unknown_backend_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own choice is only taken where it is a known one."""
    monkeypatch.setattr(keyring, "get_keyring", MemoryKeyring)
    with pytest.raises(EnvironmentFault) as fault:
        SystemKeyring(locks=tmp_path)
    assert fault.value.code == "plaintext_keyring"
    assert "--key-file" in (fault.value.advice or "")
    name = f"{MemoryKeyring.__module__}.{MemoryKeyring.__qualname__}"
    monkeypatch.setattr(system_keyring, "TRUSTED", frozenset({name}))
    assert name in SystemKeyring(locks=tmp_path).describe()


def test_a_backend_is_loaded_by_its_name() -> None:
    """A wrong name and a refused backend are told apart."""
    name = f"{MemoryKeyring.__module__}.{MemoryKeyring.__qualname__}"
    assert isinstance(load_backend(name), MemoryKeyring)
    for wrong in ("nowhere.Keyring", "keyring.backends.null.Nothing", "x"):
        with pytest.raises(EnvironmentFault, match="no_keyring"):
            load_backend(wrong)
    with pytest.raises(EnvironmentFault, match="plaintext_keyring"):
        load_backend("keyring.backends.null.Keyring")


def test_windows_keeps_it_on_this_machine(tmp_path: Path) -> None:
    """A roaming profile would carry the record elsewhere."""
    keys = provider(PersistentKeyring(), tmp_path)
    assert keys._backend.persist == "local machine"  # type: ignore[attr-defined]  # of that backend


def test_a_locked_or_forgetful_keyring_is_a_clear_fault(tmp_path: Path) -> None:
    """The library's errors are translated, and what is written is read back."""
    backend = MemoryKeyring()
    keys = provider(backend, tmp_path)
    backend.forgetful = True
    with pytest.raises(EnvironmentFault, match="keyring_lost"):
        keys.write_key(STORE, bytes(32))
    backend.locked = True
    with pytest.raises(EnvironmentFault, match="keyring_fault"):
        keys.read_key(STORE)
    backend.locked = backend.forgetful = False
    backend.entries["quay-mot-cua", f"{STORE}/key"] = "no key"
    with pytest.raises(EnvironmentFault, match="bad_key"):
        keys.read_key(STORE)


def test_a_lock_that_has_no_place_is_a_clear_fault(tmp_path: Path) -> None:
    """The folder for locks can't be made."""
    (tmp_path / "locks").write_text("a file")
    with pytest.raises(EnvironmentFault):
        provider(MemoryKeyring(), tmp_path).hold(STORE, 0)
