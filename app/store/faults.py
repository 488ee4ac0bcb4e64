"""SQLite's errors, translated where they enter: the environment's fault, or our bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from app.errors import Busy, EnvironmentFault, ProgramFault

_RESTORE = "Khôi phục từ bản sao lưu bằng lệnh restore. Không xóa tệp nào."


@contextmanager
def translated(database: Path) -> Iterator[None]:
    """Turn apsw's exceptions into ours. What was being written is rolled back by the caller."""
    try:
        yield
    except (apsw.FullError, apsw.IOError, apsw.CorruptError, apsw.NotADBError) as fault:
        raise _disk(fault, database) from fault
    except (apsw.BusyError, apsw.LockedError) as fault:
        raise Busy(
            "busy",
            "Kho dữ liệu đang được một lệnh khác dùng.",
            advice="Đợi vài giây rồi làm lại.",
        ) from fault
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as fault:
        raise EnvironmentFault(
            "not_permitted",
            f"Không mở hoặc không ghi được {database}.",
            advice="Kiểm tra quyền của thư mục dữ liệu.",
        ) from fault
    except apsw.ConstraintError as fault:
        raise ProgramFault(
            "constraint", f"Dữ liệu mâu thuẫn nên không được ghi ({fault})."
        ) from fault
    except apsw.NoMemError as fault:
        raise EnvironmentFault("no_memory", "Máy hết bộ nhớ.") from fault


def _disk(fault: apsw.Error, database: Path) -> EnvironmentFault:
    if isinstance(fault, apsw.FullError):
        return EnvironmentFault(
            "disk_full",
            "Ổ đĩa đã đầy nên chưa ghi được gì.",
            advice="Giải phóng dung lượng rồi làm lại; dữ liệu đã lưu vẫn nguyên vẹn.",
        )
    if isinstance(fault, apsw.IOError):
        return EnvironmentFault(
            "disk_fault",
            f"Ổ đĩa báo lỗi ở {database.name} ({fault}).",
            advice="Kiểm tra ổ đĩa rồi mở lại chương trình; việc vừa làm chưa chắc đã được ghi.",
        )
    return EnvironmentFault(
        "corrupt_database", f"Cơ sở dữ liệu {database} bị hỏng ({fault}).", advice=_RESTORE
    )
