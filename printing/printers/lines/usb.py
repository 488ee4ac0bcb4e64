"""Printers at a USB port, by the device file that Linux makes of them (``/dev/usb/lp0``).

On Windows a USB printer is reached through the spooler (``spooler.py``).
"""

from __future__ import annotations

from pathlib import Path

from printing.printers.lines.descriptor import DescriptorLine, open_device


class UsbLine(DescriptorLine):
    """An open device file."""

    def __init__(self, path: Path, *, open_s: float, stall_s: float, until: float) -> None:
        """Raises LineClosed."""
        descriptor = open_device(path, what="cổng USB", open_s=open_s)
        super().__init__(descriptor, stall_s=stall_s, until=until)
