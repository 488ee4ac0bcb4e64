"""How a slip's own number ("Số: 12/PBS-TTPVHCC") is written on the day that it is issued.

Papers follow the form in force on their day of issue: TT 01/2018/TT-VPCP until 14/9/2025, TT
03/2025/TT-VPCP from then on. The shapes are data (``resources/numbering/slips.toml``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from app.dated_data.toml_table import RESOURCES, bad_data, in_force, read_bytes, read_table
from app.errors import InvalidInput
from app.numbering.series import HIGHEST, SlipKind

SLIPS_FILE = RESOURCES / "numbering" / "slips.toml"
_PLACE = "{number}"

Text = Annotated[str, Meta(min_length=1, max_length=300)]


class SlipForm(Struct, frozen=True, forbid_unknown_fields=True):
    """How the numbers of one kind of slip are written; both ends of its validity count.

    ``confidence`` as in the catalogue: H, M or L; ``unsure`` says what is.
    """

    kind: SlipKind
    valid_from: date
    text: Text
    basis: Text
    confidence: Literal["H", "M", "L"]
    valid_to: date | None = None
    unsure: str = ""


class _SlipsFile(Struct, frozen=True, forbid_unknown_fields=True):
    form: Annotated[list[SlipForm], Meta(min_length=1, max_length=1_000)]


class SlipForms:
    """The shapes of all slips' numbers."""

    def __init__(self, forms: list[SlipForm]) -> None:
        self.forms = tuple(forms)

    def number(self, kind: SlipKind, sequence: int, on: date) -> str:
        """The number as it stands behind "Số:" of a slip issued on ``on``.

        Raises InvalidInput: ``bad_number`` (field ``number``), or ``no_slip_form`` (field ``on``)
        where no form of that day is known.
        """
        if not 1 <= sequence <= HIGHEST:
            raise InvalidInput("bad_number", "Số của phiếu phải từ 1.", field="number")
        for form in self.forms:
            if form.kind is kind and in_force(on, form.valid_from, form.valid_to):
                return form.text.replace(_PLACE, str(sequence))
        raise InvalidInput(
            "no_slip_form",
            f"Chưa có mẫu ghi số của phiếu {kind.value!r} vào ngày {on:%d/%m/%Y}.",
            field="on",
        )


def load_slip_forms(path: Path = SLIPS_FILE) -> SlipForms:
    """Read the shapes; raises InvalidInput (``bad_data``) naming file, entry and field."""
    forms = read_table(path, read_bytes(path), _SlipsFile).form
    until: dict[SlipKind, date | None] = {}
    for index, form in enumerate(forms):
        if form.text.count(_PLACE) != 1 or "{" in form.text.replace(_PLACE, ""):
            raise bad_data(path, f"form[{index}].text", f"phải có {_PLACE} đúng một lần")
        if form.valid_to is not None and form.valid_to < form.valid_from:
            raise bad_data(path, f"form[{index}].valid_to", "trước valid_from")
        if form.kind in until:
            before = until[form.kind]
            if before is None or form.valid_from <= before:
                raise bad_data(path, f"form[{index}].valid_from", f"chồng ngày của {form.kind}")
        until[form.kind] = form.valid_to
    return SlipForms(forms)
