"""Plant small bugs one at a time and see that the tests catch each: ``make bugs``.

Each is planted in a copy of the tree; the tests that should notice are run there. A bug that no
test notices, or a text that no longer stands in the code, ends with status 1.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.planted.bugs import BUGS, Bug

ROOT = Path(__file__).resolve().parents[2]
FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        _copy(tree)
        baseline = _run(tree, sorted({target for bug in BUGS for target in bug.tests}))
        if baseline.returncode != 0:
            print(baseline.stdout[-3_000:], file=sys.stderr)  # noqa: T201 - for the developer
            return 1
        results = [_plant(tree, bug) for bug in BUGS]
    caught = sum(result["caught"] is True for result in results)
    document = {"planted": len(results), "caught": caught, "bugs": results}
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the result
    return 0 if caught == len(results) else 1


def _copy(tree: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file():
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _plant(tree: Path, bug: Bug) -> dict[str, object]:
    path = tree / bug.file
    whole = path.read_text(encoding="utf-8")
    if whole.count(bug.sound) != 1:
        return {"bug": bug.name, "caught": False, "why": f"text not found once in {bug.file}"}
    path.write_text(whole.replace(bug.sound, bug.broken), encoding="utf-8")
    try:
        finished = _run(tree, list(bug.tests))
    finally:
        path.write_text(whole, encoding="utf-8")
    found = FAILED.search(finished.stdout)
    # Only a failed test counts as caught: a bug that breaks the import would prove nothing.
    caught = finished.returncode == 1 and found is not None
    return {"bug": bug.name, "caught": caught, "by": found[1] if found else None}


def _run(tree: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
