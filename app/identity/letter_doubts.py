"""Damage to letters that can't be undone, but shows: the officer is told which field to compare.

Names of the Central Highlands are no Vietnamese syllables (Ksor, Knul, Đắk Lắk) and raise no doubt:
they bear no tone in a person's name, and places bear at most one.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

from app.identity.letters import VIETNAMESE
from app.identity.repairs import LOST
from app.identity.syllables import TONES, is_syllable

_HIGHLANDS = frozenset("ĂăƀɃĔĕĬĭŎŏŬŭČčÑñ")
_IN_NAMES = frozenset(" '’ʼ`.-,()")
_IN_ADDRESSES = _IN_NAMES | frozenset('0123456789/\\:;&+#_*"“”‘–—°²')
_WORD = re.compile(r"[^\W\d_]+")
_TONE_ON_CODE = re.compile(r"(?<!\w)[ÁÀẢÃẠ](?=[\d./-])")
_CODE_IN_WORD = re.compile(r"(?<![^\W_])[A-Za-z]*(?:[A-Za-z]\d{3}|\d{4})\d*[a-z]")
_VOWELS = frozenset("aeiouy")
_LAST_OF_LATIN_1 = "\xff"
_MANY_WORDS = 8
_SHOWN = 5


def letter_warnings(name: str, address: str) -> list[str]:
    """What to compare in ``name`` and ``address``, in Vietnamese; nothing where both look right.

    A letter shown as lost is told of elsewhere.
    """
    warnings = [
        *_odd_letters("Họ tên", name, _IN_NAMES, digits=True),
        *_odd_letters("Địa chỉ", address, _IN_ADDRESSES),
        *_odd_words("Họ tên", _odd_in_name(name)),
        *_odd_words("Địa chỉ", _odd_in_address(address)),
    ]
    return warnings or _thinned(name, address)


def _odd_letters(what: str, text: str, signs: frozenset[str], *, digits: bool = False) -> list[str]:
    odd = [letter for letter in dict.fromkeys(text) if not _is_usual(letter, signs)]
    odd = [letter for letter in odd if not (digits and letter.isdigit())]  # told of elsewhere
    shown = " ".join(odd[:_SHOWN])
    return [f"{what} có ký tự lạ ({shown}): so họ tên, địa chỉ với thẻ."] if odd else []


def _is_usual(letter: str, signs: frozenset[str]) -> bool:
    if letter.isascii() and letter.isalpha():
        return True
    return letter in VIETNAMESE or letter in _HIGHLANDS or letter in signs or letter == LOST


def _odd_words(what: str, words: Iterable[str]) -> list[str]:
    shown = ", ".join(dict.fromkeys(words))
    return [f"{what} có tiếng viết lạ ({shown[:60]}): so họ tên, địa chỉ với thẻ."] if shown else []


def _odd_in_name(name: str) -> list[str]:
    """Words in two cases, with a tone where none can be, or without any vowel."""
    words = _WORD.findall(name)
    first_lost = len(words) > 1 and words[0][0].islower() and words[1][0].isupper()
    return words[:first_lost] + [
        word
        for word in words
        if _is_turned_over(word)
        or _lacks_vowels(word, least=2)
        or (len(word) == 1 and word.islower() and word not in VIETNAMESE | _VOWELS)
        or (_tones(word) and not is_syllable(word))
    ]


def _odd_in_address(address: str) -> list[str]:
    words = _WORD.findall(address)
    turned = [word for word in words if _is_turned_over(word) and word[0].islower()]
    odd = [word for word in words if _tones(word) > 1]
    odd += [word for word in words if _lacks_vowels(word) and not word.isupper()]
    codes = _CODE_IN_WORD.findall(address) + _TONE_ON_CODE.findall(address)
    return [*(turned if len(turned) > 1 else ()), *odd, *codes]


def _thinned(name: str, address: str) -> list[str]:
    """Letters or tones that were left out everywhere: what is left looks like words."""
    both = f"{name} {address}"
    words = _WORD.findall(both)
    accented = [letter for letter in both if letter in VIETNAMESE]
    if accented and all(letter in "đĐ" for letter in accented):
        return ["Họ tên, địa chỉ có thể mất dấu: so với thẻ."]
    if accented and len(words) >= _MANY_WORDS and not any(map(_tones, words)):
        return ["Họ tên, địa chỉ có thể mất dấu: so với thẻ."]
    is_narrow = all(letter <= _LAST_OF_LATIN_1 for letter in accented)
    if accented and is_narrow and not all(map(is_syllable, _long_words(both))):
        return ["Họ tên, địa chỉ có thể mất chữ: so với thẻ."]
    return []


def _long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) > 1 and not word.isupper()]


def _is_turned_over(word: str) -> bool:
    """Whether a capital follows a small letter: ``tHị``, ``ĐặNG``."""
    return any(one.islower() and other.isupper() for one, other in itertools.pairwise(word))


def _lacks_vowels(word: str, least: int = 3) -> bool:
    """``Phng``, of which ư and ờ were lost, among words of so many letters."""
    bare = unicodedata.normalize("NFD", word.lower())
    return len(word) >= least and not any(letter in _VOWELS for letter in bare)


def _tones(word: str) -> int:
    return sum(letter in TONES for letter in unicodedata.normalize("NFD", word))
