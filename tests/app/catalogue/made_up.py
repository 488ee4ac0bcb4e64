"""Procedures and catalogue files made up for tests."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.catalogue import Catalogue
from app.catalogue.procedure import Component, Procedure, ReceptionPeriod
from app.dossier.application import Treatment

SINCE = date(2020, 1, 1)
ENTRY = """
[[procedure]]
code = "{code}"
name = "{name}"
field = "Hộ tịch"
resolver_kind = "commune"
valid_from = {since}
{until}
deadline = {{ unit = "working_day", amount = {amount} }}
legal_basis = ["QĐ công bố"]
confidence = "H"
{more}

[[procedure.reception_periods]]
mode = "both"
valid_from = 2000-01-01
basis = "QĐ công bố"

[[procedure.components]]
id = "form"
name = "Tờ khai"
treatment = "submit"
"""


def entry(
    code: str,
    since: str,
    until: str = "",
    *,
    amount: int = 3,
    name: str = "Đăng ký thử",
    more: str = "",
) -> str:
    """One ``[[procedure]]``; dates are ISO, ``more`` stands before its first table."""
    ends = f"valid_to = {until}" if until else ""
    return ENTRY.format(code=code, name=name, since=since, until=ends, amount=amount, more=more)


def abolished(code: str, on: str) -> str:
    """One ``[[abolished]]``."""
    return f'\n[[abolished]]\ncode = "{code}"\non = {on}\nbasis = "NĐ 1/2026"\n'


def write(folder: Path, name: str, text: str) -> Path:
    """A file of the catalogue in ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def made_up(code: str, name: str, **changes: Any) -> Procedure:
    """A procedure in force since 2020, without an end."""
    values: dict[str, Any] = {
        "code": code,
        "name": name,
        "field": "Lĩnh vực thử",
        "resolver_kind": "commune",
        "valid_from": SINCE,
        "reception_periods": [ReceptionPeriod(mode="both", valid_from=SINCE, basis="QĐ")],
        "components": [Component(id="form", name="Tờ khai", treatment=Treatment.SUBMIT)],
        "legal_basis": ["QĐ"],
        "confidence": "H",
    }
    return Procedure(**{**values, **changes})


def a_whole_province(seed: list[Procedure], count: int, number: int) -> Catalogue:
    """``count`` procedures in two versions each, named by words of the ``seed``'s names.

    The seed's own are among them; ``number`` is where the choice begins.
    """
    chance = random.Random(number)
    words = sorted({word for procedure in seed for word in procedure.name.split()})
    procedures = [
        version
        for at in range(count)
        for version in _both_versions(seed[at % len(seed)], at, at < len(seed), words, chance)
    ]
    return Catalogue(procedures, [], f"made up by {number}")


def _both_versions(
    base: Procedure, at: int, as_it_is: bool, words: list[str], chance: random.Random
) -> list[Procedure]:
    code, name, keywords = base.code, base.name, base.keywords
    if not as_it_is:
        own = base.name.split()[: chance.randint(3, 25)]
        name = " ".join([*own, *chance.sample(words, 4)])
        code, keywords = f"{1 + at % 2}.{900_000 + at}", []
    return [
        made_up(code, name, field=base.field, keywords=keywords, valid_to=date(2025, 12, 31)),
        made_up(code, name, field=base.field, keywords=keywords, valid_from=date(2026, 1, 1)),
    ]
