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


_Said = tuple[str, str]
"""What is said, and what of it there is no room for (``Field.set_hint``)."""
_NOTHING: _Said = ("", "")


class FieldMessages:
    """What is missing is no error before the officer wants to receive.

    What is being typed is not judged before the field was left. An error goes before a warning,
    that before what is told of a content, and that before where the content came from.
    """

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._problems: tuple[Problem, ...] = ()
        self._warnings: dict[str, _Said] = {}
        self._told: dict[str, _Said] = {}
        self._noted: dict[str, _Said] = {}
        self._left: set[str] = set()
        self._wanted = False

    def begin_anew(self) -> None:
        """Another dossier: nothing has been left, wanted or noted."""
        self._left.clear()
        self._warnings.clear()
        for name in {*self._told, *self._noted}:
            self._hint(name, _NOTHING, _NOTHING)
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

    def warn(self, name: str, text: str, more: str = "") -> None:
        """Something to compare, which stops nobody; "" takes it away."""
        self._warnings[name] = (text, more)
        self._show(name)

    def tell(self, name: str, text: str, more: str = "") -> None:
        """What a field's content means, quietly; "" takes it away."""
        self._hint(name, (text, more), self._noted.get(name, _NOTHING))

    def note(self, name: str, text: str) -> None:
        """Where a field's content came from."""
        self._hint(name, self._told.get(name, _NOTHING), (text, ""))

    def edited(self, name: str) -> None:
        """The officer wrote something else: what was said was about what stood there."""
        if name in self._told or name in self._noted:
            self._hint(name, _NOTHING, _NOTHING)
        if self._warnings.pop(name, _NOTHING)[0]:
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

    def _hint(self, name: str, told: _Said, noted: _Said) -> None:
        for kept, said in ((self._told, told), (self._noted, noted)):
            if said[0]:
                kept[name] = said
            else:
                kept.pop(name, None)
        self._fields[name].set_hint(*(told if told[0] else noted))

    def _show(self, name: str) -> None:
        field = self._fields[name]
        problem = next((one for one in self._problems if field_of(one) == name), None)
        warning = self._warnings.get(name, _NOTHING)
        if problem is not None and self._is_said(name, problem):
            field.set_error(problem.message)
        elif warning[0]:
            field.set_warning(*warning)
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
