"""What a power cut, or a stick that was pulled out, has left of a running copy."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from app.carrying.openers import Opening
from app.errors import QmcError
from sync.carrying.files import open_pack

_LEFT_OVER_AFTER_S = 60 * 60
"""Another image of this desk may be writing to the same folder at this moment."""


def pages_of_packs(
    folder: Path, names: Iterable[str], opening: Opening
) -> dict[str, frozenset[str] | None]:
    """The pages (hashes) that this desk's own packs hold; None where one is shorter than it says
    at its beginning, or no pack.

    One that another image of the desk sealed for another store is none of ours to judge: it is
    left out.
    """
    found: dict[str, frozenset[str] | None] = {}
    for name in names:
        try:
            found[name] = _pages(folder / name, opening)
        except OSError:
            found[name] = None
        except QmcError as error:
            if error.code != "cannot_open_pack":
                found[name] = None
    return found


def remove_left_overs(folder: Path, names: Iterable[str], installations: Collection[str]) -> None:
    """Remove files under temporary names that this desk began an hour ago and never ended."""
    begun = tuple(f".{installation}_" for installation in installations)
    oldest = time.time() - _LEFT_OVER_AFTER_S
    for name in names:
        if name.startswith(begun) and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                if (folder / name).stat().st_mtime < oldest:
                    (folder / name).unlink()


def _pages(path: Path, opening: Opening) -> frozenset[str] | None:
    with open_pack(path, opening) as reader:
        if path.stat().st_size != reader.expected_bytes:
            return None
        return frozenset(page.sha256 for page in reader.manifest.pages)
