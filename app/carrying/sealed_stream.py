"""A long text sealed in chunks that are written and read one at a time.

Each chunk is AES-256-GCM under the pack's own random key. Its nonce is its number (11 bytes,
big-endian) and a mark, 1 in the last one: a chunk can't be moved, doubled or left out, and a cut
file has no last chunk. The header outside is bound to all of them as associated data.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.carrying.damage import not_a_pack

CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16
_SEALED_BYTES = CHUNK_BYTES + _TAG_BYTES


def sealed_size(text_bytes: int) -> int:
    """How long a text of so many bytes is when it is sealed."""
    chunks = max(-(-text_bytes // CHUNK_BYTES), 1)
    return text_bytes + chunks * _TAG_BYTES


class SealedWriter:
    """Seals what is written into ``file``; only ``finish`` makes it whole."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(header).digest()
        self._waiting = bytearray()
        self._number = 0

    def write(self, data: bytes) -> None:
        """Add to the text."""
        self._waiting += data
        whole = 0
        # A full chunk is held back until there is more: the last one bears the mark.
        while len(self._waiting) - whole > CHUNK_BYTES:
            self._seal(bytes(self._waiting[whole : whole + CHUNK_BYTES]), last=False)
            whole += CHUNK_BYTES
        del self._waiting[:whole]

    def finish(self) -> None:
        """Write the last chunk."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, self._bound))
        self._number += 1


class Readable(Protocol):
    """A file to read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        ...


class SealedReader:
    """Reads what SealedWriter sealed, never holding more than a chunk beyond what is asked for.

    Raises InvalidInput (``not_a_pack``) where a chunk is not what was written in its place.
    """

    def __init__(self, file: Readable, key: bytes, header: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(header).digest()
        self._number = 0
        self._open = bytearray()
        self._ahead = file.read(_SEALED_BYTES)
        self._ended = False

    def exactly(self, count: int) -> bytes:
        """The next ``count`` bytes; the caller has bounded ``count``."""
        while len(self._open) < count:
            if self._ended:
                raise not_a_pack("bị cắt")
            self._open_next()
        data = bytes(self._open[:count])
        del self._open[:count]
        return data

    def must_end(self) -> None:
        """Nothing follows: what was read is the whole."""
        while not self._ended and not self._open:
            self._open_next()
        if self._open:
            raise not_a_pack("thừa dữ liệu ở cuối")

    def _open_next(self) -> None:
        sealed, self._ahead = self._ahead, self._file.read(_SEALED_BYTES)
        last = not self._ahead
        try:
            self._open += self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._bound)
        except (InvalidTag, ValueError):
            raise not_a_pack("bị cắt hoặc bị sửa") from None
        self._number += 1
        self._ended = last


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
