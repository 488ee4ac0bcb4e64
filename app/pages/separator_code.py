"""What separator and component sheets say to a scanner: where one paper of a pile ends.

``TCH-1`` (tách) stands between dossiers; ``TP-<nn>-<code>`` (thành phần) before the pages of the
``nn``-th component of a dossier, whose code or desk reference follows. Capitals without vowels and
digits only: no Vietnamese input method and no Caps Lock can hurt them (docs/adr/0025).
"""

from __future__ import annotations

import re

from msgspec import Struct

from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code

SEPARATOR = "TCH-1"
HIGHEST_ORDINAL = 999
_COMPONENT = re.compile(r"TP-(?P<ordinal>\d{2,3})-(?P<code>.+)\Z", re.ASCII)


class SeparatorSheet(Struct, frozen=True):
    """Between two dossiers of a pile."""


class ComponentSheet(Struct, frozen=True):
    """Before the pages of a component: ``ordinal`` from 1, ``code`` the dossier's or the desk's
    own reference."""

    code: str
    ordinal: int


def component_text(code: str, ordinal: int) -> str:
    """What the sheet of a component says; InvalidInput (``bad_code``, ``bad_ordinal``)."""
    if not 1 <= ordinal <= HIGHEST_ORDINAL:
        raise InvalidInput("bad_ordinal", "Số thứ tự thành phần từ 1 đến 999.", field="ordinal")
    return f"TP-{ordinal:02d}-{read_code(code).code}"


def read_sheet(text: str) -> SeparatorSheet | ComponentSheet | None:
    """What a scanned code says of a pile; None where it is of no sheet of ours."""
    cleaned = text.strip().upper()
    if cleaned == SEPARATOR:
        return SeparatorSheet()
    match = _COMPONENT.match(cleaned)
    if match is None or int(match["ordinal"]) < 1:
        return None
    try:
        return ComponentSheet(read_code(match["code"]).code, int(match["ordinal"]))
    except InvalidInput:
        return None
