"""Xác nhận thông tin về cư trú (CT07), filled with what the dossier knows of the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    police_name,
)
from printing.dossier_papers.happened import DAY_BLANK
from printing.dossier_papers.own_paper import own_paper
from printing.dossier_papers.residence_desk import residence_desk
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.dossier.application import Application
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "residence_confirmation"
PLACES = Places(
    texts=COMMON | {"police", "person_birth", "person_sex", "valid_until", "unknown"},
    rows={**COMMON_ROWS, "members": frozenset({"member"})},
)
"""``person_``: whose residence it is, the owner or who came. ``unknown`` is what only the residence
data base knows, and ``members`` those of the household: empty, to write on."""


def values(
    texts: Texts, rows: Mapping[str, Sequence[Texts]], application: Application | None, police: str
) -> Values:
    """The values of CT07; what only the residence data base knows stays dots."""
    own = {"police": police, "valid_until": DAY_BLANK, "unknown": ""}
    if application is not None:
        person = application.owner or application.submitter
        own |= {"person_birth": _birth(person.birth), "person_sex": printable(person.sex)}
    return Values({**texts, **own}, {**rows, "members": []})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The confirmation to be completed and signed; a draft while the dossier has no code."""
    state = order.dossier
    shown = residence_desk(desk, installation, state)
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        state.application,
        police_name(installation),
    )
    code = state.code or ""
    return replace(own_paper(FORM, shown, order, given, happened=bool(code)), code=code)


def _birth(birth: str) -> str:
    """``12/04/1985``, or the year alone."""
    return "/".join(reversed(birth.split("-")))
