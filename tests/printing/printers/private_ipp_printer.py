"""An IPP Everywhere printer of one's own: CUPS' ``ippeveprinter``, which keeps what it "prints".

It insists on a D-Bus of the system, over which it would make itself known by Avahi. It gets a bus
of its own with nobody on it, and stays unknown.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.printing.printers.private_cups import found_tool, wait_for

BUS = """<busconfig>
<listen>unix:path={root}/bus</listen>
<policy context="default">
<allow user="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy>
</busconfig>
"""

# ``IPP_*`` are the job's attributes, the argument is its document. It says a fault, and waits for
# the file "go", where there is a file "fault"; it fails where there is a file "fails".
COMMAND = """#!/bin/sh
if [ -e "{root}/fails" ]; then exit 1; fi
if [ -e "{root}/fault" ]; then
  echo "STATE: +$(cat "{root}/fault")" >&2
  until [ -e "{root}/go" ]; do sleep 0.02; done
  echo "STATE: -$(cat "{root}/fault")" >&2
fi
printf '%s\\n' "$IPP_JOB_NAME" "$IPP_COPIES" "$IPP_MEDIA" "$IPP_SIDES" "$CONTENT_TYPE" \\
  "$IPP_MEDIA_COL" > "{root}/kept.said"
cp "$1" "{root}/kept.part"
mv "{root}/kept.part" "{root}/kept.pdf"
"""


@dataclass(frozen=True, slots=True)
class Came:
    """What came out last."""

    title: str
    copies: str
    media: str
    sides: str
    kind: str
    media_col: str
    pdf: bytes


class PrivatePrinter:
    """A running printer; ``id`` is for ``open_printer``."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.port = port
        self.uri = f"ipp://localhost:{port}/ipp/print"
        self.id = f"ipp:{self.uri}"

    def fault(self, reason: str) -> None:
        """From now on each paper waits with this fault until ``go``."""
        (self.root / "fault").write_text(reason)

    def fail(self) -> None:
        """From now on each paper is aborted."""
        (self.root / "fails").touch()

    def go(self) -> None:
        """The fault is done away with."""
        (self.root / "go").touch()

    def came(self) -> Came:
        """Wait until a paper has come out, and take it."""
        pdf = self.root / "kept.pdf"
        wait_for(pdf.exists, lambda: (self.root / "output").read_text(errors="replace")[-3_000:])
        said = (self.root / "kept.said").read_text().splitlines()
        title, copies, media, sides, kind, media_col = said
        came = Came(title, copies, media, sides, kind, media_col, pdf.read_bytes())
        pdf.unlink()
        return came


@contextmanager
def private_printer(*, takes: str = "application/pdf", port: int = 0) -> Iterator[PrivatePrinter]:
    """Start a printer that has A4 and no A5; it is gone with everything it kept at the end."""
    root = Path(tempfile.mkdtemp(prefix="ipp-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, root, ignore_errors=True)
        (root / "spool").mkdir()
        (root / "bus.conf").write_text(BUS.format(root=root))
        command = root / "command"
        command.write_text(COMMAND.replace("{root}", str(root)))
        command.chmod(0o755)
        printer = PrivatePrinter(root, port or _free_port())
        output = stack.enter_context((root / "output").open("wb"))
        _start(stack, ["dbus-daemon", f"--config-file={root}/bus.conf", "--nofork"], output)
        wait_for((root / "bus").exists, (root / "output").read_text)
        arguments = ["-r", "off", "-n", "localhost", "-p", str(printer.port), "-f", takes]
        arguments += ["-d", str(root / "spool"), "-c", str(command), "-K", str(root)]
        _start(stack, ["ippeveprinter", *arguments, "Quay"], output, bus=root / "bus")
        wait_for(lambda: _listens(printer.port), (root / "output").read_text)
        yield printer


def _start(
    stack: contextlib.ExitStack, command: list[str], output: object, *, bus: Path | None = None
) -> None:
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    process = subprocess.Popen(
        [found_tool(command[0]), *command[1:]],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,  # type: ignore[call-overload] # a binary file
        stderr=output,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
        return True
    return False
