"""The work of the page, for the store's thread; no Qt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.fees.rules import Local
from app.provincial_law.folder import LawFolder
from app.provincial_law.importing import SourceDocument, accept, propose, read_document_file
from app.provincial_law.law_in_force import LawInForce, load_law
from app.provincial_law.overview import Overview, overview
from ui.law.difference_rows import DifferenceRow, RowKind, counts_of, rows_of
from ui.law.unsure_index import UnsureIndex

if TYPE_CHECKING:
    from datetime import date

    from app.reception.desk import Desk


class LawOnDisk(Struct, frozen=True):
    """The law as it lies on the disk now: it may be newer than what the desk works by.

    ``charges`` are the names of what the council decides on, by their keys.
    """

    law: LawInForce
    overview: Overview
    unsure: UnsureIndex
    charges: dict[str, str]


class WantedImport(Struct, frozen=True):
    """What the form says; paths as typed, ``parts`` empty for none."""

    kind: str
    file: str
    format_name: str
    parts: str
    valid_from: date | None


class SeenDifference(Struct, frozen=True):
    """A difference as it is shown; ``id`` confirms exactly this one."""

    document: SourceDocument
    id: str
    changes_law: bool
    rows: list[DifferenceRow]
    counts: Counter[RowKind]


class Applied(Struct, frozen=True):
    """What was written, and the law with it; ``moved`` dossiers it would count otherwise."""

    law: LawInForce
    paths: list[Path]
    moved: int


def read_law(desk: Desk) -> LawOnDisk:
    """Raises Refusal (``not_permitted``), InvalidInput (``bad_data``), EnvironmentFault."""
    desk.must(Act.CONFIGURE)
    folder = LawFolder.in_data(desk.store.directory)
    law = load_law(folder)
    today = desk.clock.now().date()
    law.catalogue.prepare(today)
    seen = overview(folder, law, today)
    charges = {
        fee.charge.key: fee.name
        for procedure in law.catalogue.procedures
        for fee in procedure.fees
        if isinstance(fee.charge, Local)
    }
    return LawOnDisk(law, seen, UnsureIndex(seen.unsure), charges)


def see_difference(desk: Desk, wanted: WantedImport) -> SeenDifference:
    """Read the file and compare; nothing is written. Raises as ``propose``."""
    path = Path(wanted.file).expanduser()
    document = SourceDocument(
        kind=wanted.kind,
        name=path.name,
        data=read_document_file(path),
        format_name=wanted.format_name,
        parts=read_document_file(Path(wanted.parts), "parts") if wanted.parts else None,
        valid_from=wanted.valid_from,
    )
    folder = LawFolder.in_data(desk.store.directory)
    law, now = load_law(folder), desk.clock.now()
    proposal = propose(folder, document, law, desk=desk, now=now)
    names = {one.code: one.name for one in law.catalogue.procedures if one.in_force(now.date())}
    rows = rows_of(proposal, names)
    return SeenDifference(document, proposal.id, proposal.changes_law, rows, counts_of(rows))


def apply_seen(desk: Desk, seen: SeenDifference) -> Applied:
    """Write what was seen, and read the law anew; raises as ``propose`` and ``accept``."""
    folder = LawFolder.in_data(desk.store.directory)
    document = seen.document
    proposal = propose(folder, document, load_law(folder), desk=desk, now=desk.clock.now())
    paths = accept(proposal, document, seen.id, desk=desk)
    law = load_law(folder)
    law.catalogue.prepare(desk.clock.now().date())
    return Applied(law, paths, len(proposal.moved))
