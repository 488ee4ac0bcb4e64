"""``bench``: how long until the window takes a key."""

from __future__ import annotations

from tests.ui.commands.command_line import run


def test_start_measures_both_windows_in_fresh_processes() -> None:
    """Bare and own in turn: median, lowest, highest, spread, and the ratio that has a budget."""
    finished = run("bench", "start", "--rounds", 1)
    assert finished.status == 0, finished.errors
    assert finished["rounds"] == 1
    assert finished["platform"] == "offscreen"
    for kind in ("bare", "window"):
        figures = finished[kind]
        assert 0 < figures["min_ms"] <= figures["median_ms"] <= figures["max_ms"]
    assert finished["budget"] == 1.5
    assert finished["ratio"] > 0


def test_an_unknown_bench_names_the_known_ones() -> None:
    """Bad input: which field, and what can be typed."""
    finished = run("bench", "sort")
    assert finished.status == 1
    assert finished["error"]["code"] == "unknown_bench"
    assert finished["error"]["field"] == "bench"
    assert "start" in finished["error"]["advice"]


def test_rounds_out_of_range_name_themselves() -> None:
    """Bad input: which field."""
    assert run("bench", "start", "--rounds", 0)["error"]["field"] == "rounds"
