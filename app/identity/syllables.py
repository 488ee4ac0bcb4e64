"""Whether a word can be a syllable of Vietnamese, as its spelling goes."""

from __future__ import annotations

import unicodedata

from app.catalogue.folding import fold

TONES = "\u0301\u0300\u0309\u0303\u0323"
"""Sắc, huyền, hỏi, ngã, nặng, in the order of the VNI keys 1 to 5."""

_INITIALS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_SPELT = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu"
    " iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu o oc oi om on ong op ot oa oac oach"
    " oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong"
    " ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây"
    " uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi"
    " ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych yn ynh yt"
)
_RIMES = frozenset(_SPELT.split())
_BARE_RIMES = frozenset(fold(rime) for rime in _RIMES)
_STOPS = ("c", "ch", "p", "t")


def is_syllable(word: str) -> bool:
    """Whether ``word``, with its marks, is spelt like a Vietnamese syllable."""
    toneless, tone = _take_tone(word.lower())
    if len(tone) > 1:
        return False
    stopped = toneless.endswith(_STOPS)
    if stopped and tone not in {"", TONES[0], TONES[4]}:
        return False
    return _has_rime(toneless, _RIMES)


def is_bare_syllable(word: str) -> bool:
    """Whether ``word`` is spelt like one whose marks were left out."""
    return word.isascii() and _has_rime(word.lower(), _BARE_RIMES)


def with_tone(word: str, tone: str) -> str:
    """``word`` (without a tone) with ``tone`` on the vowel that bears it: ``hòa``, ``toán``."""
    at = _vowel_with_tone(word)
    if at is None or not tone:
        return word
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def _take_tone(word: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(letter for letter in decomposed if letter in TONES)
    rest = "".join(letter for letter in decomposed if letter not in TONES)
    return unicodedata.normalize("NFC", rest), tone


def _has_rime(word: str, rimes: frozenset[str]) -> bool:
    return any(
        word.startswith(initial) and word[len(initial) :] in rimes for initial in _INITIALS
    ) or word in {"gi", "gin"}


def _vowel_with_tone(word: str) -> int | None:
    lower = word.lower()
    start = 2 if lower.startswith(("qu", "gi")) and len(lower) > 2 and _is_vowel(lower[2]) else 0
    vowels = [at for at in range(start, len(lower)) if _is_vowel(lower[at])]
    if not vowels:
        return None
    marked = [at for at in vowels if lower[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = vowels[-1] < len(lower) - 1
    if len(vowels) == 1 or (len(vowels) == 2 and not closed):
        return vowels[0]
    return vowels[1]


def _is_vowel(letter: str) -> bool:
    return letter in "aăâeêioôơuưy"
