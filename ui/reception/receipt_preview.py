"""Look at the paper before it is printed (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.drafts.reading import application_of
from app.reception.resolver import resolver_of
from ui.preview.preview_dialog import PreviewDialog
from ui.preview.rasterised import RASTER_DPI, PreviewedPaper
from ui.printing.handing import form_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.drafts.draft import Draft
    from app.errors import QmcError
    from app.reception.assess import Assessment
    from app.reception.desk import Desk
    from ui.workplace.workplace import Workplace


class ReceiptPreview(QObject):
    """Renders off the window's thread, then shows the pages over ``window``."""

    failed = Signal(object)
    """QmcError: the paper can't be drawn, and why."""

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window
        self._asked = False

    def show_draft(self, desk: Desk, draft: Draft, assessment: Assessment) -> None:
        """The receipt of what is typed."""
        self._render(desk, lambda: _draft_pdf(desk, draft, assessment))

    def show_received(self, desk: Desk, dossier: str) -> None:
        """The paper of a dossier (its id), as the next printing would give it."""
        self._render(desk, lambda: _received_pdf(desk, dossier))

    def _render(self, desk: Desk, draw: Callable[[], bytes]) -> None:
        if self._asked:
            return
        self._asked = True
        self._workplace.operations.paper(
            lambda: _rasterised(draw()),
            owner=self,
            on_success=lambda paper: self._on_paper_rendered(desk, paper),
            on_failure=self._on_paper_not_rendered,
        )

    def _on_paper_rendered(self, desk: Desk, paper: PreviewedPaper) -> None:
        self._asked = False
        if self._workplace.desk_if_signed_in() is not desk:
            return  # the counter was locked meanwhile: nothing is shown over the sign-in view
        dialog = PreviewDialog(paper, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # a page's pictures are large
        dialog.open()

    def _on_paper_not_rendered(self, error: QmcError) -> None:
        self._asked = False
        self.failed.emit(error)


def _draft_pdf(desk: Desk, draft: Draft, assessment: Assessment) -> bytes:
    from printing.issuing import preview_application  # noqa: PLC0415 - loaded on its thread

    assert assessment.procedure is not None
    resolver = resolver_of(desk, assessment.procedure, assessment.received_at.date())
    application = application_of(draft, assessment.procedure, resolver)
    return preview_application(desk, application, assessment.received_at)


def _received_pdf(desk: Desk, dossier: str) -> bytes:
    from printing.issuing import preview_paper  # noqa: PLC0415 - as above

    return preview_paper(desk, dossier, form_of(desk.dossier(dossier)))


def _rasterised(pdf: bytes) -> PreviewedPaper:
    from printing.printers.preview import render_pages  # noqa: PLC0415 - as above

    return PreviewedPaper(tuple(render_pages(pdf, dpi=RASTER_DPI)))
