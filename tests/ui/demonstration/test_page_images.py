"""Pages that look like filled-in forms."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image, ImageChops

from ui.demonstration.page_images import DPI, HEIGHT_PX, WIDTH_PX, FormKind, filled_form

DAY = date(2026, 11, 23)


def form(
    kind: str, *, seed: int = 7, name: str = "Nguyễn Thị Ánh", day: date | None = DAY
) -> bytes:
    return filled_form(
        kind,
        name=name,
        birth=date(1985, 4, 12),
        address="Số 12, ngõ 5 phố Huế, phường Hoa Sữa, thành phố Hà Nội",
        seed=seed,
        day=day,
    )


def picture(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", FormKind)
def test_every_form_is_a_grey_a4_page_of_modest_size(kind: FormKind) -> None:
    """As an office scanner delivers it: at most 150 kB."""
    data = form(kind.value)
    image = picture(data)
    assert (image.format, image.mode, image.size) == ("JPEG", "L", (WIDTH_PX, HEIGHT_PX))
    assert round(image.info["dpi"][0]) == DPI
    assert pytest.approx(210 / 297, abs=0.001) == WIDTH_PX / HEIGHT_PX
    assert 30_000 < len(data) < 150_000


@pytest.mark.parametrize("kind", FormKind)
def test_a_form_is_filled_in_and_nothing_touches_the_edge(kind: FormKind) -> None:
    """There is ink, and it stays on the paper."""
    ink = picture(form(kind.value)).point(lambda grey: 255 if grey < 150 else 0)
    box = ink.getbbox()
    assert box is not None
    assert box[0] > 60
    assert box[2] < WIDTH_PX - 20
    assert box[3] < HEIGHT_PX - 100
    black = ink.histogram()[255]
    assert 0.005 < black / (WIDTH_PX * HEIGHT_PX) < 0.1


def test_the_same_seed_is_the_same_page_and_another_is_not() -> None:
    """A demonstration can be repeated byte for byte."""
    assert form("birth") == form("birth")
    assert form("birth") != form("birth", seed=8)


def test_what_a_person_wrote_differs_from_what_another_wrote() -> None:
    """The name is on the page."""
    one, other = picture(form("extract")), picture(form("extract", name="Trần Văn Bình"))
    assert ImageChops.difference(one, other).point(lambda d: 255 if d > 90 else 0).getbbox()


def test_an_undated_form_is_drawn_too() -> None:
    """Citizens forget the date."""
    assert form("marital_status", day=None) != form("marital_status")


def test_an_unknown_form_is_an_error() -> None:
    """A typing mistake in the sample day is found."""
    with pytest.raises(ValueError, match="no_such_form"):
        form("no_such_form")
