"""``central import``: packs that were carried to the central itself (docs/adr/0029).

Each run gets in as by ``/v1/carried``, brought by the administrator; pages go where scans go.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from app.carrying.openers import Opening
from app.carrying.pack import CarriedPage, PackReader
from app.dossier.decide import Rules
from app.errors import EnvironmentFault, QmcError, Refusal
from sync.carrying.files import RefusedPack, groups, open_pack, packs_in, refused_pack
from sync.carrying.verifying import check_pack, unknown_signer, verified_runs
from sync.central.carried import accept_carried
from sync.central.database import Database
from sync.central.installations import Standing, effective_standing, find_installation
from sync.central.scan_files import ScanFiles
from sync.central.scan_uploads import note_kept
from sync.central.schema import installation as installation_table
from sync.central.seal_keys import private_seal_keys
from sync.contract.carried import CarriedBatch
from sync.contract.messages import Result
from sync.contract.scans import NewScan

_PAGES_AT_ONCE = 50


@dataclass(slots=True)
class CentralImport:
    """What became of it. ``try_again`` events wait for what comes before them in their chain."""

    packs: int = 0
    events: int = 0
    accepted: int = 0
    duplicate: int = 0
    set_aside: int = 0
    try_again: int = 0
    pages: int = 0
    refused: list[RefusedPack] = field(default_factory=list)

    def add(self, other: CentralImport) -> None:
        """Count another file's in."""
        self.packs += other.packs
        self.events += other.events
        self.accepted += other.accepted
        self.duplicate += other.duplicate
        self.set_aside += other.set_aside
        self.try_again += other.try_again
        self.pages += other.pages
        self.refused += other.refused


@dataclass(frozen=True, slots=True)
class Receiver:
    """The central that takes packs in; ``now_ms`` is its time. ``scans`` None keeps no pages."""

    database: Database
    rules: Rules
    scans: ScanFiles | None
    now_ms: int


@dataclass(frozen=True, slots=True)
class _Known:
    """An installation's key and agency."""

    key: bytes
    agency: str


def import_packs(
    receiver: Receiver, place: Path, *, passphrase: str | None = None
) -> CentralImport:
    """Take in a pack, or every pack of a folder; again it is nothing new.

    Runs that wait for another file's are tried again after it. What is wrong with a file of a
    folder is told under ``refused``; a single file raises it, as importing at a desk does.
    """
    keys = private_seal_keys(receiver.database)
    opening = Opening(central=keys, passphrase=passphrase)
    total = CentralImport()
    if not place.is_dir():
        _import_file(receiver, place, opening, total)
        return total
    files = packs_in(place)
    while files:
        found = {file: _tried(receiver, file, opening) for file in files}
        waiting = [file for file in files if found[file].try_again]
        if len(waiting) == len(files):  # nothing came that they wait for
            waiting = []
        for file in files:
            if file not in waiting:
                total.add(found[file])
        files = waiting
    return total


def _tried(receiver: Receiver, file: Path, opening: Opening) -> CentralImport:
    imported = CentralImport()
    try:
        _import_file(receiver, file, opening, imported)
    except QmcError as error:
        imported.refused.append(refused_pack(file, error))
    return imported


def _import_file(receiver: Receiver, path: Path, opening: Opening, imported: CentralImport) -> None:
    with open_pack(path, opening) as reader:
        known = _installations(receiver.database)
        keys = {name: one.key for name, one in known.items()}
        check_pack(reader, keys)
        writer = known[reader.manifest.installation]
        if _standing(receiver.database, reader.manifest.installation) is Standing.SUSPENDED:
            raise Refusal(
                "origin_suspended",
                "Quản trị trung tâm đã tạm dừng máy quầy đã xuất gói này.",
                advice="Cho máy chạy lại (central installation resume) rồi nhập lại.",
            )
        imported.packs = 1
        for run, _, batch in verified_runs(reader, keys):
            try:
                if batch is None:
                    raise unknown_signer(run.counter or run.installation)
                _count(imported, _accepted(receiver, batch))
            except Refusal as refusal:
                imported.refused.append(refused_pack(path, refusal))
        _take_pages(receiver, reader, writer.agency, imported)


def _accepted(receiver: Receiver, batch: CarriedBatch) -> list[Result]:
    with receiver.database.write() as connection:
        taken = accept_carried(connection, receiver.rules, batch, None, receiver.now_ms)
    return [outcome.result for outcome in taken.outcomes]


def _count(imported: CentralImport, results: list[Result]) -> None:
    imported.events += len(results)
    imported.accepted += results.count(Result.ACCEPTED)
    imported.duplicate += results.count(Result.DUPLICATE)
    imported.set_aside += results.count(Result.SET_ASIDE)
    imported.try_again += results.count(Result.TRY_AGAIN)


def _take_pages(
    receiver: Receiver, reader: PackReader, agency: str, imported: CentralImport
) -> None:
    """Each page is durable before it is noted."""
    scans = receiver.scans
    if reader.manifest.pages and scans is None:
        raise EnvironmentFault(
            "no_scan_place",
            "Chưa đặt nơi giữ ảnh quét nên chưa nhận được các trang trong gói.",
            advice="Ghi rõ --scans THƯ_MỤC, đúng thư mục của máy chủ trung tâm, rồi nhập lại.",
        )
    if scans is None:
        for _ in reader.pages():  # there is none; the pack's end is checked
            pass
        return
    for pages in groups(_kept(reader, scans, agency), _PAGES_AT_ONCE):
        with receiver.database.write() as connection:
            for page in pages:
                wanted = NewScan(page.sha256, page.bytes, page.media_type)
                note_kept(connection, agency, wanted, receiver.now_ms)
        imported.pages += len(pages)


def _kept(reader: PackReader, scans: ScanFiles, agency: str) -> Iterator[CarriedPage]:
    for page, data in reader.pages():
        if not scans.has(agency, page.sha256, page.bytes):
            scans.keep(agency, page.sha256, [data])
        yield page


def _installations(database: Database) -> dict[str, _Known]:
    columns = installation_table.c
    query = select(columns.id, columns.public_key, columns.agency)
    with database.read() as connection:
        return {
            row.id: _Known(base64.b64decode(row.public_key), row.agency)
            for row in connection.execute(query)
        }


def _standing(database: Database, installation: str) -> Standing | None:
    with database.read() as connection:
        found = find_installation(connection, installation)
        return None if found is None else effective_standing(connection, found)
