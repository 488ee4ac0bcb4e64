"""Papers as a person or a script lists them (JSON): those that are given back, or certified."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.dated_data.schema_words import validation_words
from app.dossier.desk_act_fields import MAX_PAPERS
from app.dossier.desk_events import ReturnedPaper
from app.errors import InvalidInput
from app.processing.certifying import PaperToCertify

MAX_BYTES = 1 << 20
_Told = TypeVar("_Told", bound=Struct)


class _ToldReturned(Struct, forbid_unknown_fields=True):
    name: str
    number: str = ""
    summary: str = ""
    copies: int = 1


def read_returned_papers(data: bytes) -> list[ReturnedPaper]:
    """Read ``[{"name", "number"?, "summary"?, "copies"?}]``.

    Raises InvalidInput (``bad_json``, ``too_many``, ``bad_row``) naming ``papers``, or
    ``papers[2].name`` (counted from 0).
    """
    told = _read(data, _ToldReturned)
    return [ReturnedPaper(one.name, one.number, one.summary, one.copies) for one in told]


def read_papers_to_certify(data: bytes) -> list[PaperToCertify]:
    """Read ``[{"kind", "name", "pages"?, "copies"?, "person"?, "on_paper"?}]``; raises as above."""
    return _read(data, PaperToCertify)


def _read(data: bytes, kind: type[_Told]) -> list[_Told]:
    try:
        told = msgspec.json.decode(data[: MAX_BYTES + 1].removeprefix(BOM_UTF8))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise InvalidInput(
            "bad_json", "Danh sách giấy tờ không phải JSON.", field="papers"
        ) from None
    if not isinstance(told, list):
        raise InvalidInput("bad_json", "Giấy tờ phải là một danh sách JSON.", field="papers")
    if len(told) > MAX_PAPERS:
        raise InvalidInput("too_many", f"Quá {MAX_PAPERS} giấy tờ trong một lần.", field="papers")
    papers = []
    for index, one in enumerate(told):
        try:
            papers.append(msgspec.convert(one, kind))
        except msgspec.ValidationError as error:
            field, why = validation_words(error)
            place = f"papers[{index}].{field}" if field else f"papers[{index}]"
            raise InvalidInput("bad_row", f"Giấy tờ ghi sai: {why}.", field=place) from None
    return papers
