"""The clock of a dossier that was suspended and put off; the law's data, and an import of it."""

from __future__ import annotations

from datetime import timedelta

from app.dated_data.toml_table import RESOURCES
from app.processing.acts import apologise, resume, suspend
from app.provincial_law.importing import CALENDAR
from tests.screens.keys import CTRL, K, press, type_text
from tests.screens.stage import Stage
from ui.dossier.clock_panel import ClockPanel
from ui.law.law_page import LawPage

_SIGNER = "Lê Thị Thu Hà"


def play_clock(stage: Stage) -> None:
    """Verified for two hours, an apology; why is unfolded. Another one waits."""
    desk = stage.workplace.desk
    rows, _ = stage.store.search("", 8)
    running = [row for row in rows if row.code and row.due]
    moved, waiting = running[0].id, running[1].id
    suspend(desk, moved, "verification", "Xác minh nơi cư trú")
    suspend(desk, waiting, "obligation", "Nộp lệ phí trước bạ", amount=120_000)
    stage.clock.advance(timedelta(hours=2))
    resume(desk, moved, "verification")
    apologise(desk, moved, "2026-12-02", "Chậm xác minh", _SIGNER)
    stage.main.open_dossier(moved)
    stage.settle()
    clock = stage.main.findChild(ClockPanel)
    assert isinstance(clock, ClockPanel)
    clock.why.click()
    stage.picture("dossier-clock")
    stage.main.open_dossier(waiting)
    stage.picture("dossier-clock-stands")


def play_law(stage: Stage) -> None:
    """What is in force, a search in what is not certain, a calendar that moves dossiers."""
    stage.main.show_page("law")
    stage.settle()
    stage.picture("law")
    type_text(stage, "khai sinh")
    press(stage, K.Key_Down)
    stage.picture("law-search")
    page = stage.main.deck.page("law")
    assert isinstance(page, LawPage)
    path = stage.directory / "2026.toml"
    year = (RESOURCES / "calendar/2026.toml").read_text("utf-8")
    day = '[[off]]\nfrom = 2026-11-25\nkind = "holiday"\nreason = "Nghỉ bù"\nbasis = "QĐ mẫu"\n'
    path.write_text(f"{year}\n{day}", "utf-8")
    press(stage, K.Key_N, CTRL)
    stage.picture("law-import")
    page.bring.form.file.editor.setText(str(path))
    page.bring.form.kind.set_value(CALENDAR)
    press(stage, K.Key_Return)
    stage.settle()
    stage.picture("law-difference")
    press(stage, K.Key_F8)
    stage.settle()
    stage.picture("law-applied")
