"""``outbox export``: everything unsent of this desk in one sealed file."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.accounts.roles import Act
from app.carrying.openers import stretch
from app.carrying.pack import MAX_PAGES, MAX_RUNS, SUFFIX, CarriedRun
from app.clock.time import VIETNAM
from app.disk.durable_file import written_durably
from app.errors import InvalidInput
from app.reception.desk import Desk
from app.store.store import Store
from app.store.unsent import cut_runs, unsent_links, unsent_pages
from sync.carrying.writing import (
    Body,
    Contents,
    openers_of,
    own_body,
    readable_pages,
    source_of,
    write_pack,
)


class Exported(Struct, frozen=True):
    """What lies in the file. ``waiting`` events wait at this desk, as before; ``carried`` are
    runs of other desks that it had taken in; ``missing_pages`` could not be read here;
    ``left_out`` runs and pages were more than one file may hold."""

    path: str
    events: int
    pages: int
    dossiers: int
    waiting: int
    opens_with: list[str]
    carried: int
    missing_pages: list[str]
    left_out: int
    bytes: int


def export_unsent(
    desk: Desk, out: Path, *, passphrase: str | None = None, overwrite: bool = False
) -> Exported:
    """Write what the central does not have to ``out``, durably; the desk stays as it is.

    ``out`` may be a folder. With ``passphrase`` whoever knows it can open the file, too: without
    it only the central and this desk's own store can. Exporting is logged.

    Raises Refusal (``not_permitted``, ``not_enrolled``), InvalidInput (``file_exists``),
    EnvironmentFault (``disk_full``, …); then ``out`` is what it was before.
    """
    desk.must(Act.RECEIVE)
    store = desk.store
    source = source_of(store)
    path = out / _name(desk, source.installation.installation) if out.is_dir() else out
    if path.exists() and not overwrite:
        raise InvalidInput("file_exists", f"{path} đã có.", field="out", advice="Chọn tên khác.")
    openers = openers_of(store, None if passphrase is None else stretch(passphrase))
    contents = _everything(store, source.installation.counter)
    counts = store.outbox.counts()
    with store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit(
            "export_unsent",
            "",
            {
                "file": path.name,
                "events": contents.events,
                "pages": len(contents.pages),
                "opens_with": openers.names(),
            },
        )
    with written_durably(path) as file:
        write_pack(file, source, contents, openers)
    return Exported(
        path=str(path),
        events=contents.events,
        pages=len(contents.pages),
        dossiers=_dossiers(store),
        waiting=counts.waiting,
        opens_with=openers.names(),
        carried=len(store.carried.list(limit=MAX_RUNS)),
        missing_pages=list(contents.missing),
        left_out=contents.left_out,
        bytes=path.stat().st_size,
    )


def _everything(store: Store, counter: str) -> Contents:
    """The queue with what is set aside, what is carried for others, every page not uploaded."""
    database = store.parts.database
    own = cut_runs(database, unsent_links(database, set_aside=True))
    bodies = [own_body(store, run, counter) for run in own]
    bodies += [_carried_body(store, entry.id) for entry in store.carried.list(limit=MAX_RUNS)]
    pages, missing = readable_pages(store, unsent_pages(database))
    left_out = max(len(bodies) - MAX_RUNS, 0) + max(len(pages) - MAX_PAGES, 0)
    return Contents(bodies[:MAX_RUNS], pages[:MAX_PAGES], missing, left_out)


def _carried_body(store: Store, carried: str) -> Body:
    item = store.carried.run(carried)
    run = CarriedRun(
        installation=item.installation,
        first_seq=item.first_seq,
        last_seq=item.last_seq,
        tip=item.tip,
        bytes=len(item.body),
        counter=item.counter,
    )
    return Body(run, lambda: store.carried.run(carried).body)


def _dossiers(store: Store) -> int:
    counted = store.parts.database.row("SELECT count(DISTINCT dossier) FROM outbox")
    assert counted is not None
    return int(counted[0])


def _name(desk: Desk, installation: str) -> str:
    """A name that sorts by time and that two desks never both choose."""
    now = desk.clock.now().astimezone(VIETNAM)
    return f"cho-gui-{now:%Y%m%d-%H%M%S}-{installation[-8:]}{SUFFIX}"
