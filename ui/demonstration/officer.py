"""Who receives in a demonstration, and with what password: it is shown to everybody."""

from __future__ import annotations

OFFICER = "Nguyễn Thị Minh Họa"
SIGN_IN_NAME = "canbo"
PASSWORD = "13572468"  # noqa: S105 - of fictitious data; digits, which no input method changes
