"""A real CUPS of one's own: a scheduler in a temporary directory, which keeps what it "prints".

It works as root and as an ordinary user, beside the system's CUPS or without one. The scheduler is
a copy of the system's, because AppArmor confines the original to its own folders by its path.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/bin:/bin"
SERVER_BIN = Path("/usr/lib/cups")
WAIT_SECONDS = 60.0

# Its arguments: job, user, title, copies, options, and the file where no filter ran before it. What
# its printer does stands in the queue's device; "waits" goes on when there is a file for its queue.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "Keep"'; exit 0; }
case "$DEVICE_URI" in
keep:/fails) exit 1 ;;
keep:/holds) exit 3 ;;
keep:/stops) exit 4 ;;
keep:/cancels) exit 5 ;;
keep:/waits*)
  fault=${DEVICE_URI#keep:/waits/}
  echo "STATE: +$fault" >&2
  until [ -e "{kept}/go-$PRINTER" ]; do sleep 0.02; done
  echo "STATE: -$fault" >&2 ;;
esac
printf '%s\\n' "$1" "$2" "$3" "$4" "$5" > "{kept}/$1.arguments"
if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "{kept}/$1.part"
mv "{kept}/$1.part" "{kept}/$1.pdf"
"""

# A driver whose printer can't reach the outer 36 points: the one that tempts CUPS to shrink pages.
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Manufacturer: "Keep"
*Product: "(Keep)"
*ModelName: "Keep"
*ShortNickName: "Keep"
*NickName: "Keep"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: Letter
*PageSize A4: ""
*PageSize Letter: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion A4: ""
*PageRegion Letter: ""
*CloseUI: *PageRegion
*OpenUI *InputSlot: PickOne
*DefaultInputSlot: Upper
*InputSlot Upper/Upper: ""
*InputSlot Manual/Manual: ""
*CloseUI: *InputSlot
*DefaultImageableArea: Letter
*ImageableArea A4: "36 36 559 806"
*ImageableArea Letter: "36 36 576 756"
*DefaultPaperDimension: Letter
*PaperDimension A4: "595 842"
*PaperDimension Letter: "612 792"
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a printer would have printed. ``options`` as the spooler hands them to a driver."""

    title: str
    copies: str
    options: list[str]
    pdf: bytes


class PrivateCups:
    """A running scheduler; ``server`` is for the environment variable ``CUPS_SERVER``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.server = str(root / "socket")

    def add_queue(
        self,
        name: str,
        *,
        description: str = "",
        driver: bool = False,
        does: str = "",
        policy: str = "retry-job",
    ) -> None:
        """A queue that takes PDF as it is or, with a driver, through CUPS' own filters.

        ``does``: ``fails``, ``holds``, ``stops``, ``cancels``, or ``waits/media-jam-error`` until
        ``go``; ``policy`` is what the scheduler does with a job that failed.
        """
        if driver:
            file = self.root / "keep.ppd"
            file.write_text(PPD)
            how = ["-P", str(file)]
        else:
            how = ["-m", "raw"]
        how += ["-D", description or name, "-o", f"printer-error-policy={policy}"]
        self.run("lpadmin", "-p", name, "-E", "-v", f"keep:/{does}", *how)

    def go(self, name: str) -> None:
        """Let the printer of this queue go on, which waits."""
        (self.root / "kept" / f"go-{name}").touch()

    def run(self, tool: str, *arguments: str) -> str:
        """Run one of CUPS' tools against this scheduler."""
        done = subprocess.run(
            [found_tool(tool), *arguments],
            env={**os.environ, "CUPS_SERVER": self.server},
            capture_output=True,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kept(self, job: str) -> Kept:
        """Wait until the job (``NAME-12``, or that with its id) has come out of its queue."""
        number = job.partition("+")[0].rpartition("-")[2]
        pdf = self.root / "kept" / f"{number}.pdf"
        wait_for(pdf.exists, lambda: f"job {job} did not come out\n{self._log()}")
        said = (self.root / "kept" / f"{number}.arguments").read_text().splitlines()
        return Kept(said[2], said[3], said[4].split(), pdf.read_bytes())

    def _log(self) -> str:
        log = self.root / "error_log"
        return log.read_text(errors="replace")[-4_000:] if log.exists() else ""


@contextmanager
def private_cups() -> Iterator[PrivateCups]:
    """Start a scheduler with no queue; it is gone with everything it kept at the end."""
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    try:
        root.chmod(0o755)  # backends run as another account where the scheduler is root
        cups = PrivateCups(root)
        _set_up(root, cups.server)
        files = ["-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
        with (root / "output").open("wb") as output:
            scheduler = subprocess.Popen(
                [str(root / "cupsd"), "-f", *files], stdout=output, stderr=output
            )
            try:
                wait_for(
                    lambda: "is running" in cups.run("lpstat", "-r"),
                    lambda: f"{(root / 'output').read_text()}\n{cups._log()}",
                )
                yield cups
            finally:
                scheduler.terminate()
                scheduler.wait()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _set_up(root: Path, socket: str) -> None:
    for name in ("spool", "cache", "state", "temporary", "kept", "bin", "bin/backend"):
        (root / name).mkdir()
    (root / "kept").chmod(0o777)
    for part in SERVER_BIN.iterdir():
        if part.name != "backend":
            (root / "bin" / part.name).symlink_to(part)
    backend = root / "bin" / "backend" / "keep"
    backend.write_text(BACKEND.replace("{kept}", str(root / "kept")))
    backend.chmod(0o755)
    shutil.copy(found_tool("cupsd"), root / "cupsd")
    user, group = _account()
    files = {
        "ServerRoot": root,
        "ServerBin": root / "bin",
        "RequestRoot": root / "spool",
        "CacheDir": root / "cache",
        "StateDir": root / "state",
        "TempDir": root / "temporary",
        "AccessLog": root / "access_log",
        "ErrorLog": root / "error_log",
        "PageLog": root / "page_log",
        "User": user,
        "Group": group,
        "SystemGroup": "root",
    }
    (root / "cups-files.conf").write_text("".join(f"{key} {files[key]}\n" for key in files))
    (root / "cupsd.conf").write_text(
        f"Listen {socket}\nBrowsing No\nLogLevel info\nDefaultAuthType None\nPreserveJobFiles No\n"
        "<Location />\n  Allow all\n</Location>\n"
        "<Location /admin>\n  Allow all\n</Location>\n"
        "<Policy default>\n"
        "  <Limit Cancel-Job>\n    AuthType Basic\n    Require user @OWNER\n  </Limit>\n"
        "  <Limit All>\n    Allow all\n  </Limit>\n</Policy>\n"
    )


def _account() -> tuple[str, str]:
    """Who runs filters and backends: root's scheduler insists on another account."""
    if os.getuid() == 0:
        return "lp", "lp"
    return pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name


def found_tool(tool: str) -> str:
    """The path of a program that tests need."""
    path = shutil.which(tool, path=SYSTEM_PATH)
    if path is None:
        pytest.fail(f"{tool} is missing: make setup-system installs it")
    return path


def wait_for(there: Callable[[], bool], why_not: Callable[[], str]) -> None:
    """Wait until something is there; it is a failure with ``why_not`` if it never is."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not there():
        assert time.monotonic() < deadline, why_not()
        time.sleep(0.02)
