"""Read the files of ``resources/forms``, check them against what their papers know, find by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from app.dated_data.toml_table import (
    RESOURCES,
    bad_data,
    in_force,
    is_there,
    read_bytes,
    read_table,
)
from app.errors import InvalidInput
from printing.layout.description import (
    AnyPart,
    Barcode,
    Digits,
    Field,
    FormFile,
    Frame,
    Handovers,
    Heading,
    Layout,
    Listing,
    Paragraph,
    Qr,
    Recipients,
    Row,
    Signatures,
    Subtitle,
    Table,
    Ticks,
    Title,
)
from printing.layout.template import is_well_formed, names_in
from printing.layout.values import Places
from printing.typesetting.fonts import printable

FORMS = RESOURCES / "forms"
ALWAYS = frozenset({"copy"})
"""Places of every layout: the name of the copy (liên)."""
_ROW_ALWAYS = frozenset({"n"})


def layout_on(
    form: str, on: date, places: Places, *, directory: Path = FORMS, province: Path | None = None
) -> Layout:
    """The layout of ``form`` in force on the day a paper is issued: the newest that has begun.

    ``province`` is the folder of the province's own forms: one that begins on the same day as ours
    takes its place. Raises InvalidInput: ``no_form`` where none was in force, ``bad_data`` (file,
    entry) where a file is wrong or asks for a value that the paper does not have; EnvironmentFault
    where it can't be read.
    """
    for layout in layouts_of(form, places, directory=directory, province=province):
        if in_force(on, layout.valid_from, layout.valid_to):
            return layout
    raise InvalidInput("no_form", f"Chưa có biểu mẫu cho ngày {on:%d/%m/%Y}.", field="issued")


def layouts_of(
    form: str, places: Places, *, directory: Path = FORMS, province: Path | None = None
) -> tuple[Layout, ...]:
    """All periods of a form, the newest first; raises as ``layout_on``."""
    known = places.texts, frozenset(places.rows.items())
    ours = _read(directory / f"{form}.toml", known)
    theirs = province / f"{form}.toml" if province is not None else None
    if theirs is None or not is_there(theirs):
        return ours
    return _merged(ours, _read(theirs, known))


_PlacesKey = tuple[frozenset[str], frozenset[tuple[str, frozenset[str]]]]


def _merged(ours: tuple[Layout, ...], theirs: tuple[Layout, ...]) -> tuple[Layout, ...]:
    by_day = {layout.valid_from: layout for layout in (*ours, *theirs)}
    return tuple(by_day[day] for day in sorted(by_day, reverse=True))


@cache
def _read(path: Path, places: _PlacesKey) -> tuple[Layout, ...]:
    layouts = sorted(
        read_table(path, read_bytes(path), FormFile).form, key=lambda form: form.valid_from
    )
    for index, layout in enumerate(layouts):
        for entry, why in _problems(layout, Places(places[0], dict(places[1]))):
            raise bad_data(path, f"{layout.version}.{entry}", why)
        if index and layouts[index - 1].valid_from == layout.valid_from:
            raise bad_data(path, f"{layout.version}.valid_from", "trùng ngày của mẫu khác")
    return tuple(reversed(layouts))


def _problems(layout: Layout, places: Places) -> Iterator[tuple[str, str]]:
    known = places.texts | ALWAYS | places.rows.get(layout.each, frozenset())
    if layout.each and layout.each not in places.rows:
        yield "each", f"giấy này không có danh sách {layout.each!r}"
    for number, part in enumerate(layout.part, start=1):
        entry = f"part[{number}]"
        rows = getattr(part, "rows", "")
        if rows and rows not in places.rows:
            yield entry, f"giấy này không có danh sách {rows!r}"
            return
        inside = known | (places.rows[rows] | _ROW_ALWAYS if rows else frozenset())
        for template in _row_templates(part):
            yield from _template_problems(entry, template, inside)
        for template in _templates(part):
            yield from _template_problems(entry, template, known)
        for name in _names(part):
            if name not in known and name not in places.rows:
                yield entry, f"giấy này không có mục {name!r}"
    for text in (layout.number, layout.number_blank, layout.code, layout.caption, *layout.copies):
        yield from _template_problems("", text, frozenset())


def _template_problems(
    entry: str, template: str, known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    if not is_well_formed(template):
        yield entry, f"ngoặc nhọn thừa trong {template[:60]!r}"
    for name in sorted(names_in(template) - known):
        yield entry, f"giấy này không có mục {name!r}"
    if any(printable(line) != " ".join(line.split()) for line in template.splitlines()):
        yield entry, f"phông chữ không có đủ chữ của {template[:60]!r}"


def _row_templates(part: AnyPart) -> Iterable[str]:
    match part:
        case Listing():
            return (part.text,)
        case Table() | Handovers():
            values = tuple(column.value for column in part.columns)
            signers = part.signers if isinstance(part, Handovers) else ()
            return (*values, *(signer.name for signer in signers))
        case _:
            return ()


def _templates(part: AnyPart) -> Iterable[str]:  # noqa: PLR0911 - one arm a part
    match part:
        case Title() | Subtitle() | Heading() | Paragraph() | Frame():
            return (part.text,)
        case Field():
            return (part.label, part.value, part.tail)
        case Row():
            return (part.tail, *(text for cell in part.cells for text in (cell.label, cell.value)))
        case Table():
            return tuple(text for column in part.columns for text in (column.title, column.group))
        case Handovers():
            signed = (text for signer in part.signers for text in (signer.title, *signer.notes))
            return (part.time_blank, *(column.title for column in part.columns), *signed)
        case Barcode():
            return (part.value,)
        case Qr():
            return (part.value, part.caption)
        case Ticks():
            return (part.label, *(box.text for box in part.boxes))
        case Digits():
            return (part.label,)
        case Signatures():
            return tuple(
                text
                for signer in part.signers
                for text in (signer.title, signer.name, *signer.notes)
            )
        case Recipients():
            return part.lines
        case _:
            return ()


def _names(part: AnyPart) -> Iterable[str]:
    """Values that a part names outside of texts."""
    named = [name for name in (part.when, part.unless) if name]
    if isinstance(part, Digits):
        named.append(part.value)
    if isinstance(part, Ticks):
        named += [box.on for box in part.boxes]
    return named
