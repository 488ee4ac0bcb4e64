"""Which agency does a dissolved agency's work, by field (lĩnh vực) and day (docs/adr/0019).

3,321 communes replaced 10,035 on 1/7/2025. Codes with a dissolved agency's e-ID stay as they are;
new dossiers go to the successor. Which those are the province says: ``<data>/law/agencies.toml``,
entries ``[[succession]] predecessor, successor, field, valid_from, basis``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from app.dated_data.toml_table import bad_data, is_there, read_bytes, read_table
from app.numbering.code import is_agency

Text = Annotated[str, Meta(min_length=1, max_length=300)]


class Succession(Struct, frozen=True, forbid_unknown_fields=True):
    """From ``valid_from`` on ``successor`` does what ``predecessor`` did.

    ``field`` is a field as the catalogue names it; empty: every field that has no entry of its own.
    """

    predecessor: str
    successor: str
    valid_from: date
    basis: Text
    field: Annotated[str, Meta(max_length=200)] = ""


class _AgenciesFile(Struct, frozen=True, forbid_unknown_fields=True):
    succession: Annotated[list[Succession], Meta(max_length=50_000)]


class Successions:
    """Every succession that is known at this desk; ``Successions()`` for none."""

    def __init__(self, entries: Iterable[Succession] = ()) -> None:
        self._of: dict[tuple[str, str], list[Succession]] = {}
        for entry in sorted(entries, key=lambda one: one.valid_from):
            self._of.setdefault((entry.predecessor, entry.field), []).append(entry)

    def successor(self, agency: str, field: str, on: date) -> str:
        """Who does ``agency``'s work of ``field`` on ``on``: the last of the chain.

        ``agency`` itself while it has no successor. ``field`` empty: whatever the field.
        """
        now = agency
        while (following := self._following(now, field, on)) is not None:
            now = following.successor
        return now

    def basis(self, agency: str, field: str, on: date) -> list[str]:
        """The texts by which ``successor`` came to its answer, in the chain's order."""
        texts, now = [], agency
        while (following := self._following(now, field, on)) is not None:
            texts.append(following.basis)
            now = following.successor
        return texts

    def circle_at(self, entry: Succession, field: str) -> bool:
        """Whether ``entry`` closes a circle for ``field`` on the day it begins."""
        now, seen = entry.predecessor, {entry.predecessor}
        while (following := self._following(now, field, entry.valid_from)) is not None:
            now = following.successor
            if now in seen:
                return True
            seen.add(now)
        return False

    def _following(self, agency: str, field: str, on: date) -> Succession | None:
        """The newest entry of that field, else of every field."""
        for key in dict.fromkeys((field, "")):
            begun = [one for one in self._of.get((agency, key), ()) if one.valid_from <= on]
            if begun:
                return begun[-1]
        return None


NO_SUCCESSIONS = Successions()


def load_successions(path: Path | None) -> Successions:
    """Read the province's file; without one (None, or not there) nothing was dissolved.

    Raises InvalidInput (``bad_data``) naming file, entry and field: an e-ID of no shape, an agency
    that follows itself, two successors at once, a circle.
    """
    if path is None or not is_there(path):
        return NO_SUCCESSIONS
    entries = read_table(path, read_bytes(path), _AgenciesFile).succession
    seen: dict[tuple[str, str, date], int] = {}
    for index, entry in enumerate(entries):
        _check_entry(path, index, entry)
        first = seen.setdefault((entry.predecessor, entry.field, entry.valid_from), index)
        if first != index:
            raise bad_data(
                path,
                f"succession[{index}].valid_from",
                f"{entry.predecessor} đã có nơi kế thừa từ ngày này ở succession[{first}]",
            )
    successions = Successions(entries)
    fields = {entry.field for entry in entries} | {""}
    for index, entry in enumerate(entries):
        for field in {entry.field} if entry.field else fields:
            if successions.circle_at(entry, field):
                raise bad_data(
                    path,
                    f"succession[{index}].successor",
                    f"{entry.predecessor} và {entry.successor} kế thừa vòng tròn",
                )
    return successions


def _check_entry(path: Path, index: int, entry: Succession) -> None:
    for name in ("predecessor", "successor"):
        agency: str = getattr(entry, name)
        if not is_agency(agency):
            raise bad_data(
                path, f"succession[{index}].{name}", f"không phải mã định danh: {agency[:40]!r}"
            )
    if entry.predecessor == entry.successor:
        raise bad_data(
            path, f"succession[{index}].successor", f"{entry.successor} kế thừa chính mình"
        )
