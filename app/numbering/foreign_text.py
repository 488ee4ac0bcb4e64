"""The code in what other systems' papers say: an address with a parameter, a QR of several lines.

Their marks can't be checked, so such a code is neither genuine nor false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from app.errors import InvalidInput
from app.numbering.code import DossierCode, parse_code

_PARAMETERS = re.compile(r"[?&#;]")
_AROUND = " \"'{}[]()<>."
_SHORTEST = len("H26-261124-0001")
_PIECES = re.compile(r"[\r\n\t|;,]")


def code_in(text: str) -> DossierCode | None:
    """The one dossier code that ``text`` holds; None without one.

    Looked for as the value of an address's parameter (``mahs=``, ``MHS=``, ``code=`` …), as a line,
    and behind a line's label. Raises InvalidInput (``several_codes``, field ``code``).
    """
    found: dict[str, DossierCode] = {}
    for piece in _pieces(text):
        code = _code_or_none(piece)
        if code is not None:
            found[str(code)] = code
    if len(found) > 1:
        raise InvalidInput(
            "several_codes",
            f"Có {len(found)} mã hồ sơ khác nhau: {', '.join(sorted(found)[:3])}.",
            field="code",
            advice="Quét từng mã một.",
        )
    return next(iter(found.values()), None)


def _pieces(text: str) -> Iterator[str]:
    for parameter in _PARAMETERS.split(text)[1:]:
        yield unquote_plus(parameter.partition("=")[2])
    for piece in _PIECES.split(text):
        yield piece
        yield piece.rpartition(":")[2]
        yield piece.rpartition("/")[2].partition("?")[0]


def _code_or_none(text: str) -> DossierCode | None:
    if len(text) < _SHORTEST:
        return None
    try:
        return parse_code(text.strip(_AROUND))
    except InvalidInput:
        return None
