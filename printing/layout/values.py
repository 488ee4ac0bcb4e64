"""What a layout's places are filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Values:
    """Texts by name, and lists of rows by name. All texts are NFC and printable.

    A text that is empty, or not there, prints dots (or drops its part, ``when``).
    """

    texts: Texts
    rows: Mapping[str, Sequence[Texts]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """The names that a paper has: what its layouts may use. ``rows``: the names in each list."""

    texts: frozenset[str]
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
