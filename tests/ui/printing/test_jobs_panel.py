"""Today's printings on the queue's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import EnvironmentFault
from app.print_jobs.job import Known
from printing.printers.recording import RecordingPrinter, Trouble
from tests.ui.listing.place import Place
from ui.operations.changes import Changes
from ui.printing.handing import print_receipt
from ui.printing.jobs_model import JobColumn
from ui.printing.jobs_panel import JobsPanel


def states(panel: JobsPanel) -> list[str]:
    """The words of the last column, from the top."""
    model = panel.model
    return [str(model.data(model.index(row, JobColumn.STATE))) for row in range(model.rowCount())]


def test_todays_papers_are_listed_with_what_is_known(
    place: Place, printer: RecordingPrinter
) -> None:
    """The newest first; codes and papers, no names; Enter opens the dossier."""
    panel = JobsPanel(place.workplace)
    place.show(panel)
    panel.read()
    place.settle()
    assert not panel.isVisible()
    for trouble in (None, Trouble.UNANSWERED):
        dossier = place.receive("Nguyễn Văn Ước").dossier
        if trouble is None:
            print_receipt(place.desk, place.workplace.printers, dossier)
        else:
            printer.fail_next(trouble)
            with pytest.raises(EnvironmentFault):
                print_receipt(place.desk, place.workplace.printers, dossier)
        place.clock.advance(timedelta(minutes=1))
    place.workplace.operations.changed.emit(Changes(prints=True))
    place.qtbot.waitUntil(lambda: not place.desk.store.print_jobs.to_ask())
    panel.read()
    place.settle()
    assert states(panel) == ["Has it come out?", "Printed"]
    assert panel.title_text().endswith("2")
    shown = " ".join(
        str(panel.model.data(panel.model.index(row, column)))
        for row in range(2)
        for column in JobColumn
    )
    assert "Ước" not in shown
    with place.qtbot.waitSignal(panel.dossier_chosen) as chosen:
        panel.table.key_activated.emit(panel.model.key_at(0))
    assert chosen.args == [dossier]


def test_yesterdays_are_gone_but_not_those_that_nobody_knows_of(
    place: Place, printer: RecordingPrinter
) -> None:
    """They stay until a person has said whether they came out."""
    panel = JobsPanel(place.workplace)
    place.show(panel)
    print_receipt(place.desk, place.workplace.printers, place.receive().dossier)
    printer.fail_next(Trouble.UNANSWERED)
    with pytest.raises(EnvironmentFault):
        print_receipt(place.desk, place.workplace.printers, place.receive().dossier)
    place.clock.advance(timedelta(days=1))
    panel.read()
    place.settle()
    assert [job.state for job in panel.model.rows()] == [Known.UNSURE]
