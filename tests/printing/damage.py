"""What happens to a paper between the printer and the next counter, on images of its pages.

Each takes a page at 203.2 dpi in greys and gives what a scanner would see; nothing is random that
is not seeded.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Damage = Callable[[Image.Image], Image.Image]
SCAN = 1.5
"""A scanner of 305 dpi over a printer of 203.2."""


def as_printed(page: Image.Image) -> Image.Image:
    """Nothing happened."""
    return page


def one_bit(page: Image.Image) -> Image.Image:
    """A thermal printer knows black and white only."""
    return page.point(lambda grey: 255 if grey > 127 else 0)


def scanned(page: Image.Image) -> Image.Image:
    """One bit on paper, seen by a scanner of 305 dpi."""
    width, height = round(page.width * SCAN), round(page.height * SCAN)
    return one_bit(page).resize((width, height), Image.Resampling.BICUBIC)


def blurred(page: Image.Image) -> Image.Image:
    """A worn ribbon, a dirty glass."""
    return scanned(page).filter(ImageFilter.GaussianBlur(1.4))


def turned(page: Image.Image) -> Image.Image:
    """Laid askew by two degrees."""
    return scanned(page).rotate(2, resample=Image.Resampling.BILINEAR, fillcolor=255)


def noisy(page: Image.Image) -> Image.Image:
    """Recycled paper, dust, a cheap sensor behind a lens."""
    seen = scanned(page)
    grain = random.Random(20261124).randbytes(seen.width * seen.height)
    seen = Image.blend(seen, Image.frombytes("L", seen.size, grain), 0.1)
    return seen.filter(ImageFilter.GaussianBlur(0.7))


def folded(page: Image.Image) -> Image.Image:
    """Folded in eight: creases across that have lost their ink, one down that throws a shadow."""
    seen = scanned(page)
    middle = seen.width // 2
    shadow = Image.new("L", seen.size, 255)
    ImageDraw.Draw(shadow).line((middle, 0, middle, seen.height), fill=205, width=3)
    seen = ImageChops.multiply(seen, shadow)
    draw = ImageDraw.Draw(seen)
    for at in (seen.height // 2, seen.height // 4):
        draw.line((0, at, seen.width, at), fill=255, width=5)
        draw.line((0, at + 5, seen.width, at + 5), fill=190, width=3)
    return seen


def everything(page: Image.Image) -> Image.Image:
    """All of it, each a little: what a receipt looks like after a week in a pocket."""
    seen = folded(page).rotate(2, resample=Image.Resampling.BILINEAR, fillcolor=255)
    grain = random.Random(7).randbytes(seen.width * seen.height)
    seen = Image.blend(seen, Image.frombytes("L", seen.size, grain), 0.12)
    return seen.filter(ImageFilter.GaussianBlur(0.8))


DAMAGES: tuple[Damage, ...] = (
    as_printed, one_bit, blurred, turned, noisy, folded, everything,
)  # fmt: skip
