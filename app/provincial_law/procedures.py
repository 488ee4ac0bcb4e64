"""Import procedures: entries from a document, over the version in force (docs/adr/0015)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.importing.catalogue_text import file_text
from app.catalogue.importing.difference import difference
from app.catalogue.importing.entries import Entries, entries_of
from app.catalogue.importing.imported import Imported
from app.catalogue.importing.laythutuc import read_laythutuc
from app.catalogue.importing.opencps import read_opencps
from app.catalogue.importing.sheet import read_sheet
from app.catalogue.layers import FieldFile
from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import read_bytes, read_table
from app.errors import InvalidInput
from app.provincial_law.folder import LawFolder, tried
from app.provincial_law.proposal import Proposal, proposal_id

FORMATS: dict[str, Callable[[bytes], Imported]] = {
    "laythutuc": read_laythutuc,
    "opencps": read_opencps,
    "sheet": read_sheet,
}


def read_procedures(
    document: bytes, *, name: str, format_name: str = "", parts: bytes | None = None
) -> Imported:
    """Read a document of ``format_name``; by its file's name where that is empty.

    Raises InvalidInput (``bad_document``, ``unreadable``, ``too_large``; ``which_format``).
    """
    if not format_name and Path(name).suffix.lower() in (".xlsx", ".csv", ".tsv"):
        format_name = "sheet"
    if format_name not in FORMATS:
        raise InvalidInput(
            "which_format",
            "Chưa rõ kiểu tệp danh mục.",
            field="format",
            advice=f"Chọn một trong: {', '.join(FORMATS)}.",
        )
    if parts is not None and format_name != "opencps":
        raise InvalidInput("conflict", "Chỉ OpenCPS có tệp thành phần riêng.", field="parts")
    if format_name == "opencps":
        return read_opencps(document, parts)
    return FORMATS[format_name](document)


def propose_procedures(
    folder: LawFolder,
    imported: Imported,
    document: bytes,
    *,
    catalogue: Catalogue,
    local_fees: Path | None,
    valid_from: date,
    now: datetime,
) -> Proposal:
    """What ``imported`` would change from ``valid_from`` on, checked with the whole layer.

    Entries of earlier imports stay; one for the same code and day is replaced. ``local_fees`` are
    the council's amounts, whose charges the new entries must still have. Raises InvalidInput
    (``bad_data``) naming the entry.
    """
    entries = entries_of(imported, catalogue, valid_from)
    name = f"imported-{imported.source}.toml"
    text = _merged_text(folder.catalogue / name, imported.source, document, entries, now)
    files = {name: text.encode()}
    with tried(folder.catalogue, files) as staged:
        load_catalogue(local_fees=local_fees, province=staged)
    return Proposal(
        id=proposal_id(
            document,
            {name: msgspec.json.encode(entries)},  # not the file, whose head has the minute
            catalogue.version,
            valid_from.isoformat(),
        ),
        folder=folder.catalogue,
        files=files,
        difference=difference(entries, catalogue, valid_from),
        kept=list(entries.kept),
        notes=list(entries.notes),
    )


def _merged_text(path: Path, source: str, document: bytes, entries: Entries, now: datetime) -> str:
    before = read_table(path, read_bytes(path), FieldFile) if path.exists() else FieldFile()
    new = {one.code: one for one in entries.procedures}
    procedures = {(one.code, one.valid_from): _ended(one, new) for one in before.procedure}
    procedures |= {(one.code, one.valid_from): one for one in entries.procedures}
    abolished = {gone.code: gone for gone in (*before.abolished, *entries.abolished)}
    head = [
        f"Nhập từ {source} lúc {now:%H:%M %d/%m/%Y}; SHA-256 của tệp nguồn:",
        hashlib.sha256(document).hexdigest(),
        "Sửa tay được. Lần nhập sau chỉ thay mục cùng mã, cùng ngày hiệu lực.",
    ]
    return file_text(head, [procedures[key] for key in sorted(procedures)], abolished.values())


def _ended(before: Procedure, new: dict[str, Procedure]) -> Procedure:
    """A version of an earlier import, ended where the new one of its code begins."""
    following = new.get(before.code)
    if following is None or before.valid_to is None:
        return before
    if not before.valid_from < following.valid_from <= before.valid_to:
        return before
    return msgspec.structs.replace(before, valid_to=following.valid_from - timedelta(days=1))
