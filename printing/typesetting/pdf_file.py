"""The objects of a PDF, written out one after the other; only their places are kept.

A paper goes to memory, a book of a thousand pages to a file as its pages fill. The same objects
give the same bytes.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import BinaryIO

# The comment tells programs that the file is binary (ISO 19005-2 §6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_DEFLATE = 6


class PdfFile:
    """Objects have numbers from 1; each is written once, in any order."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._written = 0
        self._digest = sha256()
        self._offsets = [0]
        self._write(_HEADER)

    def reserve(self) -> int:
        """The number of an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def add(self, body: bytes, *, number: int | None = None) -> int:
        """Write an object; its number is ``number``, which was reserved, or a new one."""
        number = self.reserve() if number is None else number
        self._offsets[number] = self._written
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def add_stream(
        self, data: bytes, entries: bytes = b"", *, deflate: bool = True, number: int | None = None
    ) -> int:
        """Write a stream with ``entries`` in its dictionary; ``deflate`` compresses ``data``."""
        if deflate:
            return self.add_deflated(zlib.compress(data, _DEFLATE), entries, number=number)
        body = b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)
        return self.add(body, number=number)

    def add_deflated(self, data: bytes, entries: bytes = b"", *, number: int | None = None) -> int:
        """Write a stream that is compressed already."""
        return self.add_stream(
            data, b"/Filter /FlateDecode %b" % entries, deflate=False, number=number
        )

    def digest(self) -> bytes:
        """32 bytes that stand for everything written so far."""
        return self._digest.digest()

    def finish(self, *, root: int, info: int, identifier: bytes) -> None:
        """Write the table of objects and the trailer."""
        assert all(self._offsets[1:]), "an object was reserved and never written"
        start = self._written
        count = len(self._offsets)
        rows = b"".join([b"%010d 00000 n \n" % offset for offset in self._offsets[1:]])
        self._write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
        code = identifier.hex().encode()
        self._write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>] >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (count, root, info, code, code, start)
        )

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._written += len(data)
