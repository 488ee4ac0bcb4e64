"""A lock between processes of one machine, by a file."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from app.disk.durable_file import disk_fault
from app.errors import Busy


class MachineLock:
    """Held from construction to ``release``; the system releases it when the process dies."""

    def __init__(self, path: Path, wait_s: float) -> None:
        """Wait up to ``wait_s`` seconds; raises Busy (``busy``) or EnvironmentFault."""
        # thread_local would let a second thread of this process release nothing.
        self._lock = FileLock(path, thread_local=False, fallback_to_soft=False)
        try:
            self._lock.acquire(timeout=wait_s, poll_interval=0.02)
        except Timeout:
            raise Busy(
                "busy",
                "Kho dữ liệu đang được một cửa sổ hoặc lệnh khác ghi.",
                advice="Đợi lệnh kia xong, hoặc dùng cửa sổ đang mở.",
            ) from None
        except OSError as fault:
            raise disk_fault(fault, path) from fault

    def release(self) -> None:
        self._lock.release()
