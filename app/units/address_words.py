"""An address as words with the gaps between them; names in it, and the kinds before names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.units.names import marked_name, marked_word, plain_word
from app.units.unit import Kind

MAX_NAME_WORDS = 7
BLANK, DASH, COMMA = 0, 1, 2
"""What stands before a word; a dash may also be part of a name (Bà Rịa - Vũng Tàu)."""

_WORD = re.compile(r"(?:[^\W_]|[?\ufffd])+")  # what stands for a lost letter is no gap
_ASIDE = re.compile(r"\([^()]*\)")
_UNSEEN = str.maketrans("", "", "'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Apostrophes, as in names, and what has no width."""
_GLUED = re.compile(r"^(?:(q|p|f)([0-9]{1,2})|(tp)(hcm|hn))$")
_FORMER = marked_word("cũ")
_COUNTRY = (("viet", "nam"), ("vietnam",), ("vn",))
_TAIL_WORDS = frozenset(["dt", "sdt", "tel", "dien", "thoai", "so"])

_KIND_WORDS: dict[tuple[str, ...], Kind] = {
    ("tỉnh",): Kind.PROVINCE,
    ("t",): Kind.PROVINCE,
    ("thành", "phố"): Kind.CITY,
    ("tp",): Kind.CITY,
    ("t", "p"): Kind.CITY,
    ("quận",): Kind.URBAN_DISTRICT,
    ("q",): Kind.URBAN_DISTRICT,
    ("huyện",): Kind.RURAL_DISTRICT,
    ("h",): Kind.RURAL_DISTRICT,
    ("thị", "xã"): Kind.TOWN,
    ("tx",): Kind.TOWN,
    ("t", "x"): Kind.TOWN,
    ("xã",): Kind.COMMUNE,
    ("x",): Kind.COMMUNE,
    ("phường",): Kind.WARD,
    ("p",): Kind.WARD,
    ("f",): Kind.WARD,
    ("thị", "trấn"): Kind.TOWNLET,
    ("tt",): Kind.TOWNLET,
    ("t", "t"): Kind.TOWNLET,
    ("đặc", "khu"): Kind.SPECIAL_ZONE,
}
_KINDS: dict[tuple[str, ...], tuple[tuple[str, ...], Kind]] = {
    tuple(plain_word(word) for word in words): (tuple(map(marked_word, words)), kind)
    for words, kind in _KIND_WORDS.items()
}


class Word(Struct, frozen=True):
    """A word, without and with its marks, and what stands before it (``BLANK``, …)."""

    plain: str
    marked: str
    gap: int


class Span(Struct, frozen=True):
    """A name in an address: words ``start`` to ``end``; ``kind`` stands before it, at ``begin``.

    ``bounded``: a kind, a dash, a comma or the beginning of the address stands before it, so that
    no word of the name is missing.
    """

    begin: int
    start: int
    end: int
    name: str
    kind: Kind | None
    bounded: bool


def address_words(text: str) -> list[Word]:
    """The words of an address. Asides in brackets, ``cũ`` behind a name and the country go."""
    plain_text = _ASIDE.sub(" ", unicodedata.normalize("NFKC", text.translate(_UNSEEN)))
    words: list[Word] = []
    reached = 0
    for match in _WORD.finditer(plain_text):
        gap = COMMA if not words else _gap(plain_text, reached, match.start())
        reached = match.end()
        words += _split(match.group(), gap)
    words = [
        word
        for word, following in zip(words, [*words[1:], None], strict=False)
        if word.marked != _FORMER or (following is not None and following.gap == BLANK)
    ]
    for country in _COUNTRY:
        if tuple(word.plain for word in words[-len(country) :]) == country:
            return words[: -len(country)]
    return words


def _gap(text: str, left: int, right: int) -> int:
    between = text[left:right]
    if any(sign in between for sign in ",，;:|\n\t()[]"):
        return COMMA
    if "/" in between:
        return BLANK if text[left - 1].isdigit() and text[right].isdigit() else COMMA
    return DASH if any(sign in between for sign in "-–—") else BLANK


def _split(word: str, gap: int) -> Iterator[Word]:
    """A word; two where kind and name are written as one: ``Q1``, ``TPHCM``."""
    glued = _GLUED.match(word.lower())
    if glued is None:
        yield Word(plain_word(word), marked_word(word), gap)
        return
    kind, name = (part for part in glued.groups() if part)
    yield Word(kind, kind, gap)
    yield Word(plain_word(name), plain_word(name), BLANK)


def without_tail(words: list[Word]) -> tuple[list[Word], bool] | None:
    """The address without its last part, and whether that part is a mere number (a telephone's).

    None where there is no other part, or where the last one names a unit by its kind.
    """
    cut = next((at for at in range(len(words) - 1, 0, -1) if words[at].gap), 0)
    tail = words[cut:]
    if not cut or any(kind_before(words, at) for at in range(cut + 1, len(words))):
        return None
    bare = all(word.plain.isdecimal() or word.plain in _TAIL_WORDS for word in tail)
    return words[:cut], bare


def spans_ending(words: Sequence[Word], end: int) -> Iterator[Span]:
    """Every name that could end before word ``end``, the shortest first."""
    name = ""
    for start in range(end - 1, max(-1, end - 1 - MAX_NAME_WORDS), -1):
        name = words[start].plain + (f" {name}" if name else "")
        found = kind_before(words, start)
        kind, begin = found if found is not None else (None, start)
        bounded = kind is not None or words[start].gap > BLANK
        yield Span(begin, start, end, name, kind, bounded)
        if words[start].gap == COMMA:
            return


def kind_before(words: Sequence[Word], at: int) -> tuple[Kind, int] | None:
    """The kind that stands directly before word ``at``, and where it begins."""
    if at >= len(words) or words[at].gap != BLANK:
        return None
    for length in (2, 1):
        begin = at - length
        if begin < 0 or (length == 2 and words[at - 1].gap != BLANK):
            continue
        before = words[begin:at]
        known = _KINDS.get(tuple(word.plain for word in before))
        if known is None:
            continue
        marked, kind = known
        if all(
            word.marked in {word.plain, right} for word, right in zip(before, marked, strict=True)
        ):
            return kind, begin
    return None


def agrees(words: Sequence[Word], span: Span, name: str) -> bool | None:
    """Whether the marks of a span are those of ``name``: yes; no; None: the words have fewer.

    An address without any marks says nothing of them: ``THANH`` may be Thanh, Thành or Thạnh.
    """
    fewer = not any(word.marked != word.plain for word in words)
    right = marked_name(name)
    for word, wanted in zip(words[span.start : span.end], right, strict=True):
        if word.marked == wanted:
            continue
        if word.marked != word.plain:
            return False
        fewer = True
    return None if fewer else True
