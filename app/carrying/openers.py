"""Who may open a pack: its key is wrapped for the central, the store itself, a passphrase.

Each opener has a key of 32 bytes that wraps the pack's own (AES-256-GCM, random nonce). The
central's comes from X25519 with a key pair made for the pack, a passphrase's from scrypt.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from msgspec import Struct

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_SCRYPT_N = 2**15
_SCRYPT_R = 8
_USE = b"quay-mot-cua/1/carried"

CENTRAL = "central"
STORE = "store"
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind


class WrappedKey(Struct, frozen=True):
    """A pack's key as one opener can unwrap it; all in hex but ``opener`` and ``whose``.

    ``whose`` is the central's public key (hex), or the store's id; empty for a passphrase. ``salt``
    is what the opener's key is made with: the public key that was made for the pack, or a salt.
    """

    opener: str
    whose: str
    salt: str
    sealed: str


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The store that writes the pack: the same desk, restored, can open it. ``key``: 32 bytes."""

    store: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PassphraseKey:
    """What a passphrase was stretched to, once for many packs; ``salt`` goes with each."""

    salt: bytes
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Openers:
    """For whom a pack is wrapped. ``central`` is its X25519 public key, None where unknown."""

    store: StoreKey
    central: bytes | None = None
    passphrase: PassphraseKey | None = None

    def names(self) -> list[str]:
        """The openers' stable names, for people who carry the pack."""
        given = {CENTRAL: self.central, PASSPHRASE: self.passphrase}
        return [name for name, one in given.items() if one is not None] + [STORE]

    def wrap(self, key: bytes) -> list[WrappedKey]:
        """Wrap a pack's key for each of them."""
        wrapped = [_wrap(STORE, self.store.store, b"", self.store.key, key)]
        if self.central is not None:
            wrapped.append(_wrap_for_central(self.central, key))
        if self.passphrase is not None:
            wrapped.append(_wrap(PASSPHRASE, "", self.passphrase.salt, self.passphrase.key, key))
        return wrapped


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader has to open packs with. ``central`` are X25519 private keys, raw."""

    store: StoreKey | None = None
    central: Sequence[bytes] = ()
    passphrase: str | None = field(default=None, repr=False)
    _stretched: dict[bytes, bytes] = field(default_factory=dict, repr=False, compare=False)

    def unwrap(self, wrapped: Sequence[WrappedKey]) -> bytes | None:
        """The pack's key; None where nothing of this opens it."""
        for each in wrapped:
            key = self._try(each)
            if key is not None:
                return key
        return None

    def _try(self, wrapped: WrappedKey) -> bytes | None:
        try:
            salt, sealed = bytes.fromhex(wrapped.salt), bytes.fromhex(wrapped.sealed)
        except ValueError:
            return None
        if wrapped.opener == STORE and self.store is not None and wrapped.whose == self.store.store:
            return _unwrap(self.store.key, STORE, sealed)
        if wrapped.opener == PASSPHRASE and self.passphrase and len(salt) == SALT_BYTES:
            return _unwrap(self._by_passphrase(self.passphrase, salt), PASSPHRASE, sealed)
        if wrapped.opener == CENTRAL and len(salt) == KEY_BYTES:
            return self._as_central(wrapped.whose, salt, sealed)
        return None

    def _by_passphrase(self, passphrase: str, salt: bytes) -> bytes:
        """Stretched once for all packs that share a salt, as those of a running copy do."""
        if salt not in self._stretched:
            self._stretched[salt] = stretch(passphrase, salt).key
        return self._stretched[salt]

    def _as_central(self, whose: str, made: bytes, sealed: bytes) -> bytes | None:
        for raw in self.central:
            private = X25519PrivateKey.from_private_bytes(raw)
            public = private.public_key().public_bytes_raw()
            if public.hex() == whose:
                try:
                    shared = private.exchange(X25519PublicKey.from_public_bytes(made))
                except ValueError:  # a point of low order
                    return None
                return _unwrap(_agreed(shared, made, public), CENTRAL, sealed)
        return None


def can_seal_for(public: bytes) -> bool:
    """Whether ``public`` is a central's key that packs can be sealed for: X25519 refuses points of
    low order, whose secret anybody knows."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True


def stretch(passphrase: str, salt: bytes | None = None) -> PassphraseKey:
    """Make a key of a passphrase: about 0.1 s and 32 MiB. A new random salt where none is given."""
    used = salt if salt is not None else secrets.token_bytes(SALT_BYTES)
    scrypt = Scrypt(salt=used, length=KEY_BYTES, n=_SCRYPT_N, r=_SCRYPT_R, p=1)
    return PassphraseKey(used, scrypt.derive(passphrase.encode()))


def _wrap_for_central(public: bytes, key: bytes) -> WrappedKey:
    made = X25519PrivateKey.generate()
    made_public = made.public_key().public_bytes_raw()
    shared = made.exchange(X25519PublicKey.from_public_bytes(public))
    return _wrap(CENTRAL, public.hex(), made_public, _agreed(shared, made_public, public), key)


def _agreed(shared: bytes, made: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), length=KEY_BYTES, salt=made + public, info=_USE).derive(shared)


def _wrap(opener: str, whose: str, salt: bytes, opener_key: bytes, key: bytes) -> WrappedKey:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(opener_key).encrypt(nonce, key, _bound_to(opener))
    return WrappedKey(opener, whose, salt.hex(), sealed.hex())


def _unwrap(opener_key: bytes, opener: str, sealed: bytes) -> bytes | None:
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        key = AESGCM(opener_key).decrypt(nonce, body, _bound_to(opener))
    except (InvalidTag, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _bound_to(opener: str) -> bytes:
    return _USE + b"/" + opener.encode()
