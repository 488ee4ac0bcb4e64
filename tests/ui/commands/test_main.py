"""The command line's manners: one document, three exit codes, options on either side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.commands.command_line import run
from ui.commands import VERBS, load_verb

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-verb",),
        ("due",),
        ("due", "--received"),
        ("--data",),
        ("outbox",),
        ("outbox", "burn"),
        ("print", "receipt", "x"),
        ("correct", "x", "a=b"),
    ],
)
def test_wrong_usage_ends_2_with_nothing_on_stdout(words: tuple[str, ...]) -> None:
    """docs/command-line.md."""
    finished = run(*words)
    assert finished.status == 2
    assert finished.document is None
    assert finished.errors


def test_options_stand_before_or_after_the_verb(tmp_path: Path) -> None:
    """docs/command-line.md; also where an option's value is the name of a verb."""
    before = run("--data", tmp_path / "demo", "leases")
    after = run("leases", "--data", tmp_path / "demo")
    assert before.document == after.document
    assert before.status == after.status == 1


def test_an_error_is_one_document_with_code_message_and_field() -> None:
    """docs/command-line.md: 1 on a refused or invalid input."""
    finished = run("due", "--received", "hôm qua", "--unit", "working_day")
    assert finished.status == 1
    assert finished["error"]["field"] == "received"
    assert finished["error"]["code"] == "bad_time"
    assert "hôm qua" in finished["error"]["message"]
    assert "Lỗi" in finished.errors


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_verb_has_a_summary_and_help(name: str) -> None:
    """--help works for each and ends 0."""
    assert name == load_verb(name).NAME
    assert load_verb(name).SUMMARY
    finished = subprocess.run(
        [sys.executable, "main.py", name, "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert finished.returncode == 0


def test_stdin_that_is_no_utf8_is_named() -> None:
    """- reads stdin, UTF-8."""
    finished = run("read-id", "-", stdin=b"\xff\xfe")
    assert (finished.status, finished["error"]["field"]) == (1, "stdin")


@pytest.mark.parametrize("verb", ["read-id", "read-code"])
@pytest.mark.parametrize(
    "text",
    ["", "x" * 200_000, "|" * 200_000, "1" * 200_000, "\x00\x01", "\ufeff", "H26.107-", "%" * 1000],
)
def test_hostile_scans_end_in_a_clear_error(verb: str, text: str) -> None:
    """Empty and hostile QR texts, 200,000 characters by stdin."""
    finished = run(verb, "-", stdin=text.encode())
    assert finished.status == 1
    assert finished["error"]["code"]
    assert len(finished["error"]["message"]) < 500


def test_a_bug_of_ours_still_ends_in_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process's edge: status 1, a document, the trace on stderr for the developers."""

    def broken(*_: object) -> dict[str, object]:
        raise ZeroDivisionError

    monkeypatch.setattr(load_verb("due"), "run", broken)
    finished = run("due", "--received", "2026-11-23", "--unit", "month")
    assert (finished.status, finished["error"]["code"]) == (1, "program_fault")
    assert "ZeroDivisionError" in finished.errors


def test_an_interrupt_ends_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is no error of anybody's."""

    def interrupted(*_: object) -> dict[str, object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(load_verb("due"), "run", interrupted)
    assert run("due", "--received", "2026-11-23", "--unit", "month").status == 130


@pytest.mark.skipif(sys.platform == "win32", reason="shells of Windows can't close a stream")
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ('procedures "" >&-', 0),
        ("read-id - <&-", 1),
        ('procedures "" 2>&-', 0),
        ('procedures "" > /dev/full', 1),
    ],
)
def test_missing_and_full_streams_are_no_traceback(words: str, status: int) -> None:
    """Started by a service without streams, or with the disk full."""
    finished = subprocess.run(
        f'"{sys.executable}" main.py {words}',
        cwd=ROOT, shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == status
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("dossier", "\ud800"), "code"),
        (("backup", "a\x00b"), "out"),
        (("restore", "x" * 300), "file"),
        (("print", "receipt", "x", "--pdf", "a/" * 3_000), "pdf"),
        (("leases", "--data", "\udcff"), "data"),
        (("correct", "x", "a=\ud800", "--reason", "y"), "changes"),
        (("leases", "--as-of", "9999-12-31T23:59"), "as-of"),
        (("leases", "--as-of", "0001-01-01"), "as-of"),
        (("demo", "--dossiers", "vài"), "dossiers"),
        (("dossiers", "", "--limit", "1e3"), "limit"),
        (("collect", "x", "--amount", "\u0663"), "amount"),
        (("central", "--database", "x.sqlite", "--port", "http"), "port"),
    ],
)
def test_a_word_that_can_not_be_used_is_named(
    words: tuple[str, ...], field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no file name, text or number can be: one document, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    finished = run(*words)
    assert (finished.status, finished["error"]["field"]) == (1, field)
    assert finished["error"]["code"] in {"bad_text", "bad_path", "bad_time", "bad_number"}
    assert not list(tmp_path.iterdir())


def test_a_closed_pipe_is_no_traceback() -> None:
    """``quay procedures "" | head -1``."""
    finished = subprocess.run(
        f'"{sys.executable}" main.py procedures "" | head -c 1',
        cwd=ROOT, shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        ("keyring.backends.null.Keyring", "plaintext_keyring"),
        ("keyring.backends.fail.Keyring", "plaintext_keyring"),
        ("no.such.Backend", "no_keyring"),
    ],
)
def test_a_named_keyring_that_keeps_no_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str, code: str
) -> None:
    """The backend is chosen in settings, never plaintext, and nothing is made with a bad one."""
    monkeypatch.delenv("QMC_KEY_FILE", raising=False)
    monkeypatch.setenv("QMC_KEYRING", backend)
    finished = run(
        "enrol", "--data", tmp_path / "desk", "--officer", "A", "--counter", "1",
        "--central", "http://127.0.0.1:9", "--code", "x",
    )  # fmt: skip
    assert (finished.status, finished["error"]["code"]) == (1, code)
    assert not (tmp_path / "desk").exists()
