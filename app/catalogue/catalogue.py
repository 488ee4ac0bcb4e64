"""The catalogue: every version of every procedure that the desk takes, found by code and day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from app.catalogue.checks import LocalFees, check_procedures, with_local_rates
from app.catalogue.folding import fold
from app.catalogue.procedure import Procedure, national_code
from app.dated_data.toml_table import (
    RESOURCES,
    content_version,
    read_bytes,
    read_table,
    toml_files,
)
from app.deadlines.rule import deadline_text
from app.dossier.events import FrozenProcedure
from app.errors import InvalidInput
from app.fees.rules import Ground

GROUNDS_FILE = "exemption_grounds.toml"
MAX_QUERY = 200


class _FieldFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the procedures of one field (lĩnh vực)."""

    procedure: list[Procedure]


class _GroundsFile(Struct, frozen=True, forbid_unknown_fields=True):
    ground: list[Ground]


class Catalogue:
    """The known procedures. ``version`` changes exactly when the data does."""

    def __init__(self, procedures: list[Procedure], grounds: list[Ground], version: str) -> None:
        self.version = version
        self.procedures = procedures
        self.grounds = grounds
        self._by_code: dict[str, list[Procedure]] = {}
        for procedure in procedures:
            self._by_code.setdefault(procedure.code, []).append(procedure)
        self._words = [
            fold(" ".join([item.name, item.field, *item.keywords])).split() for item in procedures
        ]
        self._grounds = {
            fold(word): ground.id
            for ground in grounds
            for word in (ground.id, ground.name, *ground.words)
        }

    def procedure(self, code: str, on: date) -> Procedure:
        """The version of ``code`` in force on ``on``; a local suffix of the code is left off.

        Raises InvalidInput (``unknown_procedure``, field ``procedure``).
        """
        versions = self._by_code.get(national_code(code), [])
        for version in versions:
            if version.in_force(on):
                return version
        day = f"{on:%d/%m}/{on.year}"
        known = ", ".join(
            f"từ {version.valid_from:%d/%m/%Y}"
            + (f" đến {version.valid_to:%d/%m/%Y}" if version.valid_to else "")
            for version in versions
        )
        raise InvalidInput(
            "unknown_procedure",
            f"Không có thủ tục {code.strip()[:60]!r} vào ngày {day}.",
            field="procedure",
            advice=f"Thủ tục này có hiệu lực {known}." if known else None,
        )

    def reception(self, code: str, on: date) -> str | None:
        """``paper``, ``online_only`` or ``both`` on that day; None: no such procedure then.

        ``code`` is the national one: what a dossier carries.
        """
        for version in self._by_code.get(code, []):
            if version.in_force(on):
                return version.reception(on)
        return None

    def find(self, query: str, on: date, limit: int = 50) -> list[Procedure]:
        """The versions in force on ``on`` that ``query`` names, best first.

        Best is the code, then the name's beginning, then the words together in the name.

        Every word of the query begins a word of name, field or keywords, or stands in the code.

        Case, tone marks, đ and Unicode form don't matter. Raises InvalidInput (``too_long``).
        """
        if len(query) > MAX_QUERY:
            raise InvalidInput("too_long", f"Từ khóa dài quá {MAX_QUERY} ký tự.", field="query")
        wanted = fold(query).split()
        found: list[tuple[int, str, Procedure]] = []
        for procedure, words in zip(self.procedures, self._words, strict=True):
            if procedure.in_force(on) and all(
                word in procedure.code or any(own.startswith(word) for own in words)
                for word in wanted
            ):
                found.append((_rank(procedure, wanted), procedure.code, procedure))
        found.sort(key=lambda entry: entry[:2])
        return [procedure for _, _, procedure in found[:limit]]

    def frozen(self, code: str, on: date) -> FrozenProcedure:
        """The version as it is frozen into a dossier; raises as ``procedure``."""
        version = self.procedure(code, on)
        return FrozenProcedure(
            code=version.code,
            name=version.name,
            field=version.field,
            valid_from=version.valid_from.isoformat(),
            legal_basis=version.legal_basis,
            deadline=deadline_text(version.deadline),
            immediate=version.immediate,
        )

    def ground(self, text: str) -> str:
        """The id of a ground of exemption, by id or name; empty for none.

        Raises InvalidInput (``unknown_exemption``, field ``exemption``).
        """
        if not text.strip():
            return ""
        ground = self._grounds.get(fold(text.strip()))
        if ground is None:
            raise InvalidInput(
                "unknown_exemption",
                f"Không có lý do miễn {text.strip()[:60]!r}.",
                field="exemption",
                advice="Các lý do: " + ", ".join(entry.id for entry in self.grounds) + ".",
            )
        return ground


def load_catalogue(directory: Path | None = None, local_fees: Path | None = None) -> Catalogue:
    """Read the catalogue in ``directory``, by default the one that comes with the program.

    ``local_fees`` is the file of the amounts that the province's council has set
    (``[[rate]] key, amount, valid_from, valid_to, basis``). Raises InvalidInput (``bad_data``)
    naming file, entry and field; EnvironmentFault (``data_missing``).
    """
    if directory is None and local_fees is None:
        return _load_default()
    return _load(directory or RESOURCES / "catalogue", local_fees)


@lru_cache(maxsize=1)
def _load_default() -> Catalogue:
    return _load(RESOURCES / "catalogue", None)


def _load(directory: Path, local_fees: Path | None) -> Catalogue:
    grounds_path = directory / GROUNDS_FILE
    grounds_data = read_bytes(grounds_path)
    grounds = read_table(grounds_path, grounds_data, _GroundsFile).ground
    parts, files = [grounds_data], []
    for path in toml_files(directory):
        if path.name != GROUNDS_FILE:
            data = read_bytes(path)
            parts.append(data)
            files.append((path, read_table(path, data, _FieldFile).procedure))
    check_procedures(files, {ground.id for ground in grounds})
    procedures = [procedure for _, listed in files for procedure in listed]
    if local_fees is not None:
        data = read_bytes(local_fees)
        parts.append(data)
        rates = read_table(local_fees, data, LocalFees)
        procedures = with_local_rates(procedures, rates, local_fees)
    return Catalogue(procedures, grounds, content_version(parts))


def _rank(procedure: Procedure, wanted: list[str]) -> int:
    if len(wanted) == 1 and procedure.code.startswith(wanted[0]):
        return 0
    name, together = fold(procedure.name), " ".join(wanted)
    if name.startswith(together):
        return 1
    return 2 if f" {together}" in name else 3
