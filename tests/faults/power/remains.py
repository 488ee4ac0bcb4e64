"""What is on the platters when the machine starts again after a power cut."""

from __future__ import annotations

from enum import Enum
from random import Random

SECTOR = 512
PAGE = 4_096

Write = tuple[int, bytes | None]
"""An offset and what was written there; or a size, and None: the file was cut to it."""


class Remains(Enum):
    """Which of the writes since the last sync survive. The one that the power went in is the last
    of them, and is torn."""

    NOTHING = "none of them"
    EVERYTHING = "all of them, the last one up to its middle, in sectors of 512 bytes"
    BEGINNING = "the earlier half, the next one torn in sectors of 512 bytes"
    END = "the later half only, the first of it without its beginning"
    GARBAGE = "all of them; the last one's second half, from a page of 4,096 bytes on, is garbage"
    SOME = "each sector of each by chance"


def remains(durable: bytes, unsynced: list[Write], kind: Remains, chance: Random) -> bytes:
    """The content that a file has afterwards."""
    content = bytearray(durable)
    match kind:
        case Remains.NOTHING:
            pass
        case Remains.EVERYTHING:
            _all(content, unsynced[:-1])
            _torn(content, unsynced[-1:], SECTOR)
        case Remains.BEGINNING:
            half = len(unsynced) // 2
            _all(content, unsynced[:half])
            _torn(content, unsynced[half : half + 1], SECTOR)
        case Remains.END:
            half = len(unsynced) // 2
            _torn(content, unsynced[half : half + 1], SECTOR, end=True)
            _all(content, unsynced[half + 1 :])
        case Remains.GARBAGE:
            _all(content, unsynced[:-1])
            _torn(content, unsynced[-1:], PAGE, garbage=chance)
        case Remains.SOME:
            for write in unsynced:
                _some(content, write, chance)
    return bytes(content)


def put(content: bytearray, write: Write) -> None:
    """Apply one write."""
    offset, data = write
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _all(content: bytearray, writes: list[Write]) -> None:
    for write in writes:
        put(content, write)


def _torn(
    content: bytearray,
    writes: list[Write],
    unit: int,
    *,
    end: bool = False,
    garbage: Random | None = None,
) -> None:
    """Half of a write: up to the last border of ``unit`` bytes before its middle, or from there."""
    for offset, data in writes:
        if data is None:
            continue
        middle = max((offset + len(data) // 2) // unit * unit - offset, 0)
        if end:
            put(content, (offset + middle, data[middle:]))
            continue
        put(content, (offset, data[:middle]))
        if garbage is not None:
            put(content, (offset + middle, garbage.randbytes(len(data) - middle)))


def _some(content: bytearray, write: Write, chance: Random) -> None:
    offset, data = write
    if data is None:
        if chance.random() < 0.5:
            put(content, write)
        return
    for start in range(0, len(data), SECTOR):
        if chance.random() < 0.5:
            put(content, (offset + start, data[start : start + SECTOR]))
