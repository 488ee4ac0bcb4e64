"""Which declarations there are, and which procedures each belongs to: read from the data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from app.catalogue.procedure import national_code
from app.dated_data.toml_table import bad_data, read_bytes, read_table
from app.errors import InvalidInput
from printing.layout.reading import FORMS

KINDS_FILE = FORMS / "declarations" / "procedures.toml"


class Declaration(Struct, frozen=True, forbid_unknown_fields=True):
    """One declaration by the stem of its layout file.

    ``subject_is_owner``: who it speaks of is the dossier's owner. ``fingerprint``: the form has a
    place for it. ``any_procedure``: it belongs to all. ``about_procedure``: it speaks of one.
    """

    form: Annotated[str, Meta(pattern=r"^[a-z][a-z_]{1,39}\Z")]
    procedures: list[Annotated[str, Meta(pattern=r"^[1-9]\.[0-9]{6}\Z")]] = []
    subject_is_owner: bool = False
    fingerprint: bool = False
    any_procedure: bool = False
    about_procedure: bool = False

    @property
    def layout(self) -> str:
        """The stem of its file beneath ``resources/forms``."""
        return f"declarations/{self.form}"

    def belongs_to(self, procedure: str) -> bool:
        """Whether it is a paper of the procedure with this code."""
        return self.any_procedure or national_code(procedure) in self.procedures


class _KindsFile(Struct, frozen=True, forbid_unknown_fields=True):
    declaration: Annotated[list[Declaration], Meta(min_length=1, max_length=500)]


@cache
def declarations(path: Path = KINDS_FILE) -> tuple[Declaration, ...]:
    """All declarations in the file's order; InvalidInput (``bad_data``) where it is wrong."""
    found = read_table(path, read_bytes(path), _KindsFile).declaration
    names = [one.form for one in found]
    for one in found:
        if names.count(one.form) > 1:
            raise bad_data(path, one.form, "ghi hai lần")
        if bool(one.procedures) == one.any_procedure:
            raise bad_data(path, one.form, "ghi procedures hoặc any_procedure")
    return tuple(found)


def declaration(form: str) -> Declaration:
    """The declaration of that name; InvalidInput (``unknown_form``)."""
    for one in declarations():
        if one.form == form:
            return one
    known = ", ".join(one.form for one in declarations())
    raise InvalidInput(
        "unknown_form", f"Chưa in được tờ khai {form[:40]!r}: {known}.", field="form"
    )


def declarations_for(procedure: str) -> list[Declaration]:
    """What the procedure's own declarations are; those that belong to all are left out."""
    return [one for one in declarations() if national_code(procedure) in one.procedures]
