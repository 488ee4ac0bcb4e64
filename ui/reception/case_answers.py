"""What was answered in one case of a procedure, while another that does not ask it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.reception.asked import COUNTS, Asked

if TYPE_CHECKING:
    from app.drafts.draft import Draft

_BLANK: dict[str, Any] = {**dict.fromkeys(COUNTS, 1), "exemption": ""}


class CaseAnswers:
    """Arrow keys walk through the cases: none of them may cost an answer that the next one asks."""

    def __init__(self) -> None:
        self._of: tuple[str, str] = ("", "")
        self._given: dict[str, Any] = {}

    def carried(self, draft: Draft, left: Asked, entered: Asked) -> dict[str, Any]:
        """Fields of ``draft`` as they are to be, going from the case that asks ``left``.

        What ``entered`` does not ask is blank: hidden and still there, it could not be mended.
        """
        if self._of != (draft.id, draft.procedure):
            self._of, self._given = (draft.id, draft.procedure), {}
        for name in _BLANK:
            if _asks(left, name):
                self._given[name] = getattr(draft, name)
        carried = {
            name: self._given.get(name, blank) if _asks(entered, name) else blank
            for name, blank in _BLANK.items()
        }
        if all(ground.id != carried["exemption"] for ground in entered.grounds):
            carried["exemption"] = ""
        return carried


def _asks(asked: Asked, name: str) -> bool:
    return bool(asked.grounds) if name == "exemption" else name in asked.counts
