"""What an officer searched for is on record also where the counter is locked straight after."""

from __future__ import annotations

from tests.desks import OFFICER
from tests.ui.shell.rig import K, Shell


def test_a_search_is_on_record_when_the_counter_is_locked_over_it(shell: Shell) -> None:
    """The list of names was on the screen: F3, a name, Ctrl+L."""
    shell.press(K.Key_F3)
    shell.type("nguyen")
    shell.main.save()  # as locking, changing officers and closing begin
    shell.workplace.sign_out()
    shell.settle()
    lines = [line for line in shell.desk.store.audit_lines() if line.action == "search"]
    assert [(line.officer, line.unlock) for line in lines] == [(OFFICER, "unlock")]
