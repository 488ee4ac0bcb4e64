"""What scanners do to a good card's text: one function a kind of damage."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from html.entities import name2codepoint
from urllib.parse import quote, quote_plus

from app.identity.repairs import Repair


def alt_codes(text: str) -> str:
    """Every UTF-8 byte from 128 on typed as 0 and three digits."""
    return "".join(
        letter if letter.isascii() else "".join(f"0{byte}" for byte in letter.encode())
        for letter in text
    )


def code_points(text: str) -> str:
    """Every letter from 128 on typed as its decimal code point, without a marker."""
    return "".join(letter if letter.isascii() else str(ord(letter)) for letter in text)


def read_as(text: str, code_page: str) -> str:
    """UTF-8 bytes read as a Windows code page; bytes that it lacks become C1 controls."""
    letters = []
    for byte in text.encode():
        try:
            letters.append(bytes([byte]).decode(code_page))
        except UnicodeDecodeError:
            letters.append(chr(byte))
    return "".join(letters)


def hex_entities(text: str) -> str:
    return "".join(letter if letter.isascii() else f"&#x{ord(letter):X};" for letter in text)


def decimal_entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


def named_entities(text: str) -> str:
    """Names where HTML has them (``&ocirc;``), numbers where not, as web forms do."""
    names = {chr(point): name for name, point in name2codepoint.items()}
    return "".join(
        letter
        if letter.isascii()
        else f"&{names[letter]};"
        if letter in names
        else f"&#{ord(letter)};"
        for letter in text
    )


DAMAGE: dict[str, tuple[Repair, Callable[[str], str]]] = {
    "alt codes": (Repair.ALT_CODES, alt_codes),
    "code points": (Repair.CODE_POINTS, code_points),
    "UTF-8 read as Windows-1252": (Repair.MOJIBAKE, lambda text: read_as(text, "cp1252")),
    "UTF-8 read as Windows-1258": (Repair.MOJIBAKE, lambda text: read_as(text, "cp1258")),
    "UTF-8 read as Latin-1": (Repair.MOJIBAKE, lambda text: read_as(text, "latin-1")),
    "decimal entities": (Repair.HTML_ENTITIES, decimal_entities),
    "hexadecimal entities": (Repair.HTML_ENTITIES, hex_entities),
    "named entities": (Repair.HTML_ENTITIES, named_entities),
    "percent-encoding of all": (Repair.PERCENT_ENCODING, quote),
    "percent-encoding of letters": (
        Repair.PERCENT_ENCODING,
        lambda text: quote(text, safe="| ,./"),
    ),
    "form encoding": (Repair.PERCENT_ENCODING, quote_plus),
    "NFD": (Repair.DECOMPOSED, lambda text: unicodedata.normalize("NFD", text)),
}
