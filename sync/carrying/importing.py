"""``outbox import``: packs of this or another desk are kept here, and carried on to the central."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.accounts.roles import Act
from app.carrying.openers import Opening, StoreKey
from app.carrying.pack import CarriedPage, PackReader
from app.dossier.events import Page
from app.errors import QmcError, Refusal
from app.reception.desk import Desk
from app.store.carried import CarriedEntry, NewRun
from app.store.store import Store
from app.store.unsent import own_installations
from sync.carrying.files import RefusedPack, groups, open_pack, packs_in, refused_pack
from sync.carrying.verifying import PublicKeys, check_pack, unknown_signer, verified_runs

_RUNS_AT_ONCE = 20
_PAGES_AT_ONCE = 50


@dataclass(slots=True)
class Imported:
    """What was read. ``new`` events wait here to be carried, ``known`` ones this desk had already;
    ``counters`` are the desks that wrote the packs."""

    packs: int = 0
    events: int = 0
    new: int = 0
    known: int = 0
    pages: int = 0
    counters: list[str] = field(default_factory=list)
    refused: list[RefusedPack] = field(default_factory=list)


def import_unsent(desk: Desk, place: Path, *, passphrase: str | None = None) -> Imported:
    """Take in a pack, or every pack of a folder; what is kept is durable. Importing is logged.

    The same again is nothing new. Of a folder each file is taken by itself, and what is wrong with
    one is told under ``refused``; a single file raises it: InvalidInput (``no_file``,
    ``not_a_pack``, ``wrong_passphrase``), Refusal (``not_permitted``, ``unknown_signer``,
    ``wrong_agency``), EnvironmentFault (``cannot_open_pack``, ``disk_full``, …).
    """
    desk.must(Act.RECEIVE)
    opening = opening_of(desk.store, passphrase)
    imported = Imported()
    if not place.is_dir():
        _import_file(desk, place, opening, imported)
        return imported
    for file in packs_in(place):
        try:
            _import_file(desk, file, opening, imported)
        except QmcError as error:
            imported.refused.append(RefusedPack(file.name, error.code, error.message, error.advice))
    return imported


def offer_carried_again(desk: Desk, carried: str) -> CarriedEntry:
    """Send a carried part once more that was set aside (Cần xử lý); it is logged who asked.

    Raises InvalidInput (``not_in_outbox``) and Refusal (``not_permitted``).
    """
    desk.must(Act.CORRECT)
    entry = desk.store.carried.retry(carried)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("retry", "", {"carried": carried, "counter": entry.counter})
    return entry


def opening_of(store: Store, passphrase: str | None) -> Opening:
    """What this desk can open packs with."""
    parts = store.parts
    return Opening(store=StoreKey(parts.manifest.store, parts.keys.carrying), passphrase=passphrase)


def _import_file(desk: Desk, path: Path, opening: Opening, imported: Imported) -> None:
    with open_pack(path, opening) as reader:
        _import_pack(desk, path, reader, imported)


def _import_pack(desk: Desk, path: Path, reader: PackReader, imported: Imported) -> None:
    keys = _keys(desk.store)
    check_pack(reader, keys)
    _check_agency(desk.store, reader)
    _log(desk, path.name, reader)
    imported.packs += 1
    if reader.header.counter not in imported.counters:
        imported.counters.append(reader.header.counter)
    for runs in groups(_runs(reader, keys, path, imported), _RUNS_AT_ONCE):
        _keep_runs(desk, runs, imported)
    for pages in groups(_stored_pages(desk.store, reader), _PAGES_AT_ONCE):
        _queue_pages(desk, pages)
        imported.pages += len(pages)


def _runs(reader: PackReader, keys: PublicKeys, path: Path, imported: Imported) -> Iterator[NewRun]:
    for run, body, batch in verified_runs(reader, keys):
        if batch is None:
            error = unknown_signer(run.counter or run.installation)
            imported.refused.append(refused_pack(path, error))
            continue
        yield NewRun(run.installation, run.counter, run.first_seq, run.last_seq, run.tip, body)


def _keep_runs(desk: Desk, runs: Iterable[NewRun], imported: Imported) -> None:
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        for run in runs:
            events = run.last_seq - run.first_seq + 1
            imported.events += events
            if transaction.keep_carried(run):
                imported.new += events
            else:
                imported.known += events


def _stored_pages(store: Store, reader: PackReader) -> Iterator[CarriedPage]:
    """Each page, durable in the page store before it is queued."""
    for page, data in reader.pages():
        store.pages.put(data)
        yield page


def _queue_pages(desk: Desk, pages: Iterable[CarriedPage]) -> None:
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        for page in pages:
            transaction.queue_carried_page(
                Page(page.sha256, page.bytes, page.media_type, 0, 0, 0),
                dossier=page.dossier,
                event=page.event,
            )


def _keys(store: Store) -> dict[str, bytes]:
    """The published keys, and those of what this store is and was."""
    known = {key.installation: key.public_key for key in store.known_keys().values()}
    return {**known, **own_installations(store.parts.database)}


def _check_agency(store: Store, reader: PackReader) -> None:
    installation = store.installation
    if installation is not None and reader.header.agency != installation.agency:
        raise Refusal(
            "wrong_agency",
            f"Gói của cơ quan {reader.header.agency}, quầy này thuộc {installation.agency}.",
            advice="Nhập gói ở một quầy của đúng cơ quan.",
        )


def _log(desk: Desk, name: str, reader: PackReader) -> None:
    header = reader.header
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit(
            "import_unsent",
            "",
            {
                "file": name,
                "counter": header.counter,
                "installation": header.installation,
                "events": header.events,
                "pages": header.pages,
            },
        )
