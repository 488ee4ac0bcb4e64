"""A password that is read out or written down once, and typed without a Vietnamese keyboard."""

from __future__ import annotations

import secrets

_WORDS = """
    an ban bay ben bong cam can cau chanh chim chuong co cua dan dao dat den doi dong dua duong
    ga gao gio gom gung hai ham hanh heo ho hoa hong kem khe lam lang lanh lua mai mam man may
    men mia moc mua mun nam nang nep ngo nhan non nui oc ong quat quy rau rong ruong sao sen
    song tam tao than thuyen tranh tre trong tui vai vang voi vung xoai xuan
"""
_WORDS_IN_ONE = 4


def readable_password() -> str:
    """Four short words and two digits (about 32 bits); it is changed at the first sign-in.

    Guessing is slowed down by the account itself (docs/adr/0012).
    """
    known = _WORDS.split()
    words = [secrets.choice(known) for _ in range(_WORDS_IN_ONE)]
    return "-".join([*words, f"{secrets.randbelow(90) + 10}"])
