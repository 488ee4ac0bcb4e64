"""The law that the central publishes counts in the running window at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sync.central.administration import add_agency
from sync.central.publishing import publish
from tests.app.catalogue.made_up import entry
from tests.desks import COMMUNE, MORNING, RESOLVERS
from tests.ui.line.town import Town
from ui.operations.changes import Changes
from ui.workplace.published_law import PublishedLaw

A = "9.999999"
WAIT_MS = 20_000


@pytest.fixture
def town(qtbot: QtBot, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    owner = QObject()
    PublishedLaw(made.workplace, made.line, owner)
    made.prepare_enrolment()
    made.sign_in()
    yield made
    made.close()
    owner.deleteLater()


def test_a_published_procedure_is_there_without_a_restart(qtbot: QtBot, town: Town) -> None:
    """For the officer who is signed in, and views are told that the law has changed."""
    told: list[Changes] = []
    town.operations.changed.connect(told.append)
    files = {"a.toml": entry(A, "2025-07-01", name="Đăng ký thử")}
    publish(town.central.database, "catalogue", "", files, now=MORNING)
    with qtbot.waitSignal(town.workplace.law_changed, timeout=WAIT_MS):
        town.line.start()
    assert town.workplace.desk.catalogue.procedure(A, MORNING.date()).name == "Đăng ký thử"
    assert any(changes.law for changes in told)


def test_a_new_name_of_the_agency_is_told_to_views(qtbot: QtBot, town: Town) -> None:
    """Settings and receipts show it; the law is not read anew for it."""
    told: list[Changes] = []
    town.line.changed.connect(told.append)
    town.line.start()
    qtbot.waitUntil(lambda: _asked(town), timeout=WAIT_MS)
    told.clear()
    add_agency(town.central.database, COMMUNE, "Phường Hoa Sen", RESOLVERS, "motcua.example")
    town.store.published.unchanged("agencies", MORNING.replace(year=2020))
    town.line.poke()
    qtbot.waitUntil(lambda: any(changes.settings for changes in told), timeout=WAIT_MS)
    assert town.store.installation is not None
    assert town.store.installation.agency_name == "Phường Hoa Sen"
    assert not any(changes.law for changes in told)


def _asked(town: Town) -> bool:
    return {row.kind for row in town.store.published.all()} == {"agencies", "calendar", "catalogue"}
