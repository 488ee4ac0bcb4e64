"""Why a file can't be opened, in words of the person who named it."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "trong đường dẫn có chỗ không phải thư mục",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EEXIST: "đã có",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENOSPC: "ổ đĩa đã đầy",
}


def reason(fault: OSError | ValueError) -> str:
    """A few Vietnamese words; the system's own where there are none."""
    if isinstance(fault, OSError):
        return _REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
    return "đường dẫn không hợp lệ"  # a NUL in it
