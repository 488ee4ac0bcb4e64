"""kill -9 at random moments of the main job loses nothing and doubles nothing."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kill_the_demonstration import kill_and_resume, verify


def test_a_demonstration_that_is_killed_and_resumed_ends_whole(tmp_path: Path) -> None:
    """A dossier survives a killed process; the campaign of fifty is a make target."""
    summary = kill_and_resume(tmp_path / "desk", kills=5, dossiers=60, seed=20261124)
    assert summary["lost"] == 0
    assert summary["duplicates"] == 0
    assert summary["synced"] == summary["registered"] == summary["dossiers"]
    assert summary["printed"] == summary["registered"]
    assert summary["waiting"] == summary["set_aside"] == 0
    assert verify(tmp_path / "desk")["problems"] == []
