"""The program's catalogue and over it the province's, made into one (docs/adr/0015)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import bad_data
from app.fees.rules import Text

_ONE_DAY = timedelta(days=1)


class Abolition(Struct, frozen=True, forbid_unknown_fields=True):
    """``code`` is no longer taken from ``on``, this day included, by ``basis``."""

    code: Annotated[str, Meta(pattern=r"^[1-9]\.[0-9]{6}\Z")]
    on: date
    basis: Text


class FieldFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the procedures of one field (lĩnh vực), and what has been abolished (bãi bỏ)."""

    procedure: list[Procedure] = []
    abolished: list[Abolition] = []


class Layer(IntEnum):
    """Who wrote a file; the higher one has the last word."""

    PROGRAM = 0
    PUBLISHED = 1  # by the central, for every desk of the province
    PROVINCE = 2  # by this desk's administrator


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that has been read."""

    path: Path
    layer: Layer
    content: FieldFile


@dataclass(frozen=True, slots=True)
class _Version:
    """One version, where it is written, and the day on which it ends in the end."""

    procedure: Procedure
    path: Path
    entry: str
    layer: Layer
    until: date | None

    @property
    def since(self) -> date:
        return self.procedure.valid_from

    @property
    def is_closed(self) -> bool:
        """Whether its own entry says when it ends."""
        return self.procedure.valid_to is not None

    def meets(self, on: date) -> bool:
        """Whether it has begun before ``on`` and not ended by then."""
        return self.since < on and (self.until is None or self.until >= on)


def merge(files: list[SourceFile]) -> tuple[list[Procedure], list[Abolition]]:
    """The versions that count, those of a code one after the other, and the abolitions.

    A version replaces that of a lower layer with the same code and ``valid_from``. It ends where
    one of a higher layer begins; an open one of a province, or that is published, also where the
    next one begins, of whatever layer; a published one that is closed where the program's next one
    begins (an update of the program must not stop a desk). Inside the program's layer each version
    says itself when it ends. Raises InvalidInput (``bad_data``) where versions overlap that both
    say when they end, where an entry is there twice, and for an abolition of what is not known.
    """
    by_code = _by_code(files)
    versions = {code: _one_after_the_other(found) for code, found in by_code.items()}
    abolitions = _abolitions(files, versions)
    for layer, path, entry, abolition in abolitions:
        versions[abolition.code] = [
            ended
            for version in versions[abolition.code]
            for ended in _abolished(version, layer, path, entry, abolition)
        ]
    procedures = [
        version.procedure
        if version.until == version.procedure.valid_to
        else msgspec.structs.replace(version.procedure, valid_to=version.until)
        for found in versions.values()
        for version in found
    ]
    return procedures, [abolition for *_, abolition in abolitions]


def _by_code(files: list[SourceFile]) -> dict[str, list[_Version]]:
    found: dict[str, list[_Version]] = {}
    for file in files:
        for index, procedure in enumerate(file.content.procedure):
            version = _Version(
                procedure, file.path, f"procedure[{index}]", file.layer, procedure.valid_to
            )
            found.setdefault(procedure.code, []).append(version)
    return found


def _one_after_the_other(found: list[_Version]) -> list[_Version]:
    ordered: list[_Version] = []
    for version in sorted(_without_replaced(found), key=lambda one: one.since):
        if ordered and ordered[-1].meets(version.since):
            ordered[-1] = _ended_by(ordered[-1], version)
        ordered.append(version)
    return ordered


def _without_replaced(found: list[_Version]) -> list[_Version]:
    kept: dict[date, _Version] = {}
    for version in found:
        known = kept.get(version.since)
        if known is not None and known.layer is version.layer:
            raise _overlap(version, known)
        if known is None or known.layer < version.layer:
            kept[version.since] = version
    return list(kept.values())


def _ended_by(before: _Version, following: _Version) -> _Version:
    """``before``, ended on the eve of ``following``; who may end whom is said at ``merge``."""
    both_of_program = before.layer is Layer.PROGRAM and following.layer is Layer.PROGRAM
    if both_of_program:
        raise _overlap(following, before)
    of_published = following.layer is Layer.PUBLISHED and before.layer is Layer.PUBLISHED
    if before.is_closed and (before.layer is Layer.PROVINCE or of_published):
        raise bad_data(
            before.path,
            f"{before.entry}.valid_to",
            f"{before.procedure.code}: chồng lên phiên bản từ {following.since}"
            f" ({following.path.name}, {following.entry}); bỏ valid_to thì phiên bản này hết hiệu"
            " lực ngày hôm trước",
        )
    return replace(before, until=following.since - _ONE_DAY)


def _overlap(version: _Version, before: _Version) -> Exception:
    until = f"đến {before.until}" if before.until else "để mở"
    return bad_data(
        version.path,
        f"{version.entry}.valid_from",
        f"{version.procedure.code}: chồng lên phiên bản trước từ {before.since}, {until}"
        f" ({before.path.name}, {before.entry})",
    )


def _abolitions(
    files: list[SourceFile], versions: dict[str, list[_Version]]
) -> list[tuple[Layer, Path, str, Abolition]]:
    found = [
        (file.layer, file.path, f"abolished[{index}]", abolition)
        for file in files
        for index, abolition in enumerate(file.content.abolished)
    ]
    for _, path, entry, abolition in found:
        if abolition.code not in versions:
            raise bad_data(path, f"{entry}.code", f"không có thủ tục {abolition.code}")
    return sorted(found, key=lambda one: (one[3].code, one[3].on))


def _abolished(
    version: _Version, layer: Layer, path: Path, entry: str, abolition: Abolition
) -> list[_Version]:
    """What an abolition leaves of a version: itself, its time before, or nothing.

    What the same layer, or the one above, lets begin on that day or later has been introduced anew.
    """
    if version.since >= abolition.on:
        return [] if version.layer < layer else [version]
    if not version.meets(abolition.on):
        return [version]
    if version.is_closed and version.layer is layer:
        raise bad_data(
            path,
            f"{entry}.on",
            f"{abolition.code}: {version.path.name}, {version.entry} ghi hiệu lực đến"
            f" {version.procedure.valid_to}",
        )
    if version.is_closed and version.layer > layer:
        return [version]
    return [replace(version, until=abolition.on - _ONE_DAY)]
