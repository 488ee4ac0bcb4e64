"""Passwords that are read out."""

from __future__ import annotations

from app.accounts.account import check_password
from ui.accounts.readable_password import readable_password


def test_every_proposal_can_be_used_and_typed_without_tone_marks() -> None:
    """ASCII, good enough for the rules, and never the same twice in a row."""
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert password.isascii()
        assert check_password(password, "hoa.nguyen") == password
