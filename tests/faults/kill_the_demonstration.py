"""Kill the demonstration with SIGKILL at random moments, start it again, count at the central.

``python -m tests.faults.kill_the_demonstration --kills 50 --dossiers 200 --seed 1``
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GIVE_UP_S = 300.0


def kill_and_resume(directory: Path, *, kills: int, dossiers: int, seed: int) -> dict[str, Any]:
    """Kill ``kills`` runs at random moments, let one more finish, return its summary.

    A run that ends before its moment counts as no kill; the work is then raised by a quarter, so
    that there is always something to kill in. The summary gets ``kills`` and ``dossiers``.
    """
    dice = random.Random(seed)
    done = 0
    while done < kills:
        process = _start(directory, dossiers)
        try:
            process.wait(timeout=dice.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            done += 1
        else:
            output, errors = process.communicate()
            if process.returncode != 0:
                raise AssertionError(f"seed {seed}, after {done} kills: {output}\n{errors}")
            dossiers += dossiers // 4 + 1
    process = _start(directory, dossiers)
    output, errors = process.communicate(timeout=GIVE_UP_S)
    if process.returncode != 0:
        raise AssertionError(f"seed {seed}, last run: {output}\n{errors}")
    summary: dict[str, Any] = json.loads(output)
    return {**summary, "kills": done, "dossiers": dossiers}


def verify(directory: Path) -> dict[str, Any]:
    """What ``verify`` says of the desk's store afterwards."""
    command = [sys.executable, "main.py", "verify", "--data", str(directory)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(finished.stdout)
    return report


def _start(directory: Path, dossiers: int) -> subprocess.Popen[str]:
    command = [
        sys.executable, "main.py", "demo", "--headless", "--dossiers", str(dossiers),
        "--data", str(directory), "--as-of", "2026-11-23T08:00",
    ]  # fmt: skip
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        summary = kill_and_resume(
            Path(directory), kills=options.kills, dossiers=options.dossiers, seed=options.seed
        )
        report = verify(Path(directory))
    summary["receipts"] = len(summary["receipts"])
    document = {
        **summary,
        "seed": options.seed,
        "verify": report["ok"],
        "problems": report["problems"],
        "duration_s": round(time.monotonic() - started, 1),
    }
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the campaign's result
    whole = summary["lost"] == summary["duplicates"] == 0
    return 0 if whole and summary["synced"] == summary["registered"] and report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
