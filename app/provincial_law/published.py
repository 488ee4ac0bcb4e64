"""Take what the central publishes into the province's layer: checked together, all or none.

A bundle of a kind is one file of the layer's folder (docs/adr/0028), below what this desk's own
files say. It is tried in a copy with everything else that counts here before it is written, so that
a bundle with a fault changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.catalogue import load_catalogue
from app.dated_data.bundle import bundle_name, bundle_text, etag_on_disk
from app.errors import Refusal
from app.provincial_law.folder import OLD_FEES, LawFolder, put, tried
from app.provincial_law.spoilt_bundle import forget_aside, is_set_aside, load_without_spoilt

if TYPE_CHECKING:
    from app.store.store import Store

CATALOGUE, CALENDAR = KINDS = ("catalogue", "calendar")
_TRIES = 3
_SPOILT = (
    "Tệp dữ liệu công bố ở quầy này bị hỏng hoặc không còn hợp với chương trình nên đã để riêng;"
    " quầy đang lấy lại."
)

Moved = Callable[[WorkingCalendar, WorkingCalendar], list[str]]


class PublishedStanding(Struct, frozen=True):
    """One kind of published data at this desk, for people.

    ``in_force`` is what counts here; where it is not, ``problem`` says why (empty: it has not been
    taken yet). ``moved`` are codes of open dossiers that a new calendar counts otherwise: none is
    moved by itself. ``agencies`` has no files; it is in force once it came.
    """

    kind: str
    etag: str
    files: int
    came_at: datetime
    asked_at: datetime
    in_force: bool
    problem: str
    moved: list[str]


@dataclass(frozen=True, slots=True)
class CheckedBundle:
    """A bundle that goes together with all that counts at this desk; not written yet."""

    folder: Path
    files: Mapping[str, bytes]
    moved: list[str]


def check_published(
    folder: LawFolder, kind: str, etag: str, files: Mapping[str, str], moved: Moved
) -> CheckedBundle:
    """Try the bundle over the program's data and under the desk's own.

    ``moved`` names the dossiers that a calendar counts otherwise than another. Raises InvalidInput
    (``bad_bundle``, ``bad_data`` naming file, entry and field), EnvironmentFault, and Refusal
    (``changed``) where the layer is being written to all the time.
    """
    place = _place(folder, kind)
    name = bundle_name(kind)
    if not files and not (place / name).exists():
        return CheckedBundle(place, {}, [])
    data = {name: bundle_text(etag, files)}
    for _ in range(_TRIES):
        before = _stamp(folder)
        with tried(place, data) as staged:
            if kind == CATALOGUE:
                load_catalogue(local_fees=folder.fees_in_use(), province=staged)
                codes: list[str] = []
            else:
                present = load_without_spoilt(place, kind, _calendar_of)
                codes = moved(present, _calendar_of(staged))
        if _stamp(folder) == before:
            return CheckedBundle(place, data, codes)
    raise Refusal("changed", "Dữ liệu pháp luật của quầy đang được sửa; sẽ thử lại sau.")


def _calendar_of(place: Path) -> WorkingCalendar:
    return load_calendar(province=place)


def put_published(checked: CheckedBundle) -> None:
    """Write it, whole and durable; EnvironmentFault, and then all is as it was."""
    if checked.files:
        put(checked.folder, checked.files)
        forget_aside(checked.folder, checked.files)


def etag_in_force(folder: LawFolder, kind: str) -> str:
    """The ``etag`` of what counts of ``kind``; empty where nothing published does."""
    return etag_on_disk(_place(folder, kind) / bundle_name(kind))


def published_standing(store: Store) -> list[PublishedStanding]:
    """How the published data stands at this desk, by kind; of what never came there is nothing."""
    folder = LawFolder.in_data(store.directory)
    found = []
    for row in store.published.all():
        taken = row.kind not in KINDS or _is_in_force(folder, row.kind, row.etag, row.files)
        found.append(
            PublishedStanding(
                kind=row.kind,
                etag=row.etag,
                files=row.files,
                came_at=row.came_at,
                asked_at=row.asked_at,
                in_force=taken and not row.problem,
                problem=row.problem or ("" if taken else _why_lost(folder, row.kind)),
                moved=row.moved,
            )
        )
    return found


def _is_in_force(folder: LawFolder, kind: str, etag: str, files: int) -> bool:
    there = etag_in_force(folder, kind)
    return there == etag or (not there and not files)


def lost_kinds(store: Store) -> frozenset[str]:
    """What had been taken, and is not here any more: not refused, so the central has it still."""
    folder = LawFolder.in_data(store.directory)
    return frozenset(
        row.kind
        for row in store.published.all()
        if row.kind in KINDS
        and not row.problem
        and not _is_in_force(folder, row.kind, row.etag, row.files)
    )


def _why_lost(folder: LawFolder, kind: str) -> str:
    return _SPOILT if is_set_aside(_place(folder, kind), kind) else ""


def _place(folder: LawFolder, kind: str) -> Path:
    return folder.catalogue if kind == CATALOGUE else folder.calendar


def known_etag(store: Store, kind: str) -> str:
    """The ``etag`` that this desk need not be sent again; empty: send all there is.

    What was refused is sent again: why it was may have been put right. What lies on the disk is
    another thing than what the database says after a restored backup, or a power cut between the
    two.
    """
    for standing in published_standing(store):
        if standing.kind == kind and standing.in_force:
            return standing.etag
    return ""


def _stamp(folder: LawFolder) -> list[tuple[str, int, int]]:
    """What tells whether anything of the layer was written meanwhile."""
    found = []
    for path in (folder.path, *folder.path.rglob("*"), folder.path.parent / OLD_FEES):
        try:
            status = path.stat()
        except OSError:
            continue  # it came or went: the stamp differs
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return sorted(found)
