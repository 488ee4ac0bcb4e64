"""Documents of other systems as they look, about fictitious agencies."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import msgspec
import openpyxl


def json_bytes(value: Any) -> bytes:
    return msgspec.json.encode(value)


def laythutuc(**changes: Any) -> dict[str, Any]:
    """One procedure as LayThuTuc gives it; ``changes`` replace its fields."""
    return {
        "MATTHC": "1.990001",
        "TENTTHC": "Cấp giấy phép bán rong hoa sữa",
        "MACOQUANCONGBO": "H26",
        "TRANGTHAI": "1",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G02-TM01", "TENLINHVUC": "Thương mại"}],
        "CACHTHUCTHUCHIEN": [
            {
                "KENH": "1",
                "THOIGIAN": [
                    {
                        "THOIGIANGIAIQUYET": "03",
                        "DONVITINH": "Ngày làm việc",
                        "MOTA": "kể từ ngày nhận đủ hồ sơ",
                        "PHILEPHI": [{"SOTIEN": "30000", "DONVI": "Đồng", "MOTA": "Lệ phí cấp"}],
                    },
                    {"THOIGIANGIAIQUYET": 5, "DONVITINH": "ngày làm việc", "MOTA": "phải xác minh"},
                ],
            },
            {
                "KENH": "2",
                "THOIGIAN": [
                    {
                        "THOIGIANGIAIQUYET": "03",
                        "DONVITINH": "Ngày làm việc",
                        "PHILEPHI": [{"SOTIEN": 15000, "MOTA": "Lệ phí cấp"}],
                    }
                ],
            },
        ],
        "THANHPHANHOSO": [
            {"GIAYTO": [{"TENGIAYTO": "Đơn đề nghị"}, {"TENGIAYTO": "Căn cước (xuất trình)"}]}
        ],
        "COQUANTHUCHIEN": [{"TENDONVI": "Ủy ban nhân dân cấp xã", "MADONVI": "H26.107"}],
        "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.1", "TENKETQUA": "Giấy phép"}],
        "CANCUPHAPLY": [{"SOVANBAN": "01/2020/NĐ-CP", "TENVANBAN": "Nghị định mẫu"}],
        **changes,
    }


def answer(*procedures: dict[str, Any], error_code: Any = "00") -> bytes:
    return json_bytes({"error_code": error_code, "message": "", "result": list(procedures)})


def workbook(*lines: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
