"""Where Enter goes: to the next field that matters, and at the end to the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.components.choice_field import ChoiceField
from ui.components.number_field import NumberField
from ui.components.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.components.field import Field
    from ui.reception.dossier_form import DossierForm

_MATTER = frozenset(
    {
        *("id_number", "name", "birth", "sex", "address", "phone", "email"),
        *("no_id_kind", "no_id_reason"),
        *("procedure", "authorisation", "pages", "copies", "cases"),
        *("paper_exception", "late_reason", "return_at"),
    }
)
_REASONS = ("paper_exception", "late_reason")


class FocusOrder:
    """Goes round the form once: what stands after the field at hand, then what was passed over.

    Empty fields and numbers that the fee counts matter, unless the officer has gone past them with
    Enter; fields with a problem always do.
    """

    def __init__(self, form: DossierForm) -> None:
        self._form = form
        self._passed: set[str] = set()

    def begin_anew(self) -> None:
        """Another dossier: nothing was passed."""
        self._passed.clear()

    def ask_again(self, paths: Iterable[str]) -> None:
        """These have another content now."""
        self._passed.difference_update(paths)

    def after(self, path: str, problems: Iterable[str]) -> str:
        """The field after ``path``; empty: the button. ``path`` counts as passed."""
        self._passed.add(path)
        order = self._order()
        wrong = set(problems) - {path}
        at = order.index(path) + 1 if path in order else 0
        for other in (*order[at:], *order[:at]):
            if other in wrong or (other not in self._passed and self._matters(other)):
                return other
        return ""

    def _order(self) -> list[str]:
        """The fields that are shown, in the order in which they are filled in."""
        fields = self._form.fields()
        shown = self._form.people.shown()
        people = [path for path in fields if path.startswith(f"{shown}.")]
        if shown == "authoriser":
            people.append("authorisation")
        rest = [path for path in fields if "." not in path and path != "authorisation"]
        counted = [path for path in rest if path not in _REASONS]
        order = [*people, *counted, *_REASONS]
        return [path for path in order if fields[path].isVisibleTo(self._form)]

    def _matters(self, path: str) -> bool:
        field = self._form.fields()[path]
        who, _, name = path.rpartition(".")
        if name == "no_id_reason" and self._form.people.form(who).is_proof_named:
            return False
        return name in _MATTER and field.editor.isEnabled() and _is_open(field)


def _is_open(field: Field) -> bool:
    """Whether a field still waits for an answer: a number always does, it is never empty."""
    if isinstance(field, TextField):
        return not field.text().strip()
    if isinstance(field, ChoiceField):
        return not field.value()
    return isinstance(field, NumberField)
