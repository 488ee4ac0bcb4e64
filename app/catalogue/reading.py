"""Reads the files of the catalogue's layers and puts them together."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.catalogue.checks import (
    LocalFees,
    check_grounds,
    check_procedure,
    local_keys,
    with_local_rates,
)
from app.catalogue.layers import Abolition, FieldFile, Layer, SourceFile, merge
from app.catalogue.procedure import Procedure
from app.dated_data.bundle import is_bundle, read_bundle
from app.dated_data.toml_table import content_version, read_bytes, read_table, toml_files
from app.fees.rules import Ground

GROUNDS_FILE = "exemption_grounds.toml"


class _GroundsFile(Struct, frozen=True, forbid_unknown_fields=True):
    ground: list[Ground]


class CatalogueData(Struct, frozen=True):
    """What the files say together; ``version`` changes exactly when one of them does."""

    procedures: list[Procedure]
    grounds: list[Ground]
    version: str
    abolitions: list[Abolition]


def read_layers(program: Path, province: list[Path], local_fees: Path | None) -> CatalogueData:
    """Read the folder ``program``, the province's files over it, and the amounts of its council.

    Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault
    (``data_missing``).
    """
    read = _Reading()
    read.grounds_file(program / GROUNDS_FILE)
    for path in toml_files(program):
        if path.name != GROUNDS_FILE:
            read.field_file(path, Layer.PROGRAM)
    if province:
        read.parts.append(b"province")  # the same file in the other layer is other law
    for path in (path for path in province if is_bundle(path)):
        read.bundle(path)
    for path in (path for path in province if not is_bundle(path)):
        if path.name == GROUNDS_FILE:
            read.grounds_file(path)
        else:
            read.field_file(path, Layer.PROVINCE)
    grounds = set(read.grounds)
    for file in read.files:
        for index, procedure in enumerate(file.content.procedure):
            check_procedure(file.path, f"procedure[{index}]", procedure, grounds)
    procedures, abolitions = merge(read.files)
    if local_fees is not None:
        rates = read_table(local_fees, read.bytes_of(local_fees), LocalFees)
        keys = local_keys(one for file in read.files for one in file.content.procedure)
        procedures = with_local_rates(procedures, rates, local_fees, keys)
    grounds_in_order = list(read.grounds.values())
    return CatalogueData(procedures, grounds_in_order, content_version(read.parts), abolitions)


class _Reading:
    """The files as they are read, one after the other."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.files: list[SourceFile] = []
        self.grounds: dict[str, Ground] = {}
        self.held: dict[Path, bytes] = {}

    def bytes_of(self, path: Path) -> bytes:
        data = self.held[path] if path in self.held else read_bytes(path)
        self.parts.append(data)
        return data

    def grounds_file(self, path: Path) -> None:
        """A ground that is known already is put in the other's place."""
        found = read_table(path, self.bytes_of(path), _GroundsFile).ground
        check_grounds(path, found)
        self.grounds |= {ground.id: ground for ground in found}

    def field_file(self, path: Path, layer: Layer) -> None:
        content = read_table(path, self.bytes_of(path), FieldFile)
        self.files.append(SourceFile(path, layer, content))

    def bundle(self, path: Path) -> None:
        """What the central publishes, below what the desk's own files say."""
        self.held = read_bundle(path)
        for file in self.held:
            if file.name == GROUNDS_FILE:
                self.grounds_file(file)
            else:
                self.field_file(file, Layer.PUBLISHED)
