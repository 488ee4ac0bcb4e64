"""Odd texts from a seed: what people and machines write, changed, put together, or noise."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from tests.app.identity.damage import DAMAGE

LONGEST = 200_001
"""Over every parser's limit."""
_LETTERS = (
    "0123456789|/-.,:;+ <>#%&~@()[]{}\\\"'=_\t\r\n"
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
    "ạảãàáựữừ\u0300\u0301\u0323\u00a0\u200b\u202e\ufeff\ufffd\x00\x85\ud800Ã°Æ¡０９＜｜٣"
)
_PIECES = (
    "001190000001", "012345678", "Nguyễn Thị", "01021990", "Nữ", "Số 1, Hà Nội", "15042021", "||",
    "H26.107-261124-0001", "HTTPS://A.EXAMPLE/", "2.000815", "000.00.01.H26", "CHM-1-2", "+84",
    "0901234567", "IDVNM", "<<<<", "P<VNM", "DN4010123456789", "4e677579e1bb85", "2026-11-24",
    "T08:30", "+07:00", "24/11/2026", "ngày làm việc", "Phường", "Tỉnh", "1.5", "1e400", "0" * 40,
    "[[procedure]]", '{"data": [', "\n", "\ud800", "0198017601980161", "7877",
    "&#7885;", "%E1%BB%8D",
)  # fmt: skip
_VALUES = (
    "null", "true", "-1", "0.5", "1e400", '""', '"\\ud800"', "[]", "{}", "[" * 200,
    f'"{"x" * 600}"', "[null]", '{"a": {"a": 1}}', "99999999999999999999", '"2026-02-30"', '"-"',
)  # fmt: skip
_VALUE = re.compile(r'(?<=: )(?:"[^"]*"|[\w.\-]+)')
_NARROW: tuple[Callable[[str], str], ...] = (
    lambda _: "",
    lambda _: "?",
    lambda letter: str(ord(letter)),
    lambda letter: chr(ord(letter) % 256),
)
"""What a driver does to letters that it does not have."""
_PUT_IN: list[str] = [*_PIECES, *_LETTERS]


def odd_text(chance: random.Random, samples: Sequence[str]) -> str:
    """Mostly a sample changed a little, now and then pieces, bytes, or a very long one."""
    kind = chance.random()
    if kind < 0.7:
        return mutated(chance, chance.choice(samples))
    if kind < 0.9:
        return "".join(chance.choices([*_PIECES, *samples], k=chance.randrange(12)))
    if kind < 0.98:
        return chance.randbytes(chance.randrange(200)).decode(
            chance.choice(("utf-8", "latin-1", "utf-16")), "replace"
        )
    return _long(chance, samples)


def mutated(chance: random.Random, text: str) -> str:
    """``text`` after one to five changes."""
    for _ in range(chance.randint(1, 5)):
        text = chance.choice(_CHANGES)(chance, text)
    return text


def _long(chance: random.Random, samples: Sequence[str]) -> str:
    piece = chance.choice([*_PUT_IN, *samples])
    length = chance.choice((1_000, 4_000, 8_192, LONGEST))
    return (piece * (length // len(piece) + 1))[:length]


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randint(0, len(text))]


def _leave_out(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.randint(1, 4) :]


def _put_in(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(_PUT_IN) + text[at:]


def _change_one(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(_LETTERS) + text[at + 1 :]


def _replace_all(chance: random.Random, text: str) -> str:
    return text.replace(chance.choice(text), chance.choice(_LETTERS)) if text else text


def _repeat(chance: random.Random, text: str) -> str:
    start = chance.randint(0, len(text))
    return text + chance.choice(("", "\r\n", " ")) + text[start:]


def _swap(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[at:] + text[:at]


def _change_form(chance: random.Random, text: str) -> str:
    return chance.choice(_FORMS)(text)


_FORMS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.swapcase,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: f" {text}\r\n",
)


def _damage(chance: random.Random, text: str) -> str:
    damage = chance.choice(sorted(DAMAGE))
    good = text.encode("utf-8", "replace").decode()
    return DAMAGE[damage][1](good)[:20_000]


def _change_value(chance: random.Random, text: str) -> str:
    """Another value in a JSON document."""
    values = list(_VALUE.finditer(text[:5_000]))
    if not values:
        return text
    value = chance.choice(values)
    return text[: value.start()] + chance.choice(_VALUES) + text[value.end() :]


def _narrow(chance: random.Random, text: str) -> str:
    """Letters that are not of Western Europe, each changed alike."""
    typed = chance.choice(_NARROW)
    return "".join(one if one <= "\xff" else typed(one) for one in text)


def _lose_bars(chance: random.Random, text: str) -> str:
    """Some separators and line ends are lost, or become something else."""
    other = chance.choice(("", " ", "\n", ">", "~", ", "))
    return "".join(other if one in "|\n" and chance.random() < 0.5 else one for one in text)


_CHANGES = (
    _change_value, _narrow, _lose_bars, _cut,
    _leave_out, _put_in, _change_one, _replace_all, _repeat, _swap, _change_form, _damage,
)  # fmt: skip
