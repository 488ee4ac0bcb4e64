"""Icons: one family, the palette's colours, sharp."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from app.errors import ProgramFault
from ui.theme.icons import ICONS, icon
from ui.theme.theme import apply_theme
from ui.theme.tokens import COLOURS, Scheme

NAMES = sorted(path.stem for path in ICONS.glob("*.svg"))


def darkest(pixmap: QPixmap) -> str:
    """The colour of the pixel that is most opaque: the outline's own."""
    image = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    best = max(pixels, key=QColor.alpha)
    assert best.alpha() > 250
    return best.name()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_an_outline_of_lucide(name: str) -> None:
    """One family: the same box, the same stroke, no colour of its own, its licence named."""
    svg = (ICONS / f"{name}.svg").read_text("utf-8")
    assert "lucide-static" in svg
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke="currentColor"' in svg
    assert re.findall(r'stroke-width="([^"]*)"', svg) == ["2"]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", svg)


@pytest.mark.parametrize("scheme", Scheme)
def test_an_icon_takes_the_palettes_colours(qapp: QApplication, scheme: Scheme) -> None:
    """Normal, disabled and selected are inks of the scheme."""
    apply_theme(qapp, scheme)
    colours = COLOURS[scheme]
    shown = icon("plus")
    assert darkest(shown.pixmap(QSize(48, 48), QIcon.Mode.Normal)) == colours.text
    assert darkest(shown.pixmap(QSize(48, 48), QIcon.Mode.Disabled)) == colours.disabled
    assert darkest(shown.pixmap(QSize(48, 48), QIcon.Mode.Selected)) == colours.text


def test_an_icon_follows_a_switch_of_the_scheme(qapp: QApplication) -> None:
    """The same QIcon is painted anew; nobody has to set it again."""
    apply_theme(qapp, Scheme.LIGHT)
    shown = icon("plus")
    before = darkest(shown.pixmap(QSize(48, 48)))
    apply_theme(qapp, Scheme.DARK)
    assert darkest(shown.pixmap(QSize(48, 48))) == COLOURS[Scheme.DARK].text != before
    apply_theme(qapp, Scheme.LIGHT)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_rendered_for_the_screens_pixels(qapp: QApplication, ratio: float) -> None:
    """At 150 % an icon of 20 px has 30 pixels of its own, not 20 stretched ones."""
    pixmap = icon("search").pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(round(20 * ratio), round(20 * ratio))
    assert pixmap.devicePixelRatio() == ratio


def test_a_name_that_is_not_shipped_is_our_bug() -> None:
    """It fails where the icon is asked for, not as an empty square on a screen."""
    with pytest.raises(ProgramFault, match="no-such-icon"):
        icon("no-such-icon")


def test_copies_of_an_icon_outlive_the_first(qapp: QApplication) -> None:
    """Qt clones the engine when a copy is changed; the clone must not be freed under it."""
    copies = []
    for _ in range(50):
        first = icon("check")
        copy = QIcon(first)
        copy.addPixmap(QPixmap(3, 3))
        copies.append(copy)
        del first
    gc.collect()
    assert all(not copy.pixmap(QSize(16, 16)).isNull() for copy in copies)


def test_the_licence_lies_beside_the_icons() -> None:
    """ISC asks for it."""
    assert "ISC License" in (ICONS / "LICENSE-lucide.txt").read_text("utf-8")
