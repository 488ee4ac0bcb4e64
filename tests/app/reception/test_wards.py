"""The commune of today beside each person of a dossier (ADR 0018)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.dossier.application import Application
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.change import correct
from app.reception.desk import Desk
from app.reception.register import receive
from tests.app.reception.test_batch import ROW
from tests.desks import lease, open_desk

ADDRESS = "12 Lê Lợi, Bến Nghé, Quận 1, TP. Hồ Chí Minh"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def received(desk: Desk, **changes: object) -> tuple[str, Application]:
    """Receive a row; the dossier's id and what stands in its record."""
    row = {**ROW, **changes}
    dossier = receive(desk, intake_of(row, 1, Batch("file", {1: row}), desk)).dossier
    state = desk.store.dossier(dossier)
    assert state is not None
    assert state.application is not None
    return dossier, state.application


def test_every_person_gets_the_commune_that_the_address_says(desk: Desk) -> None:
    """The printed address stays to the letter; what is not certain stays empty."""
    lease(desk.store, 10)
    owner = {"name": "Trần Thị B", "id_number": "079304000002", "address": "Hoàn Kiếm, Hà Nội"}
    _, application = received(desk, address=ADDRESS, owner=owner)
    assert (application.submitter.address, application.submitter.ward) == (ADDRESS, "26740")
    assert application.owner is not None
    assert (application.owner.address, application.owner.ward) == ("Hoàn Kiếm, Hà Nội", "")


def test_without_an_address_there_is_no_commune(desk: Desk) -> None:
    """Nothing is guessed from the desk's own place."""
    _, application = received(desk, address="")
    assert application.submitter.ward == ""


def test_a_corrected_address_leaves_no_stale_commune(desk: Desk) -> None:
    """An empty code costs a look, a wrong one sends the dossier elsewhere."""
    lease(desk.store, 10)
    dossier, _ = received(desk, address=ADDRESS)
    phoned = correct(desk, dossier, {"submitter.phone": "0900000009"}, "Số mới").application
    assert phoned is not None
    assert phoned.submitter.ward == "26740"
    moved = correct(desk, dossier, {"submitter.address": "Hà Nội"}, "Địa chỉ mới").application
    assert moved is not None
    assert (moved.submitter.address, moved.submitter.ward) == ("Hà Nội", "")


def test_a_faulty_table_of_units_stops_no_reception(desk: Desk) -> None:
    """The law's other data must be whole; a commune's code is a help."""
    folder = desk.store.directory / "law" / "units"
    folder.mkdir(parents=True)
    (folder / "changes.csv").write_text("not a table\n", "utf-8")
    _, application = received(desk, address=ADDRESS)
    assert msgspec.structs.replace(application.submitter, ward="") == application.submitter
