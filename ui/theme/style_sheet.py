"""The style sheet, written from the tokens; the rules themselves stand beside this file."""

from __future__ import annotations

from ui.theme.control_rules import control_rules
from ui.theme.ink import Ink
from ui.theme.shell_rules import shell_rules
from ui.theme.surface_rules import surface_rules
from ui.theme.tokens import Scheme
from ui.theme.view_rules import view_rules


def style_sheet(scheme: Scheme, *, text_scale: float = 1.0) -> str:
    """The whole style sheet of a scheme; ``text_scale`` 2.0 makes texts twice as large."""
    ink = Ink(scheme, text_scale)
    return "\n".join((surface_rules(ink), control_rules(ink), view_rules(ink), shell_rules(ink)))
