"""What differs between printers of dots, as data (``resources/printers/raster/*.toml``)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from app.dated_data.toml_table import RESOURCES, bad_data, read_bytes, read_table, toml_files
from app.errors import InvalidInput
from printing.printers.preview import MAX_DPI

PRINTERS = RESOURCES / "printers" / "raster"


class Speech(StrEnum):
    """The language a model understands."""

    ESCPOS = "escpos"
    ZPL = "zpl"
    TSPL = "tspl"


class Cut(StrEnum):
    """How a paper is parted from the roll."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    """By hand, at the edge above the head."""


class Answers(StrEnum):
    """Whether a printer says how it stands when it is asked."""

    ALWAYS = "always"
    """Silence is a fault, and it tells when a paper is done."""
    MAYBE = "maybe"
    """What it says counts, silence says nothing: clones, converters."""
    NEVER = "never"


class Model(Struct, frozen=True, forbid_unknown_fields=True):
    """One model. ``dots`` is the width of its head, ``dpi`` how many of them 25.4 mm have."""

    id: Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,39}\Z")]
    label: Annotated[str, Meta(min_length=1, max_length=60)]
    language: Speech
    dpi: Annotated[float, Meta(ge=100, le=MAX_DPI)]
    dots: Annotated[int, Meta(ge=64, le=10_000)]
    answers: Answers
    paper: str = ""
    """The roll's size (``80mm``); labels have the size that is loaded."""
    cut: Cut = Cut.NONE
    feed_lines: Annotated[int, Meta(ge=0, le=20)] = 0
    """Lines of 1/6 inch from the head to the edge at which a paper is torn off."""
    band_bytes: Annotated[int, Meta(ge=256, le=65_535)] = 4_096
    """The most dots that are sent in one command: buffers of cheap printers are small."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    model: list[Model]


def models(directory: Path = PRINTERS) -> tuple[Model, ...]:
    """All models, by file and place in it. Raises InvalidInput (``bad_data``), EnvironmentFault."""
    return _read(directory)


def model_of(model_id: str, language: Speech, *, directory: Path = PRINTERS) -> Model:
    """The model of that id; InvalidInput (``bad_printer``) where that language has none."""
    known = [model for model in models(directory) if model.language is language]
    for model in known:
        if model.id == model_id:
            return model
    raise InvalidInput(
        "bad_printer",
        f"Không có kiểu máy in {model_id[:40]!r}.",
        field="printer",
        advice=f"Chọn một trong: {', '.join(model.id for model in known)}.",
    )


@cache
def _read(directory: Path) -> tuple[Model, ...]:
    found: dict[str, Model] = {}
    for path in toml_files(directory):
        for number, model in enumerate(read_table(path, read_bytes(path), _File).model):
            if model.id in found:
                raise bad_data(path, f"model[{number}].id", f"{model.id!r} có hai lần")
            found[model.id] = model
    return tuple(found.values())
