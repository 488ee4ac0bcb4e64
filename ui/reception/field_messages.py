"""Which message stands under which field: errors when they help, warnings and hints besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.reception.assess import Problem
from ui.reception.problem_list import ListedProblem

if TYPE_CHECKING:
    from ui.components.field import Field

_FIELD_OF = {"online_only": "paper_exception", "late_without_reason": "late_reason"}
"""Problems that are mended in another field than the one that they name."""
_MISSING = frozenset({"missing", "components"})


class FieldMessages:
    """What is missing is no error before the officer wants to receive.

    What is being typed is not judged before the field was left.
    """

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._problems: tuple[Problem, ...] = ()
        self._warnings: dict[str, str] = {}
        self._noted: set[str] = set()
        self._left: set[str] = set()
        self._wanted = False

    def begin_anew(self) -> None:
        """Another dossier: nothing has been left, wanted or noted."""
        self._left.clear()
        self._warnings.clear()
        for name in tuple(self._noted):
            self._forget_note(name)
        self._wanted = False
        self.show_problems(())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """The draft has these problems now."""
        self._problems = tuple(problems)
        for name in self._fields:
            self._show(name)

    def leave(self, name: str) -> None:
        """The officer has left a field."""
        if name in self._fields and name not in self._left:
            self._left.add(name)
            self._show(name)

    def insist(self) -> None:
        """The officer wanted to receive: everything that stops it is said."""
        self._wanted = True
        self.show_problems(self._problems)

    def warn(self, name: str, text: str) -> None:
        """Something to compare, which stops nobody; "" takes it away."""
        self._warnings[name] = text
        self._show(name)

    def note(self, name: str, text: str) -> None:
        """Where a field's content came from."""
        self._noted.add(name)
        self._fields[name].set_hint(text)

    def edited(self, name: str) -> None:
        """The officer wrote something else: warning and note were about what stood there."""
        self._forget_note(name)
        if self._warnings.pop(name, ""):
            self._show(name)

    def wrong(self, problems: Iterable[Problem]) -> list[str]:
        """The fields of the problems that are more than something missing."""
        return [field_of(problem) for problem in problems if not _is_missing(problem)]

    def listed(self, whose: Mapping[str, str]) -> list[ListedProblem]:
        """The problems as lines; ``whose`` names the people by ``owner``, ``authoriser``."""
        lines = []
        for problem in self._problems:
            name = field_of(problem)
            if self._is_being_typed(name, problem):
                continue
            person = whose.get(name.partition(".")[0], "")
            text = f"{person}: {problem.message}" if person else problem.message
            lines.append(ListedProblem(name, text, self._wanted or not _is_missing(problem)))
        return lines

    def _forget_note(self, name: str) -> None:
        if name in self._noted:
            self._noted.discard(name)
            self._fields[name].set_hint("")

    def _show(self, name: str) -> None:
        field = self._fields[name]
        problem = next((one for one in self._problems if field_of(one) == name), None)
        if problem is not None and self._is_said(name, problem):
            field.set_error(problem.message)
        elif self._warnings.get(name):
            field.set_warning(self._warnings[name])
        else:
            field.clear_message()

    def _is_said(self, name: str, problem: Problem) -> bool:
        return self._wanted or (name in self._left and not _is_missing(problem))

    def _is_being_typed(self, name: str, problem: Problem) -> bool:
        if self._wanted or name in self._left or _is_missing(problem):
            return False
        return name in self._fields and self._fields[name].editor.hasFocus()


def field_of(problem: Problem) -> str:
    """The field in which a problem is mended."""
    return _FIELD_OF.get(problem.code, problem.field)


def _is_missing(problem: Problem) -> bool:
    return problem.code in _MISSING
