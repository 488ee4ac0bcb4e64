"""All randomness of a run from its seed: ids, salts, keys, jitter."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES = 32


class SeededSecrets:
    """What ``secrets`` and ``os.urandom`` give out in a run."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def token_bytes(self, nbytes: int | None = None) -> bytes:
        return self.random.randbytes(KEY_BYTES if nbytes is None else nbytes)

    def token_hex(self, nbytes: int | None = None) -> str:
        return self.token_bytes(nbytes).hex()

    def randbits(self, k: int) -> int:
        return self.random.getrandbits(k)

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.token_bytes(KEY_BYTES))

    def sealing_key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.token_bytes(KEY_BYTES))

    def randbelow(self, exclusive_upper_bound: int) -> int:
        return self.random.randrange(exclusive_upper_bound)

    def choice(self, seq: str) -> str:
        return self.random.choice(seq)


@contextmanager
def seeded(random: Random) -> Iterator[None]:
    """Inside the block every random number of the program comes from ``random``."""
    source = SeededSecrets(random)
    with ExitStack() as stack:
        for name in ("token_bytes", "token_hex", "randbits", "randbelow", "choice"):
            stack.enter_context(patch.object(secrets, name, getattr(source, name)))
        stack.enter_context(patch.object(os, "urandom", source.token_bytes))
        stack.enter_context(patch.object(Ed25519PrivateKey, "generate", source.signing_key))
        stack.enter_context(patch.object(X25519PrivateKey, "generate", source.sealing_key))
        yield
