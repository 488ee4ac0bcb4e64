"""The running copy: what a folder still needs, told from the names that are in it. Pure.

A pack's name says what it holds: installation, first and last ``seq``, the beginning of the last
event's hash, and a mark of who can open it. So the folder itself is the record of what it holds:
one that is exchanged is filled anew, and two desks can use the same one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from app.carrying.openers import Openers
from app.carrying.pack import SUFFIX
from app.dossier.events import sha256_hex

_TIP_LETTERS = 12
_MARK_LETTERS = 6
_NAME = re.compile(
    r"(?P<installation>[0-9A-Za-z-]{1,64})_(?P<first>\d{1,16})-(?P<last>\d{1,16})"
    rf"_(?P<tip>[0-9a-f]{{{_TIP_LETTERS}}})_(?P<mark>[0-9a-f]{{{_MARK_LETTERS}}})"
    rf"{re.escape(SUFFIX)}",
    re.ASCII,
)

Place = tuple[str, int]
"""An event's place: its installation and ``seq``."""


@dataclass(frozen=True, slots=True, order=True)
class CopyName:
    """A pack of the running copy."""

    installation: str
    first_seq: int
    last_seq: int
    tip: str
    mark: str

    def __str__(self) -> str:
        return (
            f"{self.installation}_{self.first_seq}-{self.last_seq}_{self.tip}_{self.mark}{SUFFIX}"
        )


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """What brings the folder up to date.

    ``missing`` events are in no pack. ``obsolete`` names are removed once these are written.
    ``unknown`` packs are of this desk's installations, but not of the chains that it knows: the
    work of an older or of another image of it. They are never touched.
    """

    missing: list[Place] = field(default_factory=list)
    obsolete: list[CopyName] = field(default_factory=list)
    unknown: list[CopyName] = field(default_factory=list)


def copy_name(installation: str, first_seq: int, last_seq: int, tip: str, mark: str) -> CopyName:
    """The name of a pack; ``tip`` is the whole hash of its last event."""
    return CopyName(installation, first_seq, last_seq, tip[:_TIP_LETTERS], mark)


def read_copy_name(name: str) -> CopyName | None:
    """What a file's name says; None where it is no pack of a running copy."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    if not 1 <= first <= last:
        return None
    return CopyName(match["installation"], first, last, match["tip"], match["mark"])


def mark_of(openers: Openers) -> str:
    """A mark that changes when others can open a pack: older ones are written anew then."""
    parts = [openers.store.store, "", ""]
    if openers.central is not None:
        parts[1] = openers.central.hex()
    if openers.passphrase is not None:
        parts[2] = openers.passphrase.salt.hex()
    return sha256_hex("\n".join(parts).encode())[:_MARK_LETTERS]


def plan_copy(
    needed: Collection[Place],
    names: Iterable[str],
    *,
    mark: str,
    installations: Collection[str],
    tip_of: Callable[[str, int], str | None],
) -> CopyPlan:
    """Compare what the central does not have with the names in the folder.

    ``needed`` are own events that wait, or whose pages do. ``installations`` are what this desk is
    and was; ``tip_of`` gives the hash of an own event. Other files are passed over.
    """
    plan = CopyPlan()
    by_chain = _by_chain(needed)
    covered: set[Place] = set()
    for name in sorted(filter(None, map(read_copy_name, set(names)))):
        if name.installation not in installations:
            continue
        tip = tip_of(name.installation, name.last_seq)
        if tip is None or tip[:_TIP_LETTERS] != name.tip:
            plan.unknown.append(name)
            continue
        held = _within(by_chain.get(name.installation, []), name)
        if not held or name.mark != mark:
            plan.obsolete.append(name)
        else:
            covered.update((name.installation, seq) for seq in held)
    plan.missing.extend(sorted(set(needed) - covered))
    return plan


def _by_chain(places: Iterable[Place]) -> dict[str, list[int]]:
    chains: dict[str, list[int]] = {}
    for installation, seq in sorted(places):
        chains.setdefault(installation, []).append(seq)
    return chains


def _within(seqs: list[int], name: CopyName) -> list[int]:
    return seqs[bisect_left(seqs, name.first_seq) : bisect_left(seqs, name.last_seq + 1)]
