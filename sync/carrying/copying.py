"""One pass of the running copy: the folder gets what it lacks, and loses what is not needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.carrying.openers import Openers, Opening, PassphraseKey, stretch
from app.carrying.running_copy import CopyPlan, copy_name, mark_of, plan_copy, read_copy_name
from app.disk.durable_file import disk_fault, written_durably
from app.errors import EnvironmentFault, QmcError
from app.store.chain import hash_at
from app.store.copy_settings import CopySettings, read_copy_settings
from app.store.records import StoredProblem
from app.store.store import Store
from app.store.unsent import (
    Link,
    OwnRun,
    UnsentPage,
    cut_runs,
    own_installations,
    unsent_links,
    unsent_pages,
)
from sync.carrying.files import MAX_PACKS
from sync.carrying.torn_packs import pages_of_packs, remove_left_overs
from sync.carrying.writing import (
    Body,
    Contents,
    PackSource,
    openers_of,
    own_body,
    readable_pages,
    source_of,
    write_pack,
)

ListNames = Callable[[Path], list[str]]


class CopyStanding(Struct, frozen=True):
    """How the running copy stands. ``folder`` is empty where none is set.

    ``copied_at`` is when the folder last held everything; ``behind`` events are not in it;
    ``packs`` of this desk are. ``unknown`` packs hold work of this desk that this store does not
    know: import them. ``opens_with`` says who can open what is written.
    """

    folder: str = ""
    copied_at: datetime | None = None
    behind: int = 0
    packs: int = 0
    unknown: int = 0
    opens_with: list[str] = []
    problem: StoredProblem | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the store says, read in one moment."""

    settings: CopySettings
    source: PackSource
    openers: Openers
    links: dict[tuple[str, int], Link]
    pages: list[UnsentPage]
    installations: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Work:
    """What brings the folder up to date: its names, the plan, the runs to write."""

    wanted: _Wanted
    names: list[str]
    plan: CopyPlan
    runs: list[OwnRun]
    mark: str


class RunningCopy:
    """The running copy of one store. ``reading`` is held whenever the store is read, and never
    while the folder is: that one may hang for as long as it likes.
    """

    def __init__(
        self,
        store: Store,
        reading: Callable[[], AbstractContextManager[object]],
        *,
        list_names: ListNames = os.listdir,
    ) -> None:
        self._store = store
        self._reading = reading
        self._list_names = list_names
        self._looked_through = ""
        self._torn: set[str] = set()
        self._lacking: dict[str, list[UnsentPage]] = {}
        self._stretched: PassphraseKey | None = None
        self._copied_at: datetime | None = None

    def bring_up_to_date(self, *, only_look: bool = False) -> CopyStanding:
        """One pass; what goes wrong with the folder is in the standing, and tried again later.

        ``only_look``: nothing is written or removed.
        """
        with self._reading():
            settings = read_copy_settings(self._store)
            if settings is None or self._store.installation is None:
                return CopyStanding(folder="" if settings is None else settings.folder)
            wanted = self._wanted(settings)
        mark = mark_of(wanted.openers)
        standing = CopyStanding(
            folder=settings.folder,
            copied_at=self._copied_at,
            behind=len(wanted.links),
            opens_with=wanted.openers.names(),
        )
        try:
            names = self._names_in(wanted)
        except EnvironmentFault as fault:
            self._looked_through = ""
            return replace(standing, problem=_problem(fault))
        with self._reading():
            plan = self._plan(wanted, names, mark)
            missing = [wanted.links[place] for place in plan.missing]
            runs = cut_runs(self._store.parts.database, missing)
        standing = replace(
            standing,
            behind=len(plan.missing),
            unknown=len(plan.unknown),
            packs=_own(names, wanted),
        )
        if only_look:
            return standing
        return self._write(_Work(wanted, names, plan, runs, mark), standing)

    def _write(self, work: _Work, standing: CopyStanding) -> CopyStanding:
        wanted, folder = work.wanted, work.wanted.settings.path
        behind, held = standing.behind, set(work.names)
        written: set[str] = set()
        try:
            for run in work.runs:
                written.add(self._write_run(wanted, run, work.mark))
                behind -= run.last_seq - run.first_seq + 1
            for name in {str(each) for each in work.plan.obsolete} - written:
                _remove(folder / name)
                self._lack(name, [])
                held.discard(name)
            remove_left_overs(folder, work.names, wanted.installations)
        except EnvironmentFault as fault:
            packs = _own(held | written, wanted)
            return replace(standing, behind=behind, packs=packs, problem=_problem(fault))
        self._torn.clear()
        self._copied_at = self._store.parts.clock.now()
        packs = _own(held | written, wanted)
        return replace(standing, behind=behind, packs=packs, copied_at=self._copied_at)

    def _wanted(self, settings: CopySettings) -> _Wanted:
        database = self._store.parts.database
        pages = [page for page in unsent_pages(database) if page.link is not None]
        links = unsent_links(database, set_aside=False)
        links += [page.link for page in pages if page.link is not None]
        return _Wanted(
            settings=settings,
            source=source_of(self._store),
            openers=openers_of(self._store, self._passphrase(settings)),
            links={(link.installation, link.seq): link for link in links},
            pages=pages,
            installations=frozenset(own_installations(database)),
        )

    def _passphrase(self, settings: CopySettings) -> PassphraseKey | None:
        """Stretched once, not at every change."""
        if not settings.passphrase:
            return None
        salt = bytes.fromhex(settings.salt)
        if self._stretched is None or self._stretched.salt != salt:
            self._stretched = stretch(settings.passphrase, salt)
        return self._stretched

    def _names_in(self, wanted: _Wanted) -> list[str]:
        """The names in the folder.

        At first, and whenever it was gone, this desk's packs are looked at: one that a power cut
        has torn counts for nothing. Nor does one without a page that could not be read when it
        was written, once that can be read.
        """
        settings = wanted.settings
        check_folder(settings, self._store.directory)
        try:
            names = self._list_names(settings.path)
        except OSError as fault:
            raise _of_place(disk_fault(fault, settings.path), settings.path) from fault
        if len(names) > MAX_PACKS:
            raise EnvironmentFault(
                "copy_place_crowded",
                f"Nơi sao hồ sơ chờ gửi có hơn {MAX_PACKS} tệp.",
                advice="Chọn một thư mục riêng.",
            )
        if self._looked_through != settings.folder:
            own = [name for name in names if name.startswith(_prefixes(wanted))]
            self._look_through(wanted, own)
            self._looked_through = settings.folder
        for name, pages in self._lacking.items():
            if name in names and readable_pages(self._store, pages)[0]:
                self._torn.add(name)
        return [name for name in names if name not in self._torn]

    def _look_through(self, wanted: _Wanted, names: list[str]) -> None:
        opening = Opening(store=wanted.openers.store)
        held = pages_of_packs(wanted.settings.path, names, opening)
        self._torn = {name for name, pages in held.items() if pages is None}
        self._lacking = {}
        there = frozenset[str]().union(*filter(None, held.values()))
        lacking = [page for page in wanted.pages if page.sha256 not in there]
        for name in held if lacking else ():
            said = read_copy_name(name)
            if said is not None and name not in self._torn:
                run = OwnRun(said.installation, said.first_seq, said.last_seq, said.tip)
                self._lack(name, [page for page in lacking if _is_of(page, run)])

    def _lack(self, name: str, pages: list[UnsentPage]) -> None:
        """Note what the pack ``name`` is without."""
        self._lacking.pop(name, None)
        if pages:
            self._lacking[name] = pages

    def _plan(self, wanted: _Wanted, names: list[str], mark: str) -> CopyPlan:
        compare = partial(
            plan_copy,
            mark=mark,
            installations=wanted.installations,
            tip_of=partial(hash_at, self._store.parts.database),
        )
        plan = compare(wanted.links.keys(), names)
        # What is torn and would be this desk's own is good for nothing: as if nobody needed it.
        plan.obsolete.extend(compare([], self._torn).obsolete)
        return plan

    def _write_run(self, wanted: _Wanted, run: OwnRun, mark: str) -> str:
        """Write a run's pack; returns its name."""
        with self._reading():
            body = own_body(self._store, run, wanted.source.installation.counter)
            data = body.load()
        own = [page for page in wanted.pages if _is_of(page, run)]
        pages, missing = readable_pages(self._store, own)
        contents = Contents([Body(body.run, lambda: data)], pages, missing)
        name = str(copy_name(run.installation, run.first_seq, run.last_seq, run.tip, mark))
        path = wanted.settings.path / name
        try:
            with written_durably(path) as file:
                write_pack(file, wanted.source, contents, wanted.openers)
        except EnvironmentFault as fault:
            raise _of_place(fault, path) from fault
        self._lack(name, [page for page in own if page.sha256 in missing])
        return name


def check_folder(settings: CopySettings, store_folder: Path) -> None:
    """Raises EnvironmentFault (``copy_place_gone``) where the folder is not there.

    Nothing is made: an empty mount point is no stick.
    """
    try:
        here = settings.path.stat()
        gone = settings.other_disk and here.st_dev == store_folder.stat().st_dev
        gone = gone or not settings.path.is_dir()
    except (OSError, ValueError):
        gone = True
    if gone:
        raise EnvironmentFault(
            "copy_place_gone",
            f"Không thấy nơi sao hồ sơ chờ gửi: {settings.folder}.",
            advice="Cắm lại USB hoặc kiểm tra thư mục chia sẻ; việc tiếp nhận vẫn bình thường.",
        )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise _of_place(disk_fault(fault, path), path) from fault


def _own(names: Iterable[str], wanted: _Wanted) -> int:
    return sum(name.startswith(_prefixes(wanted)) for name in names)


def _prefixes(wanted: _Wanted) -> tuple[str, ...]:
    return tuple(f"{installation}_" for installation in wanted.installations)


def _is_of(page: UnsentPage, run: OwnRun) -> bool:
    link = page.link
    return (
        link is not None
        and link.installation == run.installation
        and run.first_seq <= link.seq <= run.last_seq
    )


def _of_place(fault: EnvironmentFault, path: Path) -> EnvironmentFault:
    """A fault of the folder in words of the officer who put the stick in."""
    said = {
        "disk_full": ("copy_place_full", "đã đầy", "Giải phóng dung lượng hoặc đổi USB khác."),
        "not_permitted": (
            "copy_place_read_only",
            "không cho ghi",
            "Mở khóa ghi, hoặc đổi nơi sao.",
        ),
        "disk_fault": ("copy_place_fault", "báo lỗi", "Cắm lại USB hoặc kiểm tra đường mạng."),
    }
    if fault.code not in said:
        return fault
    code, what, advice = said[fault.code]
    return EnvironmentFault(
        code,
        f"Nơi sao hồ sơ chờ gửi {what}: {path.parent if path.suffix else path}.",
        advice=f"{advice} Việc tiếp nhận vẫn bình thường.",
    )


def _problem(error: QmcError) -> StoredProblem:
    return StoredProblem(error.code, error.message, error.field, error.advice)
