"""The verb ``declare``: forms without a store, and at a desk that logs what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.errors import InvalidInput, Refusal
from printing.declarations.declaring import declare_at_desk
from printing.declarations.people import people_of_cards
from printing.declarations.rendering import Wanted
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, open_desk
from tests.printing.declarations import samples
from tests.printing.pdf_reading import texts
from tests.ui.commands.law import run
from ui.commands import declare


def _text(path: object) -> str:
    return " ".join(texts(Path(str(path)).read_bytes()))


def test_a_card_becomes_a_declaration_without_a_store(tmp_path: Path) -> None:
    """``{"path", "pages", "form", "form_version"}``, and the card's words on the paper."""
    out = tmp_path / "to-khai.pdf"
    made = run(declare, "birth", "--pdf", str(out), "--card", samples.CARD_TEXT, data=tmp_path)
    assert made == {
        "path": str(out),
        "pages": 1,
        "form": "birth",
        "form_version": "TT04/2024-KS",
    }
    assert samples.NAME in _text(out)


def test_a_dash_reads_the_scanned_card(tmp_path: Path) -> None:
    """As ``read-id`` does."""
    out = tmp_path / "to-khai.pdf"
    text = f"{samples.CARD_TEXT}\r\n".encode()
    run(declare, "residence", "--pdf", str(out), "--card", "-", stdin=text, data=tmp_path)
    assert samples.NAME in _text(out)


def test_the_list_names_forms_and_their_procedures(tmp_path: Path) -> None:
    """Of a day, and of one procedure with those that belong to all."""
    listed = run(declare, "--list", data=tmp_path)["declarations"]
    assert isinstance(listed, list)
    birth = next(one for one in listed if one["form"] == "birth")
    assert birth["title"] == "Tờ khai đăng ký khai sinh"
    assert "1.001193" in birth["procedures"]
    own = run(declare, "--list", "--procedure", "1.000656", data=tmp_path)["declarations"]
    assert isinstance(own, list)
    assert [one["form"] for one in own] == ["death", "authorisation", "guidance"]
    before = run(declare, "--list", "--on", "2024-06-01", data=tmp_path)["declarations"]
    assert isinstance(before, list)
    assert "social_pension" not in [one["form"] for one in before]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["birth"], "pdf"),
        (["birth", "--pdf", "x.pdf", "--self"], "card"),
        (["birth", "--pdf", "x.pdf", "--card", "no card"], "text"),
        (["guidance", "--pdf", "x.pdf"], "procedure"),
        (["birth", "--pdf", "x.pdf", "--on", "soon"], "on"),
        (["none", "--pdf", "x.pdf"], "form"),
    ],
)
def test_what_is_wrong_is_named(
    words: list[str], field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no file is left behind."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        run(declare, *words, data=tmp_path)
    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_pdf_is_not_overwritten(tmp_path: Path) -> None:
    """As for every paper."""
    out = tmp_path / "thu.txt"
    out.write_text("thư", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        run(declare, "birth", "--pdf", str(out), data=tmp_path)
    assert caught.value.code == "not_a_pdf"
    assert out.read_text(encoding="utf-8") == "thư"


def test_a_desk_names_itself_and_logs_it(tmp_path: Path) -> None:
    """Form and subject are logged, nothing that stands on the paper."""
    out = tmp_path / "to-khai.pdf"
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        wanted = Wanted("authorisation", MORNING)
        declare_at_desk(desk, wanted, out, dossier=code)
        [line] = [one for one in desk.store.audit_lines() if one.action == "declare"]
        assert (line.subject, line.detail) == (
            desk.find(code),
            {"form": "authorisation", "people": True},
        )
        assert desk.dossier(code).application is not None
        text = _text(out)
        assert desk.dossier(code).application.submitter.name in text  # type: ignore[union-attr] # asserted above
        assert "Trung tâm Phục vụ hành chính công phường Hoa Sữa" in text
        declare_at_desk(desk, Wanted("guidance", MORNING, procedure="1.001193"), out)
        assert "phường Hoa Sữa" in _text(out)


def test_who_may_not_print_prints_no_declaration(tmp_path: Path) -> None:
    """Nothing is written then."""
    out = tmp_path / "to-khai.pdf"
    with open_desk(tmp_path / "desk", roles=frozenset({Role.INSPECTOR})) as desk:
        people = people_of_cards(samples.card())
        with pytest.raises(Refusal) as caught:
            declare_at_desk(desk, Wanted("birth", MORNING, people), out)
    assert caught.value.code == "not_permitted"
    assert not out.exists()
