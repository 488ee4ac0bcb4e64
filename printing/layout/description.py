"""What a form's file says: the parts of a paper, from top to bottom.

Texts may hold places, ``{name}`` for a value and ``{name!}`` for the same in bold. Inside ``list``
and ``table`` the values of the row come first. A value that is empty prints dots.

Every part may have ``when`` and ``unless``, names of values: it stands only where the first is not
empty, and not where the second is not. Lengths are millimetres, letter sizes points of A4 (smaller
pages scale them).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
Text = Annotated[str, Meta(max_length=4_000)]
AlignName = Literal["left", "centre", "right", "justify"]
FaceName = Literal["regular", "bold", "italic", "bold_italic"]
Points = Annotated[float, Meta(ge=4, le=40)]
PointsOrUsual = Annotated[float, Meta(ge=0, le=40)]
Millimetres = Annotated[float, Meta(ge=0, le=250)]
Inset = Annotated[float, Meta(ge=0, le=80)]
"""A mistyped number is refused when the file is read, not found on the paper."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """The base of all parts."""

    when: str = ""
    unless: str = ""


class Title(Part, frozen=True, tag="title"):
    """The form's name: centred and bold; ``size`` in points."""

    text: Text
    size: Points = 14.0
    face: FaceName = "bold"


class Subtitle(Part, frozen=True, tag="subtitle"):
    """A centred line under the title."""

    text: Text
    size: Points = 13.0
    face: FaceName = "regular"


class Field(Part, frozen=True, tag="field"):
    """A label and its value, or the form's dots; ``numbered`` counts 1., 2., … where the form does.

    ``optional`` drops the whole line where the value is empty.
    """

    label: Text
    value: Text
    tail: Text = ""
    strong: bool = False
    numbered: bool = False
    optional: bool = False
    indent: Inset = 0.0


class Cell(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the fields of a row. ``width`` is its share; 0: what is left, shared equally."""

    label: Text
    value: Text
    width: Annotated[float, Meta(ge=0, le=1_000)] = 0.0
    optional: bool = False


class Row(Part, frozen=True, tag="row"):
    """Fields side by side, below each other where one is too wide."""

    cells: Annotated[tuple[Cell, ...], Meta(min_length=1, max_length=6)]
    tail: Text = ""


class Heading(Part, frozen=True, tag="heading"):
    """A line that stays on the page of what follows it."""

    text: Text
    face: FaceName = "regular"
    numbered: bool = False
    align: AlignName = "left"


class Paragraph(Part, frozen=True, tag="text"):
    """Running text over the whole width; ``first_line`` indents it (mm)."""

    text: Text
    face: FaceName = "regular"
    align: AlignName = "left"
    first_line: Inset = 0.0
    indent: Inset = 0.0
    size: PointsOrUsual = 0.0


class Listing(Part, frozen=True, tag="list"):
    """One paragraph for each row of ``rows``; ``{n}`` is its number from 1.

    ``empty_lines`` dotted lines where there is no row.
    """

    rows: Name
    text: Text
    empty_lines: Annotated[int, Meta(ge=0, le=60)] = 0
    indent: Inset = 0.0


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """A column: its head, its value, its share of the width.

    ``group`` is a head over neighbouring columns of the same group. ``barcode``: the value is a
    code, shown as bars above its text where they fit the column.
    """

    title: Text
    value: Text
    width: Annotated[float, Meta(gt=0, le=1_000)]
    align: AlignName = "left"
    group: Text = ""
    face: FaceName = "regular"
    barcode: bool = False


class Table(Part, frozen=True, tag="table"):
    """A table with lines; its head is repeated on every page.

    ``empty_rows``: at least so many rows, empty ones at the end, ``empty_height`` mm high. A row
    that has a value ``_span`` shows it over all columns from the ``span_from``-th on (1: the
    first; 0: never). ``numbers``: a row "(1) (2) …" under the head.
    """

    rows: Name
    columns: Annotated[tuple[Column, ...], Meta(min_length=1, max_length=20)]
    empty_rows: Annotated[int, Meta(ge=0, le=200)] = 0
    empty_height: Inset = 7.0
    size: PointsOrUsual = 0.0
    span_from: Annotated[int, Meta(ge=0, le=20)] = 0
    numbers: bool = False


class Signer(Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs: title, notes below it in italics, the name under the room to sign."""

    title: Text
    notes: tuple[Text, ...] = ()
    name: Text = ""


class Handovers(Part, frozen=True, tag="handovers"):
    """Blocks of the control slip (phiếu kiểm soát), one a row, at least ``blocks`` of them.

    The second of the four columns is the time: ``time_blank`` where it is not known, below it the
    two ``signers`` with ``room`` mm to sign. A line of a value that has a label prints dots where
    nothing is known.
    """

    rows: Name
    columns: Annotated[tuple[Column, ...], Meta(min_length=4, max_length=4)]
    signers: Annotated[tuple[Signer, ...], Meta(min_length=2, max_length=2)]
    time_blank: Text
    blocks: Annotated[int, Meta(ge=0, le=20)] = 4
    room: Inset = 14.0


class Tick(Struct, frozen=True, forbid_unknown_fields=True):
    """A box with its words; ticked where the value ``on`` is not empty."""

    text: Text
    on: Name


class Ticks(Part, frozen=True, tag="ticks"):
    """Boxes to tick, in one line as far as they go."""

    boxes: Annotated[tuple[Tick, ...], Meta(min_length=1, max_length=20)]
    label: Text = ""


class Digits(Part, frozen=True, tag="digits"):
    """A label and one box for each letter of a value, at least ``boxes`` of them."""

    label: Text
    value: Name
    boxes: Annotated[int, Meta(ge=1, le=40)]


class Lines(Part, frozen=True, tag="lines"):
    """Dotted lines to write on."""

    count: Annotated[int, Meta(ge=1, le=60)]


class Space(Part, frozen=True, tag="space"):
    """Empty space of ``height`` mm."""

    height: Millimetres


class PageBreak(Part, frozen=True, tag="page"):
    """What follows begins a page."""


class Rule(Part, frozen=True, tag="rule"):
    """A line over the whole width; ``cut``: dotted, to cut along."""

    cut: bool = False


class Frame(Part, frozen=True, tag="box"):
    """A framed empty box with a caption: a photo, a stamp, a fingerprint. Lengths in mm."""

    text: Text
    width: Millimetres
    height: Millimetres
    align: Literal["left", "centre", "right"] = "left"


class Signatures(Part, frozen=True, tag="signatures"):
    """One to four signatures side by side; an empty title leaves its place free."""

    signers: Annotated[tuple[Signer, ...], Meta(min_length=1, max_length=4)]
    room: Inset = 18.0


class Barcode(Part, frozen=True, tag="barcode"):
    """A Code 128 of its own, ``height`` mm high, ``times`` as wide as usual where that fits.

    ``caption`` writes its text below it.
    """

    value: Text
    height: Annotated[float, Meta(ge=2, le=80)] = 11.0
    times: Annotated[int, Meta(ge=1, le=6)] = 1
    align: Literal["left", "centre", "right"] = "centre"
    caption: bool = True


class Qr(Part, frozen=True, tag="qr"):
    """A QR of its own with a caption below it; ``beside``: at the right of what follows."""

    value: Text
    caption: Text = ""
    align: Literal["left", "centre", "right"] = "centre"
    beside: bool = False


class Recipients(Part, frozen=True, tag="recipients"):
    """ "Nơi nhận:" and its lines, small, at the left (NĐ 30/2020).

    ``beside``: level with the signature that follows.
    """

    lines: tuple[Text, ...]
    beside: bool = False


AnyPart = (
    Title
    | Subtitle
    | Field
    | Row
    | Heading
    | Paragraph
    | Listing
    | Table
    | Handovers
    | Ticks
    | Digits
    | Lines
    | Space
    | PageBreak
    | Rule
    | Frame
    | Signatures
    | Recipients
    | Barcode
    | Qr
)


class Layout(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One form in force from ``valid_from`` to ``valid_to`` (both included; None: still).

    ``head`` is what stands above it: ``official`` (agency and nation, NĐ 30/2020), ``nation`` (quốc
    hiệu only: citizens' declarations), ``plain`` (the desk's name), ``none``. ``number`` is the
    label of the paper's own number ("Số:"; "" for papers without), ``code`` that of the barcode.
    ``number_blank`` stands for a number that there is none of yet. ``caption`` is at the foot.
    ``landscape`` turns the page. ``numerals`` counts ``numbered`` parts. ``qr`` puts the QR beside
    the first fields. ``copies`` are the names of its copies (liên), printed one after another.
    ``body_size`` are the letters in points of A4 (0: as usual). ``each`` names a list: the paper is
    set once for every row of it, on pages of its own. ``page_numbers`` are at the foot.
    ``confidence`` and ``unsure`` as in the catalogue.
    """

    version: Annotated[str, Meta(min_length=1, max_length=60)]
    valid_from: date
    source: Text
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    part: Annotated[tuple[AnyPart, ...], Meta(min_length=1, max_length=200)]
    valid_to: date | None = None
    head: Literal["official", "nation", "plain", "none"] = "official"
    number: Text = ""
    number_blank: Text = ""
    code: Text = "Mã hồ sơ:"
    caption: Text = ""
    landscape: bool = False
    numerals: bool = False
    qr: bool = False
    barcode: bool = True
    place_and_date: bool = True
    copies: Annotated[tuple[Text, ...], Meta(max_length=5)] = ()
    body_size: PointsOrUsual = 0.0
    each: Annotated[str, Meta(pattern=r"^([a-z][a-z0-9_]{0,39})?\Z")] = ""
    page_numbers: bool = True
    confidence: Literal["H", "M", "L"] = "M"
    unsure: Text = ""


class FormFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of ``resources/forms``: the same paper in its periods, the oldest first."""

    form: Annotated[tuple[Layout, ...], Meta(min_length=1, max_length=100)]
