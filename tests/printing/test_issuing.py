"""Issuing: the paper and its record say the same, whoever else is at work."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.dossier.events import Printed
from app.dossier.evolve import read_body
from app.errors import EnvironmentFault, InvalidInput, Refusal
from app.store.verify import verify
from printing.issuing import issue, preview_application, preview_paper, print_paper
from printing.printers.find import open_printer
from printing.printers.printer import (
    Abilities,
    Handed,
    JobState,
    JobStatus,
    Kind,
    Printer,
    PrinterInfo,
    PrinterState,
    Standing,
)
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, OFFICER, open_desk
from tests.printing.pdf_reading import by_zxing, pages, texts


def test_two_threads_that_print_at_once_do_not_both_print_the_first(tmp_path: Path) -> None:
    """What stands on a paper ("In lại lần n") is what was recorded of it."""
    gate = threading.Barrier(4)
    issued: list[int] = []
    refused: list[str] = []
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk, ref="p").code)

        def print_it(out: Path) -> None:
            gate.wait()
            try:
                issued.append(issue(desk, code, "receipt", out).nth)
            except Refusal as error:
                refused.append(error.code)

        threads = [
            threading.Thread(target=print_it, args=(tmp_path / f"{index}.pdf",))
            for index in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(issued) == list(range(1, len(issued) + 1))
        assert set(refused) <= {"changed_meanwhile"}
        assert len(issued) + len(refused) == 4
        assert desk.dossier(code).prints == {"receipt": len(issued)}
        assert len(list(tmp_path.glob("*.pdf"))) == len(issued)
        assert verify(desk.store).problems == []


def test_a_reprint_is_as_first_issued(tmp_path: Path) -> None:
    """A reprint keeps the day and the officer who received, and says which one it is."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        issue(desk, code, "receipt", tmp_path / "first.pdf")
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(timedelta(days=2))
        colleague = replace(desk, officer="Trần Văn Khác")
        issue(colleague, code, "receipt", tmp_path / "second.pdf")
    [first] = texts((tmp_path / "first.pdf").read_bytes())
    [second] = texts((tmp_path / "second.pdf").read_bytes())
    assert "ngày 23 tháng 11 năm 2026" in second
    assert "ngày 25 tháng 11 năm 2026" not in second
    assert "In lại lần 1" in second
    assert OFFICER in second
    assert "Trần Văn Khác" not in second
    assert "In lại" not in first


def test_what_a_killed_printing_left_goes_away_with_the_next(tmp_path: Path) -> None:
    """No paper with personal data lies about under a hidden name."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        out = tmp_path / "papers" / f"{code}.pdf"
        out.parent.mkdir()
        for left in (f".{out.name}.new", f"..{out.name}.new.0123456789ab.tmp"):
            (out.parent / left).write_bytes(b"half a paper")
        issue(desk, code, "receipt", out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_place_that_can_hold_no_file_is_refused_before_the_print_is_recorded(
    tmp_path: Path,
) -> None:
    """Bad input: which field and why; nothing is counted."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        for place, why in ((tmp_path, "not_a_file"), (tmp_path / "no" / "x.pdf", "no_folder")):
            with pytest.raises(InvalidInput) as caught:
                issue(desk, code, "receipt", place)
            assert (caught.value.code, caught.value.field) == (why, "pdf")
        assert desk.dossier(code).prints == {}


class JammedPrinter:
    """A printer that says it is ready, and breaks off where a paper comes."""

    def __init__(self) -> None:
        self.info = PrinterInfo("cups:Ket", "Máy in hay kẹt", Kind.CUPS)
        self.seen: list[Path] = []

    def check(self) -> PrinterState:
        return PrinterState(Standing.READY, "Sẵn sàng.")

    def abilities(self) -> Abilities:
        return Abilities()

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        assert pdf.is_file()
        self.seen.append(pdf)
        raise EnvironmentFault("print_failed", "Máy in bị kẹt.", advice="Gỡ giấy.")

    def follow(self, job: str) -> JobStatus:
        return JobStatus(JobState.HANDED, "Đã giao.")


def papers_of(tmp_path: Path) -> tuple[Path, Printer]:
    folder = tmp_path / "printed"
    folder.mkdir()
    return folder, open_printer(f"folder:{folder}")


@pytest.fixture
def on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where papers lie on their way to a printer."""
    place = tmp_path / "run"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    return place


def test_a_printed_paper_is_recorded_and_lies_nowhere_else(
    tmp_path: Path, on_the_way: Path
) -> None:
    """Handed over under the dossier's code, recorded with its copies, removed on the way."""
    folder, printer = papers_of(tmp_path)
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        first = print_paper(desk, code, "receipt", printer, copies=2)
        second = print_paper(desk, code, "receipt", printer, size="A5")
        bodies = [read_body(one.event) for one in desk.store.events(desk.find(code))]
        assert [body.copies for body in bodies if isinstance(body, Printed)] == [2, 1]
    assert (first.nth, first.pages, first.copies, first.draft) == (1, 1, 2, False)
    assert second.nth == 2
    assert first.handed == Handed(str(folder / f"{code}.pdf"), f"folder:{folder}")
    assert "In lại lần 1" in texts(Path(second.handed.job).read_bytes())[0]
    assert list(on_the_way.iterdir()) == []


def test_a_dossier_without_a_code_is_printed_under_its_reference(
    tmp_path: Path, on_the_way: Path
) -> None:
    """The slip is recorded; a draft of the receipt is not."""
    _, printer = papers_of(tmp_path)
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        reference = arrive(desk).reference
        slip = print_paper(desk, reference, "unnumbered", printer)
        draft = print_paper(desk, reference, "receipt", printer)
        assert desk.dossier(reference).prints == {"unnumbered": 1}
    assert Path(slip.handed.job).name == f"{reference}.pdf"
    assert (slip.nth, draft.nth, draft.draft) == (1, 0, True)


def test_a_printer_that_is_not_ready_records_nothing(tmp_path: Path) -> None:
    """The number of printings must not run ahead of what lies on the counter."""
    printer = open_printer(f"folder:{tmp_path / 'none'}")
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        with pytest.raises(EnvironmentFault) as caught:
            print_paper(desk, code, "receipt", printer)
        assert caught.value.code == "printer_not_found"
        with pytest.raises(InvalidInput):
            print_paper(desk, code, "receipt", printer, copies=0)
        assert desk.dossier(code).prints == {}


def test_a_printer_that_breaks_off_leaves_a_record_and_says_so(
    tmp_path: Path, on_the_way: Path
) -> None:
    """Nobody can know how much came out, so the next paper says that it is a reprint."""
    jammed = JammedPrinter()
    _, printer = papers_of(tmp_path)
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        with pytest.raises(EnvironmentFault) as caught:
            print_paper(desk, code, "receipt", jammed)
        assert desk.dossier(code).prints == {"receipt": 1}
        again = print_paper(desk, code, "receipt", printer)
    assert caught.value.code == "print_failed"
    assert caught.value.message == "Máy in bị kẹt. Lần in này đã được ghi vào hồ sơ."
    assert caught.value.advice == "Gỡ giấy. Giấy in tiếp theo mang dòng “In lại lần 1”."
    assert "In lại lần 1" in texts(Path(again.handed.job).read_bytes())[0]
    assert not jammed.seen[0].exists()
    assert list(on_the_way.iterdir()) == []


@pytest.mark.parametrize("form", ["receipt", "unnumbered"])
def test_a_preview_shows_the_paper_and_proves_nothing(form: str, tmp_path: Path) -> None:
    """Everything where it will stand, a mark across it, no signed QR, and no record."""
    with open_desk(tmp_path / "desk", numbers=50 if form == "receipt" else 0) as desk:
        reference = arrive(desk).reference
        seen = preview_paper(desk, reference, form)
        assert desk.dossier(reference).prints == {}
        issue(desk, reference, form, tmp_path / "out.pdf")
    printed = (tmp_path / "out.pdf").read_bytes()
    assert "BẢN XEM TRƯỚC – KHÔNG CÓ GIÁ TRỊ" in texts(seen)[0]
    (shown,), (real,) = pages(seen), pages(printed)
    assert by_zxing(shown, "QRCode") == []
    assert len(by_zxing(real, "QRCode")) == 1
    assert _lines(seen) - _lines(printed) <= {"BẢN XEM TRƯỚC – KHÔNG CÓ GIÁ TRỊ", "QR có khi in"}


def _lines(pdf: bytes) -> set[str]:
    """The first page's lines of text: where one breaks elsewhere, both are others."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return set(document[0].get_textpage().get_text_range().splitlines())
    finally:
        document.close()


def test_what_is_typed_can_be_looked_at_before_it_is_received(tmp_path: Path) -> None:
    """Due time and fee as the law of the moment has them; a draft without code or barcode."""
    with open_desk(tmp_path / "desk") as desk:
        application = desk.dossier(str(arrive(desk).code)).application
        assert application is not None
        seen = preview_application(desk, application, MORNING)
        (text,) = texts(seen)
    assert "BẢN NHÁP – CHƯA CÓ GIÁ TRỊ" in text
    assert "17 giờ 00 phút, ngày 23 tháng 11 năm 2026" in text
    assert "2.000 đồng (Hai nghìn đồng)" in text
    (page,) = pages(seen)
    assert by_zxing(page, "Code128") == by_zxing(page, "QRCode") == []


def test_only_who_may_print_prints(tmp_path: Path) -> None:
    """An inspector looks at papers and prints none; an administrator does neither."""
    _, printer = papers_of(tmp_path)
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        inspector = replace(desk, roles=frozenset({Role.INSPECTOR}))
        administrator = replace(desk, roles=frozenset({Role.ADMINISTRATOR}))
        for print_it in (
            lambda: print_paper(inspector, code, "receipt", printer),
            lambda: issue(inspector, code, "receipt", tmp_path / "x.pdf"),
            lambda: preview_paper(administrator, code, "receipt"),
        ):
            with pytest.raises(Refusal) as caught:
                print_it()
            assert caught.value.code == "not_permitted"
        assert preview_paper(inspector, code, "receipt")
