"""The steps of the first start: which is shown, and which can be gone back to."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Step(StrEnum):
    """In this order."""

    PLACE = "place"
    CENTRAL = "central"
    ENROL = "enrol"
    ACCOUNT = "account"
    PRINTER = "printer"
    DONE = "done"


_FOR_GOOD = frozenset({Step.ENROL, Step.ACCOUNT})
"""What is done in these can't be undone: nobody goes back to or before them."""


class Facts(Struct, frozen=True):
    """What an earlier, cut first start has left. Empty texts are not known yet.

    ``officer`` and ``sign_in_name`` are of an account that can't sign in yet. ``can_sign_in``:
    somebody can, who manages accounts.
    """

    has_store: bool = False
    central_url: str = ""
    code: str = ""
    counter: str = ""
    agency_name: str = ""
    is_enrolled: bool = False
    officer: str = ""
    sign_in_name: str = ""
    can_sign_in: bool = False

    @property
    def is_unfinished(self) -> bool:
        """Whether the window has to begin with the first start."""
        return not (self.is_enrolled and self.can_sign_in)


def first_step(facts: Facts) -> Step:
    """Where an unfinished first start goes on.

    Once there is an account that can sign in, it is finished: who comes next must sign in, and
    finds the printer in the settings.
    """
    if facts.is_enrolled:
        return Step.ACCOUNT
    if facts.central_url:
        return Step.ENROL
    return Step.CENTRAL if facts.has_store else Step.PLACE


class Steps:
    """Goes forward when a step is done, and back as far as nothing was done for good."""

    def __init__(self, first: Step = Step.PLACE) -> None:
        self._order = list(Step)
        self._at = self._order.index(first)

    @property
    def current(self) -> Step:
        """The step that is shown."""
        return self._order[self._at]

    def is_past(self, step: Step) -> bool:
        """Whether ``step`` stands before the current one."""
        return self._order.index(step) < self._at

    @property
    def can_go_back(self) -> bool:
        """Whether the step before can be shown again."""
        return self._at > 0 and self._order[self._at - 1] not in _FOR_GOOD and not self.is_last

    @property
    def is_last(self) -> bool:
        """Whether all is done."""
        return self.current is Step.DONE

    def go_on(self) -> Step:
        """The current step is done; returns the next one."""
        self._at = min(self._at + 1, len(self._order) - 1)
        return self.current

    def go_back(self) -> Step:
        """Show the step before, where that is possible; returns the one that is shown."""
        if self.can_go_back:
            self._at -= 1
        return self.current
