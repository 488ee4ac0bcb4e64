"""Every component in every state on one page: what designers and `make screens` look at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.components.gallery_forms import ChoicesSection, FieldsSection
from ui.components.gallery_lists import EmptySection, ProgressSection, TableSection
from ui.components.gallery_signs import (
    ButtonsSection,
    ColoursSection,
    IconsSection,
    NoticesSection,
    StatusSection,
    TypeSection,
)
from ui.components.text_label import TextLabel
from ui.theme.tokens import XL, XXL, L, TextRole


class Gallery(QWidget):
    """Two columns of panels under a title; scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QWidget()
        page.setProperty("plain", "true")
        column = QVBoxLayout(page)
        column.setContentsMargins(XXL, XXL, XXL, XXL)
        column.setSpacing(XL)
        column.addLayout(self._head())
        column.addLayout(self._columns())
        column.addStretch(1)
        self.page = page
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(TextLabel(self.tr("Components"), TextRole.DISPLAY))
        head.addWidget(
            TextLabel(self.tr("Every part of the window, in every state."), TextRole.MUTED)
        )
        return head

    def _columns(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(L)
        left = (
            TypeSection,
            ColoursSection,
            ButtonsSection,
            NoticesSection,
            StatusSection,
            IconsSection,
        )
        right = (FieldsSection, ChoicesSection, TableSection, ProgressSection, EmptySection)
        for sections in (left, right):
            column = QVBoxLayout()
            column.setSpacing(L)
            for section in sections:
                column.addWidget(section())
            column.addStretch(1)
            row.addLayout(column, 1)
        return row
