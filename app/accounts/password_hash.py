"""Argon2id hashes of passwords (RFC 9106 §4, the second recommended option)."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from app.accounts.account import normal_password

NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$EwDRrlXgWU3P3xeu3ZoxHg"
    "$X284c8muT3ELO45ex1xgu7ZGFGEaiBhEpCtEAM2o5uQ"
)
"""Of a password that was thrown away: what an unknown name's is compared with, for the time that it
takes. Ready made, since making it would double that time once in each process."""


def hash_password(password: str) -> str:
    """The PHC string of a password, with a fresh salt; about 0.1 s and 64 MiB."""
    return _hasher().hash(normal_password(password))


def is_password(stored: str, password: str) -> bool:
    """Whether ``password`` made the hash ``stored``; an unreadable hash is no match."""
    try:
        return _hasher().verify(stored, normal_password(password))
    except (VerificationError, ValueError):  # argon2 says both of a hash that is none
        return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
