"""``bench``: how long until the window takes a key, how long a receipt takes."""

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


def test_receipt_measures_our_own_and_other_programs_in_turn() -> None:
    """Each in a process of its own; what is not installed here says so instead of failing."""
    finished = run("bench", "receipt", "--rounds", 1, "--peers")
    assert finished.status == 0, finished.errors
    own = finished["own"]
    assert own["drawn"] == 40
    assert own["pdf_a"] is True
    assert 0 < own["p50_ms"] <= own["p99_ms"] <= own["max_ms"]
    assert own["per_second"] > 0
    assert own["cpu_ms"] > 0
    assert finished["budget"] == {"p50_ms": 10.0, "p99_ms": 25.0, "per_second": 100.0}
    peers = finished["peers"]
    assert set(peers) == {"typst", "platypus", "weasyprint", "fpdf2"}
    assert peers["platypus"]["drawn"] == 1
    assert all("absent" in peer or peer["p50_ms"] > 0 for peer in peers.values())
    present = [peer["p50_ms"] for peer in peers.values() if "p50_ms" in peer]
    assert finished["fastest_peer_p50_ms"] == min(present)


def test_receipt_alone_needs_no_peers() -> None:
    """Without ``--peers`` nothing else is loaded."""
    finished = run("bench", "receipt", "--rounds", 1)
    assert finished["peers"] == {}
    assert finished["fastest_peer_p50_ms"] is None


def test_book_measures_rows_a_second_and_what_a_row_leaves_in_memory() -> None:
    """A book of any length needs no more memory than a short one."""
    finished = run("bench", "book", "--rows", 200)
    assert finished.status == 0, finished.errors
    assert (finished["rows"], finished["bench"]) == (200, "book")
    assert finished["pages"] > 10
    assert finished["rows_per_second"] > 0
    assert finished["grown_bytes_per_row"] <= finished["budget"]["grown_bytes_per_row"]
    assert finished["budget"]["rows_per_second"] == 20_000


def test_drain_measures_a_queue_at_two_delays_beside_plain_batches() -> None:
    """Everything in processes of its own; what is counted arrived, and is durable, at both ends."""
    finished = run("bench", "drain", "--rounds", 1, "--dossiers", 6)
    assert finished.status == 0, finished.errors
    assert (finished["dossiers"], finished["events"], finished["database"]) == (6, 18, "sqlite")
    assert finished["payload_bytes"] > 6_000
    assert finished["pouchdb_absent"]
    assert finished["line_mb_per_second"] > 1
    assert [each["rtt_ms"] for each in finished["delays"]] == [0, 200]
    for each in finished["delays"]:
        assert each["own"]["dossiers"] == each["floor"]["dossiers"] == 6
        assert each["own"]["uploaded_bytes"] > 1_000
        assert each["times_as_fast_as"]["floor"]["median"] > 0
    delayed = finished["delays"][1]
    assert min(delayed["own"]["seconds"]["min"], delayed["floor"]["seconds"]["min"]) >= 0.2
    assert finished["budget"]["200"] == {"floor": 1.0, "pouchdb": 10.0}


def test_an_unknown_bench_names_the_known_ones() -> None:
    """Bad input: which field, and what can be typed."""
    finished = run("bench", "sort")
    assert finished.status == 1
    assert finished["error"]["code"] == "unknown_bench"
    assert finished["error"]["field"] == "bench"
    assert "start, receipt" in finished["error"]["advice"]


def test_rounds_out_of_range_name_themselves() -> None:
    """Bad input: which field."""
    assert run("bench", "start", "--rounds", 0)["error"]["field"] == "rounds"


def test_offline_days_go_over_a_slow_line() -> None:
    """Everything arrives; the figures stand beside their budget, and the naive way beside them."""
    finished = run("bench", "upload", "--scale", 0.001, "--peers")
    assert (finished["dossiers"], finished["pages"]) == (1, 3)
    assert 1.0 < finished["desk"]["bytes_of_payload"] < 1.15
    assert finished["desk"]["registered_s"] <= finished["desk"]["seconds"]
    assert finished["peer"]["bytes_of_payload"] > 1.0
    assert run("bench", "upload", "--scale", 2)["error"]["field"] == "scale"
