"""What a role may do is asked in the use cases, whoever calls them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.accounts.roles import ALL_ROLES, PERMITTED, Act, Role
from app.clock.time import to_iso
from app.drafts.draft import begin_draft
from app.errors import InvalidInput, Refusal
from app.reception.change import attach_pages, collect_fee, correct, replace_correction, retry
from app.reception.desk import Desk
from app.reception.register import receive, receive_draft
from app.reception.view_dossier import view_dossier
from printing.issuing import issue
from tests.app.reception.test_receiving import arrive, component, intake, page
from tests.desks import MORNING, OFFICER, open_desk

Call = Callable[[Desk, str, Path], object]

USE_CASES: dict[str, tuple[Act, Call]] = {
    "receive": (Act.RECEIVE, lambda desk, _code, _out: receive(desk, intake(desk, ref="s2"))),
    "receive_draft": (
        Act.RECEIVE,
        lambda desk, _code, _out: receive_draft(
            desk, begin_draft(MORNING, to_iso(MORNING), OFFICER)
        ),
    ),
    "attach_pages": (
        Act.RECEIVE,
        lambda desk, code, _out: attach_pages(desk, code, component(desk), [page()]),
    ),
    "collect_fee": (Act.COLLECT, lambda desk, code, _out: collect_fee(desk, code, 2_000, "cash")),
    "correct": (
        Act.CORRECT,
        lambda desk, code, _out: correct(desk, code, {"summary": "mới"}, "gõ sai"),
    ),
    "replace_correction": (
        Act.CORRECT,
        lambda desk, _code, _out: replace_correction(desk, "no-event", {"summary": "x"}, "gõ sai"),
    ),
    "retry": (Act.CORRECT, lambda desk, _code, _out: retry(desk, "no-event")),
    "print": (Act.PRINT, lambda desk, code, out: issue(desk, code, "receipt", out / "r.pdf")),
    "view": (Act.VIEW, lambda desk, code, _out: view_dossier(desk, code)),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_use_case_asks_for_its_role(tmp_path: Path, role: Role) -> None:
    """Refused for want of a role exactly where the table says so; nothing is written then."""
    with open_desk(tmp_path / "desk") as desk:
        code = arrive(desk).code
        assert code is not None
    with open_desk(tmp_path / "desk", roles=frozenset({role})) as desk:
        for name, (act, call) in USE_CASES.items():
            before = len(desk.store.audit_lines())
            refused = False
            try:
                call(desk, code, tmp_path)
            except Refusal as error:
                refused = error.code == "not_permitted"
            except InvalidInput:
                refused = False  # a wrong input is not about roles
            assert refused == (act not in PERMITTED[role]), (name, role)
            if refused:
                assert len(desk.store.audit_lines()) == before


def test_who_looked_is_shown_to_those_who_may_know(tmp_path: Path) -> None:
    """A supervisor and an inspector read the log of a dossier, an officer does not."""
    with open_desk(tmp_path / "desk") as desk:
        code = arrive(desk).code
        assert code is not None
        view_dossier(desk, code)
    for roles, sees in ((frozenset({Role.OFFICER}), False), (frozenset({Role.INSPECTOR}), True)):
        with open_desk(tmp_path / "desk", roles=roles) as desk:
            assert bool(view_dossier(desk, code).log) is sees
    assert Act.READ_LOG not in PERMITTED[Role.OFFICER]
    assert len(ALL_ROLES) == len(Role)
