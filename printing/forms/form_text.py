"""The text of the forms as data with a date (``resources/forms/*.toml``)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from app.dated_data.toml_table import RESOURCES, read_bytes, read_table
from app.errors import InvalidInput

FORMS = RESOURCES / "forms"

Form = TypeVar("Form", "ReceiptForm", "SlipForm")


class ReceiptText(Struct, frozen=True, forbid_unknown_fields=True):
    """Every label of Mẫu 01 (Thông tư 03/2025/TT-VPCP), in the order of the paper."""

    caption: str
    number: str
    number_suffix: str
    title: str
    code: str
    received_by: str
    received_from: str
    owner: str
    id_number: str
    address: str
    phone: str
    email: str
    authoriser: str
    authorisation_paper: str
    request: str
    components: str
    column_ordinal: str
    column_component: str
    column_count: str
    column_originals: str
    column_certified: str
    column_photos: str
    sets: str
    sets_unit: str
    time_limit: str
    received_at: str
    due_at: str
    return_at: str
    fee: str
    book: str
    book_number: str
    book_if_any: str
    submitter_signs: str
    officer_signs: str
    sign_here: str
    sign_digitally: str


class SlipText(Struct, frozen=True, forbid_unknown_fields=True):
    """Every label of the slip for a dossier that waits for its number."""

    caption: str
    title: str
    reference: str
    received_by: str
    received_from: str
    owner: str
    request: str
    components: str
    column_ordinal: str
    column_component: str
    column_count: str
    column_originals: str
    column_certified: str
    column_photos: str
    sets: str
    sets_unit: str
    received_at: str
    due_at: str
    return_at: str
    ask_at: str
    notice: str
    submitter_signs: str
    officer_signs: str
    sign_here: str


class ReceiptForm(Struct, frozen=True, forbid_unknown_fields=True):
    """One dated receipt form. ``numerals`` prints "1." to "6." as the form of 2018 had them."""

    version: str
    valid_from: date
    source: str
    text: ReceiptText
    numerals: bool = False


class SlipForm(Struct, frozen=True, forbid_unknown_fields=True):
    """One dated slip form."""

    version: str
    valid_from: date
    source: str
    text: SlipText


class _ReceiptForms(Struct, forbid_unknown_fields=True):
    form: list[ReceiptForm]


class _SlipForms(Struct, forbid_unknown_fields=True):
    form: list[SlipForm]


def receipt_form(on: date, *, directory: Path = FORMS) -> ReceiptForm:
    """The receipt form in force on the day a paper is issued.

    Raises InvalidInput: ``no_form`` where none was in force, ``bad_data`` where the file is wrong.
    """
    return _in_force(_receipt_forms(directory), on)


def slip_form(on: date, *, directory: Path = FORMS) -> SlipForm:
    """The slip form in force on the day; errors as for ``receipt_form``."""
    return _in_force(_slip_forms(directory), on)


@cache
def _receipt_forms(directory: Path) -> tuple[ReceiptForm, ...]:
    path = directory / "receipt.toml"
    return tuple(read_table(path, read_bytes(path), _ReceiptForms).form)


@cache
def _slip_forms(directory: Path) -> tuple[SlipForm, ...]:
    path = directory / "unnumbered.toml"
    return tuple(read_table(path, read_bytes(path), _SlipForms).form)


def _in_force(forms: tuple[Form, ...], on: date) -> Form:
    begun = [form for form in forms if form.valid_from <= on]
    if not begun:
        raise InvalidInput("no_form", f"Chưa có biểu mẫu cho ngày {on:%d/%m/%Y}.", field="issued")
    return max(begun, key=lambda form: form.valid_from)
