"""The disk fails, fills up or loses its power under an act: it is there whole, or not at all."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from app.accounts.roles import ALL_ROLES
from app.deadlines.clock_face import ClockState
from app.dossier.desk_events import COPY, SIGNATURE
from app.errors import EnvironmentFault
from app.processing import acts
from app.processing.certifying import PaperToCertify, certify
from app.processing.clock import clock_of
from app.reception.desk import Desk
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.faulty_vfs import FaultyVfs
from tests.app.store.rig import OFFICER, DeskRig, receive
from tests.desks import calendar, catalogue

WHOLE = ["opened", "registered", "suspended", "resumed", "resolved"]
_numbers = itertools.count()


@pytest.fixture(name="disk")
def _disk() -> Iterator[FaultyVfs]:
    vfs = FaultyVfs(f"faulty-processing{next(_numbers)}")  # the cipher remembers a name
    yield vfs
    vfs.unregister()


def desk_of(store: Store, rig: DeskRig) -> Desk:
    return Desk(
        store=store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=rig.clock,
        officer=OFFICER,
        unlock="u1",
        roles=ALL_ROLES,
    )


def suspended(rig: DeskRig, store: Store) -> tuple[Desk, str]:
    """A desk whose one dossier is suspended since 09:30."""
    desk = desk_of(store, rig)
    _, code = receive(store, rig.clock)
    assert code is not None
    rig.clock.advance(timedelta(hours=1))
    acts.suspend(desk, code, "verification", "hỏi nơi cấp")
    rig.clock.advance(timedelta(hours=1))
    return desk, code


def types(store: Store, code: str) -> list[str]:
    dossier = store.find_dossier(code)
    assert dossier is not None
    return [stored.event.header.type for stored in store.events(dossier)]


def audited(store: Store) -> list[str]:
    actions = [line.action for line in store.audit_lines()]
    return sorted(each for each in actions if each in {"resumed", "resolved"})


def check_whole_or_not(store: Store, rig: DeskRig, code: str) -> bool:
    """Whether the act is there; with both its events and both its audit lines, or with none."""
    assert verify(store).problems == []
    assert not store.must_succeed
    done = types(store, code) == WHOLE
    assert done or types(store, code) == WHOLE[:3]
    assert audited(store) == (["resolved", "resumed"] if done else [])
    desk = desk_of(store, rig)
    face = clock_of(desk.dossier(code), desk.catalogue, desk.calendar, rig.clock.now())
    assert face.state is (ClockState.RESOLVED if done else ClockState.SUSPENDED)
    [row], _ = store.search(code, 1)
    assert row.due == face.due
    return done


@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_wherever_the_disk_fails_the_act_can_be_done_again(
    tmp_path: Path, disk: FaultyVfs, error: type[apsw.Error]
) -> None:
    """Fail the n-th change of the disk, for every n: nothing is half recorded."""
    rig = DeskRig(tmp_path, vfs=disk.below_cipher)
    disk.error = error
    failures = 0
    with rig.create(numbers=100) as store:
        for at in range(1, 100):
            desk, code = suspended(rig, store)
            disk.reset(fail_at=at)
            with contextlib.suppress(EnvironmentFault):
                acts.resolve(desk, code, "granted")
            disk.reset()
            done = types(store, code) == WHOLE
            assert done or types(store, code) == WHOLE[:3]
            if done:
                break
            failures += 1
            acts.resolve(desk, code, "granted")
            assert types(store, code) == WHOLE
        assert failures >= 2
        assert audited(store) == ["resolved"] * (failures + 1) + ["resumed"] * (failures + 1)
        assert verify(store).problems == []


def test_whenever_the_power_goes_the_act_is_whole_or_not_there(
    tmp_path: Path, disk: FaultyVfs
) -> None:
    """Cut the power at each change of the disk; reopened from what was synced, all agrees."""
    ends = set()
    for cut in range(1, 200):
        root = tmp_path / f"cut{cut}"
        root.mkdir()
        rig = DeskRig(root, vfs=disk.below_cipher)
        store = rig.create(numbers=4)
        desk, code = suspended(rig, store)
        disk.reset(cut_at=cut)
        try:
            acts.resolve(desk, code, "granted")
            survived = True
        except EnvironmentFault:
            survived = False
        after = DeskRig(root / "after", clock=rig.clock)
        after.data.mkdir(parents=True)
        shutil.copy(rig.data / "store.json", after.data)
        for name in ("key", "key.record"):
            shutil.copy(root / name, after.root)
        disk.crash_image(after.data, seed=cut)
        disk.reset(cut_at=1)
        with contextlib.suppress(EnvironmentFault):
            store.close()
        disk.reset()
        disk.media.clear()
        with after.open() as reopened:
            done = check_whole_or_not(reopened, after, code)
            assert done or not survived
            ends.add(done)
        shutil.rmtree(root)
        if survived:
            break
    assert ends == {False, True}


def test_wherever_the_disk_fails_the_register_has_no_gap(tmp_path: Path, disk: FaultyVfs) -> None:
    """Fail the n-th change, for every n: done again, each paper has the next number, once."""
    rig = DeskRig(tmp_path, vfs=disk.below_cipher)
    papers = [PaperToCertify(kind, f"Giấy {kind}") for kind in (COPY, SIGNATURE, COPY)]
    given: list[int] = []
    failures = 0
    with rig.create(numbers=100) as store:
        for at in range(1, 100):
            desk = desk_of(store, rig)
            _, code = receive(store, rig.clock)
            assert code is not None
            disk.reset(fail_at=at)
            with contextlib.suppress(EnvironmentFault):
                certify(desk, code, papers, "Lê Văn C")
            disk.reset()
            failed = not desk.dossier(code).certified
            assert types(store, code) == ["opened", "registered"] or not failed
            if failed:
                failures += 1
                certify(desk, code, papers, "Lê Văn C")
            assert types(store, code) == ["opened", "registered", "certified", "resolved"]
            certified = desk.dossier(code).certified
            given += [paper.number for paper in certified if paper.kind == COPY]
            if not failed:
                break
        assert failures >= 2
        assert given == list(range(1, 2 * (failures + 1) + 1))
        assert verify(store).problems == []
