"""The reception page: typing, persons, questions, receiving, what goes wrong with the paper."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from app.clock.time import to_iso
from app.drafts.draft import Draft, PersonDraft
from app.ids import new_id
from tests.screens.keys import ALT, CARD, OTHER_CARD, SHIFT, K, press, scan, type_text
from tests.screens.stage import Stage
from ui.preview.preview_dialog import PreviewDialog
from ui.reception.reception_page import ReceptionPage


def play_reception(stage: Stage) -> None:
    """One dossier from the card to its receipt, then what interrupts such a dossier."""
    _receive(stage)
    _problems(stage)
    _case(stage)
    _without_number(stage)
    _people(stage)
    _another_card(stage)
    _draft_of_yesterday(stage)
    _not_printed(stage)


def _receive(stage: Stage) -> None:
    press(stage, K.Key_F2)
    scan(stage, CARD)
    type_text(stage, "chung thuc ban sao")
    stage.picture("reception-choosing")
    press(stage, K.Key_Return)
    type_text(stage, "12")
    stage.picture("reception-filled")
    press(stage, K.Key_F6)
    stage.until(lambda: _preview() is not None)
    preview = _preview()
    assert preview is not None
    stage.picture("preview", preview)
    preview.close()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    press(stage, K.Key_F8)
    stage.picture("reception-received")


def _problems(stage: Stage) -> None:
    press(stage, K.Key_F2)
    scan(stage, CARD)
    type_text(stage, "khai sinh")
    press(stage, K.Key_Return)
    press(stage, K.Key_F8)
    stage.picture("reception-problems")
    press(stage, K.Key_F2)


def _case(stage: Stage) -> None:
    """Another case with charges of its own, and why the result is due then."""
    scan(stage, CARD)
    type_text(stage, "1.116410")
    press(stage, K.Key_Return)
    page = stage.main.findChild(ReceptionPage)
    assert page is not None
    page.form.focus_field("deadline_case")
    for _ in range(3):
        press(stage, K.Key_Down)
    press(stage, K.Key_V, ALT)
    stage.picture("reception-case")
    press(stage, K.Key_V, ALT)
    press(stage, K.Key_F2)


def _without_number(stage: Stage) -> None:
    """Known by a witness; an address and a phone number of before."""
    page = stage.main.findChild(ReceptionPage)
    assert page is not None
    for path, typed in (
        ("name", "Lò Thị Mỷ"),
        ("birth", "1950"),
        ("address", "Tổ 2, thị trấn Vôi, Lạng Giang, Bắc Giang"),
        ("phone", "01627114031"),
    ):
        page.form.focus_field(f"submitter.{path}")
        type_text(stage, typed)
    page.form.focus_field("submitter.no_id_kind")
    press(stage, K.Key_Down)
    press(stage, K.Key_Down)
    stage.until(lambda: bool(page.flow.keeper.draft.submitter.ward))
    stage.picture("reception-by-witness")
    press(stage, K.Key_F2)


def _people(stage: Stage) -> None:
    """Somebody else's dossier, then one handed in with an authorisation."""
    scan(stage, CARD)
    press(stage, K.Key_F5)
    scan(stage, OTHER_CARD)
    press(stage, K.Key_F5)
    stage.picture("reception-owner")
    press(stage, K.Key_F5, SHIFT)
    type_text(stage, "0010850000")
    press(stage, K.Key_Return)
    stage.picture("reception-authoriser")
    press(stage, K.Key_F2)


def _another_card(stage: Stage) -> None:
    scan(stage, CARD)
    type_text(stage, "khai tu")
    press(stage, K.Key_Return)
    scan(stage, OTHER_CARD)
    stage.picture("reception-another-card")
    press(stage, K.Key_Escape)
    press(stage, K.Key_F2)


def _draft_of_yesterday(stage: Stage) -> None:
    began = stage.clock.now() - timedelta(days=3)
    draft = Draft(
        id=new_id(began),
        begun_at=to_iso(began),
        officer=stage.account.name,
        procedure="2.000815",
        submitter=PersonDraft(
            name="Đặng Thị Bích Liên",
            id_number="001183000031",
            birth="12/06/1983",
            sex="Nữ",
            address="Tổ 4, Phường Hoa Sữa, Hà Nội",
            phone="0900000031",
        ),
    )
    stage.store.drafts.save(draft, to_iso(began))
    stage.pages.open_draft(draft.id)
    stage.picture("reception-draft-of-another-day")
    press(stage, K.Key_Escape)
    press(stage, K.Key_F2)


def _not_printed(stage: Stage) -> None:
    """The printer has stopped: the dossier is received all the same."""
    stage.printers.paused = True
    receive_by_keys(stage)
    stage.picture("reception-not-printed")
    stage.printers.paused = False
    press(stage, K.Key_F9)
    press(stage, K.Key_F2)


def receive_by_keys(stage: Stage) -> None:
    """A certified copy for the person of the other card."""
    scan(stage, OTHER_CARD)
    type_text(stage, "chung thuc ban sao")
    press(stage, K.Key_Return)
    type_text(stage, "3")
    press(stage, K.Key_F8)


def _preview() -> PreviewDialog | None:
    return next(
        (widget for widget in QApplication.topLevelWidgets()
         if isinstance(widget, PreviewDialog) and widget.isVisible()),
        None,
    )  # fmt: skip
