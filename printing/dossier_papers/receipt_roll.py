"""The receipt on thermal paper: what Mẫu 01 says, in one column of 72 or 48 mm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers import receipt
from printing.dossier_papers.common_values import COMMON
from printing.forms.receipt_values import COMPONENTS
from printing.layout.table import SPAN
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "receipt_roll"
PLACES = Places(texts=COMMON, rows={"components": COMPONENTS["components"] | {"how"}})
_KINDS = (("originals", "bản chính"), ("certified", "bản chứng thực"), ("photos", "bản photo"))


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The receipt for narrow paper; a draft while the dossier has no code."""
    wide = receipt.paper(desk, installation, order)
    rows = [{**row, "how": how_given(row)} for row in wide.values.rows["components"]]
    return replace(wide, form=FORM, values=Values(wide.values.texts, {"components": rows}))


def how_given(row: Texts) -> str:
    """How a component came, in words: ``(01 bản chính, 02 bản photo)``."""
    counts = [f"{row[name]} {words}" for name, words in _KINDS if row[name]]
    said = ", ".join(counts) or row[SPAN].lower()
    return f"({said})" if said else ""
