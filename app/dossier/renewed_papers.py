"""Papers that tell what happened last: told anew, it is another paper and no reprint.

A supplement may be asked for at the desk and again after appraisal (NĐ 118/2025 Đ.16.3, 19.5), an
extension be followed by an apology: the second paper has its own day and number, and does not say
"In lại".
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from app.dossier.body import Body
from app.dossier.desk_events import Refused
from app.dossier.processing_events import (
    Apologised,
    Extended,
    Resolved,
    Stopped,
    SupplementRequested,
)
from app.dossier.state import Dossier

_Kind = TypeVar("_Kind")

PAPER_OF: dict[str, str] = {
    SupplementRequested.TYPE: "supplement",
    Refused.TYPE: "refusal",
    Resolved.TYPE: "refusal",  # after appraisal, where that is what it is
    Extended.TYPE: "apology",
    Apologised.TYPE: "apology",
    Stopped.TYPE: "stop",
}
"""The form (``print FORM``) that tells the last event of a type."""


def with_new_paper(dossier: Dossier, body: Body) -> Dossier:
    """The state in which the paper of ``body`` has not been printed yet. Never raises."""
    form = PAPER_OF.get(body.TYPE)
    if form is None or form not in dossier.prints:
        return dossier
    return msgspec.structs.replace(
        dossier,
        prints=_without(dossier.prints, form),
        first_printed=_without(dossier.first_printed, form),
        paper_numbers=_without(dossier.paper_numbers, form),
    )


def _without(known: dict[str, _Kind], form: str) -> dict[str, _Kind]:
    return {name: value for name, value in known.items() if name != form}
