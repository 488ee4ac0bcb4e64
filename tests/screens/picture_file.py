"""A widget as a small PNG file in which every ground has exactly its colour."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QWidget

COLOURS = 256
FREQUENT = 128
"""So many colours are kept for covering the most; the others for being unlike those."""
_MOST = 1 << 24

Colour = tuple[int, int, int]


def write_picture(widget: QWidget, path: Path) -> None:
    """Grab a widget into a PNG with a palette of its own."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert widget.grab().save(buffer, "PNG")
    with Image.open(io.BytesIO(data.data())) as image:
        whole = image.convert("RGB")
    counted = sorted(whole.getcolors(_MOST) or [], reverse=True)
    colours: list[Colour] = [colour for _, colour in counted]  # type: ignore[misc] # it is RGB
    palette = _palette(colours)
    place = {colour: number for number, colour in enumerate(palette)}
    for colour in colours[FREQUENT:]:
        if colour not in place:
            near = min(palette, key=lambda one, colour=colour: _unlike(colour, one))  # type: ignore[misc] # a default binds it
            place[colour] = place[near]
    parts = whole.tobytes()
    pixels = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    flat = Image.frombytes("P", whole.size, bytes(place[pixel] for pixel in pixels))
    flat.putpalette([part for colour in palette for part in colour])
    flat.save(path, "PNG", optimize=True)


def _palette(colours: list[Colour]) -> list[Colour]:
    """Of ``colours``, the most frequent first. A median cut would melt what is rare: an amber icon
    turns red, a ground is a shade off."""
    chosen = colours[:FREQUENT]
    far = {colour: min(_unlike(colour, one) for one in chosen) for colour in colours[FREQUENT:]}
    while far and len(chosen) < COLOURS:
        farthest = max(far, key=far.__getitem__)
        del far[farthest]
        chosen.append(farthest)
        for colour, distance in far.items():
            far[colour] = min(distance, _unlike(colour, farthest))
    return chosen


def _unlike(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
