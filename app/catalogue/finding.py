"""Finding procedures as an officer types: without tone marks, in any order, by code or initials.

Each procedure is one text in which a word is looked for by its beginning, some 0.2 µs a procedure;
a day's procedures are put in order once (``DayIndex``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.catalogue.folding import fold
from app.catalogue.procedure import Procedure, national_code

_EXACT, _CODE, _BEGINS, _TOGETHER, _ALL = _RANKS = range(5)
_TYPED_CODE = re.compile(r"[1-9]\.\d{0,6}\Z", re.ASCII)
_SIGNS = re.compile(r"[\W_]+")
_SHORTEST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What is looked through for one version; every text is folded, and begins and ends blank.

    ``names`` are its name and its keywords, a line each, with a line's end before and after;
    ``words`` are those, its field and its code's digits. ``run_together`` are the words of each
    name without blanks between, ``initials`` their first letters, blanks between the names.
    """

    procedure: Procedure
    digits: str
    name: str
    names: str
    words: str
    run_together: str
    initials: str


def entry_of(procedure: Procedure) -> Entry:
    """Prepare one version; some 25 µs."""
    digits = procedure.code.replace(".", "")
    names = [_plain(text) for text in (procedure.name, *procedure.keywords)]
    numbers = [digits, digits[1:], digits[1:].lstrip("0")]
    return Entry(
        procedure=procedure,
        digits=digits,
        name=f" {names[0]} ",
        names="\n" + "".join(f" {name} \n" for name in names),
        words=f" {' '.join([*names, _plain(procedure.field), *numbers])} ",
        run_together=f" {' '.join(name.replace(' ', '') for name in names)} ",
        initials=f" {' '.join(''.join(word[0] for word in name.split()) for name in names)} ",
    )


class DayIndex:
    """The versions in force on a day; shorter names first, then by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(
            entries, key=lambda entry: (len(entry.name), entry.name, entry.digits)
        )
        vocabulary = {word for entry in self._entries for word in entry.words.split()}
        self._vocabulary = f" {' '.join(sorted(vocabulary))} "

    def find(self, query: str, limit: int, taken: Mapping[str, int]) -> list[Procedure]:
        """What ``query`` names, best first; see ``Catalogue.find``."""
        by_rank = self._by_rank(query)
        found: list[Entry] = []
        for rank in _RANKS:
            entries = by_rank[rank]
            if len(found) >= limit:
                break
            if taken and len(entries) > 1:
                entries.sort(key=lambda entry: -taken.get(entry.procedure.code, 0))
            found += entries
        return [entry.procedure for entry in found[:limit]]

    def _by_rank(self, query: str) -> list[list[Entry]]:
        """The entries that have every word, by rank; of one rank in the order of the index."""
        by_rank: list[list[Entry]] = [[] for _ in _RANKS]
        wanted = [word for typed in fold(query).split() for word in _words(typed)]
        if not query.strip():
            by_rank[_ALL] = sorted(self._entries, key=lambda entry: entry.digits)
        elif wanted and not (strange := self._strange(wanted)):
            asked = _Asked(wanted)
            for entry in self._with_beginnings(wanted):
                by_rank[asked.rank(entry)].append(entry)
        elif wanted:
            joined = "".join(wanted)
            for entry in self._with_abbreviations(wanted, strange):
                by_rank[_abbreviation_rank(entry, joined)].append(entry)
        return by_rank

    def _strange(self, wanted: list[str]) -> set[str]:
        """The words that no procedure's word begins with."""
        return {word for word in wanted if " " + word not in self._vocabulary}

    def _with_beginnings(self, wanted: Iterable[str]) -> list[Entry]:
        found = self._entries
        for word in sorted(set(wanted), key=len, reverse=True):
            needle = " " + word
            found = [entry for entry in found if needle in entry.words]
        return found

    def _with_abbreviations(self, wanted: list[str], strange: set[str]) -> list[Entry]:
        """``khaisinh``, ``dkks``, ``815`` of a code; the other words are looked for as ever."""
        found = self._with_beginnings(word for word in wanted if word not in strange)
        for word in strange:
            found = [entry for entry in found if _stands_for(entry, word)]
        return found


class _Asked:
    """A query as it is compared with names."""

    def __init__(self, wanted: list[str]) -> None:
        self._code = wanted[0] if len(wanted) == 1 and wanted[0].isdigit() else None
        self._together = " " + " ".join(wanted)
        self._line_begins = "\n" + self._together
        self._line = f"{self._line_begins} \n"

    def rank(self, entry: Entry) -> int:
        """Which of ``_RANKS`` an entry that has every word is of."""
        if self._code is not None and entry.digits.startswith(self._code):
            return _EXACT if entry.digits == self._code else _CODE
        if entry.name.startswith(self._together) or self._line in entry.names:
            return _BEGINS
        if self._together in entry.name or self._line_begins in entry.names:
            return _TOGETHER
        return _ALL


def _words(typed: str) -> list[str]:
    """The words of what stands between two blanks; a code loses its suffix and its point."""
    national = national_code(typed)
    if national != typed or _TYPED_CODE.match(typed):
        return [national.replace(".", "")]
    return _plain(typed).split()


def _plain(text: str) -> str:
    """Folded words with one blank between."""
    return _SIGNS.sub(" ", fold(text)).strip()


def _stands_for(entry: Entry, word: str) -> bool:
    if len(word) >= _SHORTEST_INITIALS and word in entry.initials:
        return True
    if word in entry.run_together and _begins_a_word(entry.names, word):
        return True
    return word.isdigit() and word in entry.digits


def _begins_a_word(names: str, word: str) -> bool:
    """Whether ``word`` is several words of one name without blanks, from a word's beginning."""
    for name in names.splitlines():
        run_together, at = name.replace(" ", ""), 0
        for part in name.split():
            if run_together.startswith(word, at):
                return True
            at += len(part)
    return False


def _abbreviation_rank(entry: Entry, joined: str) -> int:
    texts = (entry.run_together, entry.initials)
    if any(text.startswith(" " + joined) for text in texts):
        return _BEGINS
    return _TOGETHER if any(joined in text for text in texts) else _ALL
