"""A scan reaches the right page from anywhere (docs/adr/0011: scans are routed by content)."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from app.reception.register import receive_draft
from tests.desks import MORNING, OFFICER
from tests.ui.shell.rig import CARD, CTRL, K, Shell, open_shell
from tests.ui.shell.samples import certified_copy


def test_a_card_fills_the_reception_page_from_any_page(shell: Shell) -> None:
    """Whatever list the officer was looking at."""
    shell.press(K.Key_F4)
    shell.scan(CARD)
    assert shell.page == "reception"
    shell.main.save()
    shell.settle()
    (draft,) = shell.desk.store.drafts.all()
    assert draft.submitter.name == "Nguyễn Văn An"


def test_a_card_closes_what_lies_over_the_page(shell: Shell) -> None:
    """The palette is no place for a card."""
    shell.press(K.Key_K, CTRL)
    shell.scan(CARD)
    assert not shell.main.palette_card.isVisible()
    assert shell.page == "reception"


def test_a_code_opens_its_dossier_from_any_page(shell: Shell) -> None:
    """The barcode of a receipt."""
    received = receive_draft(shell.desk, certified_copy(MORNING, OFFICER))
    assert received.code is not None
    shell.scan(received.code)
    shell.qtbot.waitUntil(lambda: shell.page == "dossier")
    shell.settle()


def test_what_is_neither_is_said_and_the_page_stays(shell: Shell) -> None:
    """A shop's barcode under the scanner."""
    shell.scan("8934563138164")
    assert shell.page == "reception"
    assert shell.main.notices.subjects() == ["scan"]
    shell.scan(CARD)
    assert shell.main.notices.subjects() == []


def test_a_card_shows_an_inspector_what_there_is_of_the_person(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Who may not receive looks up instead."""
    with open_shell(qtbot, tmp_path, roles=frozenset({Role.INSPECTOR})) as shell:
        shell.scan(CARD)
        assert shell.page == "today"
        assert shell.desk.store.drafts.all() == []


def test_a_hidden_window_takes_no_scan(shell: Shell) -> None:
    """Locked, nobody is there in whose name."""
    shell.main.hide()
    shell.scan(CARD)
    assert shell.desk.store.drafts.all() == []
    shell.main.show()
