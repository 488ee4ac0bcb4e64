"""Receipts to measure with: fictitious people at a fictitious desk, each receipt another one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import shake_256

from app.clock.time import VIETNAM
from printing.papers import ComponentOnPaper, DeskOnPaper, PersonOnPaper, ReceiptPaper

NAMES = ("Nguyễn Văn A", "Trần Thị Ngọc Ánh", "Lê Đức Thịnh", "Phạm Hồng Quý", "Đặng Thị Thủy Tiên")
QR_DIGITS = 203

_DESK = DeskOnPaper(
    superior=("ỦY BAN NHÂN DÂN", "XÃ ĐÔNG SƠN"),
    body="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    place="Đông Sơn",
    unit="xã Đông Sơn (Quầy số 2)",
    centre="Trung tâm Phục vụ hành chính công xã Đông Sơn",
    officer="Lê Hoàng Dũng",
    lookup_host="tracuu.dongson.example",
)
_COMPONENTS = (
    ComponentOnPaper("1", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "01", "", ""),
    ComponentOnPaper("2", "Giấy tờ chứng minh nơi cư trú", "", "01", "01"),
    ComponentOnPaper(
        "3",
        "Bản án, quyết định ly hôn đã có hiệu lực pháp luật hoặc trích lục khai tử của vợ, chồng",
        "",
        "01",
        "02",
    ),
    ComponentOnPaper("4", "Văn bản ủy quyền được chứng thực theo quy định", "01", "", ""),
)
_FIRST = ReceiptPaper(
    desk=_DESK,
    issued=datetime(2026, 11, 23, 8, 35, tzinfo=VIETNAM),
    code="",
    submitter=PersonOnPaper(
        name="",
        id_number="001090000001",
        address="Số 12, ngõ 5, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
        phone="0900000001",
        email="nguoinop@thu.example",
    ),
    owner=None,
    authoriser=None,
    authorisation_paper="",
    request="Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
    components=_COMPONENTS,
    sets="01",
    time_limit="3 ngày làm việc",
    received_at="08 giờ 30 phút, ngày 23 tháng 11 năm 2026",
    due_at="17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
    return_at="Trung tâm Phục vụ hành chính công xã Đông Sơn",
    fee="15.000 đồng (Mười lăm nghìn đồng)",
    qr_text="",
    book="02",
    book_number="15",
)


def sample(number: int) -> ReceiptPaper:
    """The receipt of that number: its code, its signature and its person are its own."""
    code = f"H26.107-261123-{number:06d}"
    # As many digits as a signed mark has.
    digits = str(int.from_bytes(shake_256(code.encode()).digest(90)))[:QR_DIGITS]
    return replace(
        _FIRST,
        code=code,
        qr_text=f"HTTPS://TRACUU.DONGSON.EXAMPLE/{code}/{digits}",
        submitter=replace(_FIRST.submitter, name=NAMES[number % len(NAMES)]),
    )


@dataclass(frozen=True, slots=True)
class PlainReceipt:
    """The same texts in the order of the form, for programs that know nothing of our types."""

    issuer: tuple[str, ...]
    nation: tuple[str, ...]
    number: str
    day: str
    title: str
    code_label: str
    code: str
    qr_text: str
    qr_caption: str
    before: tuple[tuple[str, str], ...]
    table_title: str
    table: tuple[tuple[str, ...], ...]
    """The first row is the head."""
    after: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, ...], ...]
    """Title, notes, and the name last."""
    foot: tuple[str, str]


def plain(paper: ReceiptPaper) -> PlainReceipt:
    """The texts of ``paper`` as Mẫu 01 of Thông tư 03/2025/TT-VPCP sets them."""
    person = paper.submitter
    rows = [(c.ordinal, c.name, c.originals, c.certified, c.photos) for c in paper.components]
    signs = "(Ký và ghi rõ họ tên)"
    digitally = "(Chữ ký số của người tiếp nhận hồ sơ nếu là biểu mẫu điện tử)"
    return PlainReceipt(
        issuer=(*paper.desk.superior, paper.desk.body),
        nation=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        number="Số: ………/………-TTPVHCC",
        day=f"{paper.desk.place}, ngày 23 tháng 11 năm 2026",
        title="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        code_label="Mã hồ sơ:",
        code=paper.code,
        qr_text=paper.qr_text,
        qr_caption="Quét để tra cứu",
        before=(
            (
                "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả",
                paper.desk.unit,
            ),
            ("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", person.name),
            ("Số định danh cá nhân/tổ chức:", person.id_number),
            ("Địa chỉ:", person.address),
            ("Số điện thoại:", person.phone),
            ("Email:", person.email),
            ("Nội dung yêu cầu giải quyết:", paper.request),
        ),
        table_title="Thành phần hồ sơ nộp gồm:",
        table=(("TT", "Thành phần hồ sơ", "Bản chính", "Bản chứng thực", "Bản photo"), *rows),
        after=(
            ("Số lượng hồ sơ:", f"{paper.sets} (bộ)"),
            ("Thời gian giải quyết hồ sơ theo quy định là:", paper.time_limit),
            ("Thời gian nhận hồ sơ:", paper.received_at),
            ("Thời gian trả kết quả giải quyết hồ sơ:", paper.due_at),
            ("Đăng ký nhận kết quả tại:", paper.return_at),
            ("Phí, lệ phí (nếu có):", paper.fee),
            ("Vào Sổ theo dõi hồ sơ, Quyển số", paper.book),
            ("Số thứ tự", paper.book_number),
        ),
        signers=(
            ("NGƯỜI NỘP HỒ SƠ", signs, person.name),
            ("NGƯỜI TIẾP NHẬN HỒ SƠ", signs, digitally, paper.desk.officer),
        ),
        foot=("Mẫu số 01 – Thông tư số 03/2025/TT-VPCP", "Trang 1/1"),
    )
