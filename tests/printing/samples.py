"""Fictitious dossiers to print: short, long, authorised, waiting for a number."""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import VIETNAM
from app.dossier.application import (
    Application,
    Authorisation,
    GivenComponent,
    LookUpOutcome,
    Person,
    Treatment,
)
from app.dossier.events import Due, FeeLine, FrozenProcedure
from app.dossier.state import Dossier, Stage
from app.numbering.receipt_mark import KnownKey, sign_mark
from printing.from_dossier import desk_on_paper, receipt_paper, unnumbered_slip
from printing.papers import DeskOnPaper, ReceiptPaper, UnnumberedSlip

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY_ID = 417
INSTALLATION = "019ab6a0-0000-7000-8000-0000000000aa"
KEYS = {KEY_ID: KnownKey(INSTALLATION, KEY.public_key().public_bytes_raw())}
EVENT = "019ab6a0-1234-7abc-8def-0123456789ab"
CODE = "H26.107-261123-0042"
REFERENCE = "CHM-417-93"
ISSUED = datetime(2026, 11, 23, 8, 35, tzinfo=VIETNAM)

SUBMITTER = Person(
    name="Nguyễn Thị Ánh Tuyết",
    id_number="001185012345",
    birth="1985-04-12",
    sex="Nữ",
    address="Số 12, ngõ 5, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
    phone="0912345678",
    email="anhtuyet@thu.example",
)

PROCEDURE = FrozenProcedure(
    code="1.004873",
    name="Cấp Giấy xác nhận tình trạng hôn nhân",
    field="Hộ tịch",
    valid_from="2025-07-01",
    legal_basis=["Luật Hộ tịch 2014"],
    deadline="3 ngày làm việc",
)

COMPONENTS = [
    GivenComponent("to-khai", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
    GivenComponent(
        "giay-to", "Giấy tờ chứng minh nơi cư trú", treatment=Treatment.SHOW, originals=0
    ),
    GivenComponent(
        "ly-hon",
        "Bản án, quyết định ly hôn đã có hiệu lực pháp luật hoặc trích lục khai tử của vợ, chồng",
        certified=1,
        photos=2,
    ),
    GivenComponent(
        "cu-tru",
        "Thông tin về cư trú",
        treatment=Treatment.LOOK_UP,
        look_up=LookUpOutcome.OBTAINED,
    ),
]


def desk(*, demonstration: bool = False) -> DeskOnPaper:
    return desk_on_paper(
        "UBND xã Đông Sơn",
        counter="Quầy số 2",
        officer="Lê Hoàng Dũng",
        lookup_host="tracuu.dongson.example",
        demonstration=demonstration,
    )


def application(**changes: object) -> Application:
    fields: dict[str, object] = {
        "procedure": PROCEDURE.code,
        "resolver": "H26.107",
        "submitter": SUBMITTER,
        "components": COMPONENTS,
        **changes,
    }
    return Application(**fields)  # type: ignore[arg-type] # the caller names Application's fields


def dossier(given: Application | None = None, **changes: object) -> Dossier:
    fields: dict[str, object] = {
        "id": "019ab6a0-1111-7abc-8def-0123456789ab",
        "agency": "H26.107",
        "stage": Stage.REGISTERED,
        "application": given or application(),
        "received_at": "2026-11-23T08:30:00+07:00",
        "reference": REFERENCE,
        "code": CODE,
        "registered_event": EVENT,
        "procedure": PROCEDURE,
        "due": Due("2026-11-27T17:00:00+07:00", False, [], "2026.1"),
        "fees": (FeeLine("Lệ phí cấp Giấy xác nhận tình trạng hôn nhân", "le_phi", 15_000),),
        **changes,
    }
    return Dossier(**fields)  # type: ignore[arg-type] # the caller names Dossier's fields


def receipt(
    given: Dossier | None = None, *, nth: int = 1, demonstration: bool = False
) -> ReceiptPaper:
    of = given or dossier()
    mark = sign_mark(of.code, EVENT, INSTALLATION, KEY_ID, KEY) if of.code else ""
    return receipt_paper(
        of, desk=desk(demonstration=demonstration), issued=ISSUED, nth=nth, mark=mark
    )


def authorised() -> ReceiptPaper:
    return receipt(
        dossier(
            application(
                owner=Person(
                    name="Trần Văn Khánh",
                    id_number="001083054321",
                    address="Thôn Thượng, xã Đông Sơn, tỉnh Thanh Hóa",
                ),
                authorisation=Authorisation(
                    Person(
                        name="Trần Văn Khánh",
                        id_number="001083054321",
                        address="Thôn Thượng, xã Đông Sơn, tỉnh Thanh Hóa",
                        phone="0987654321",
                        email="khanh@thu.example",
                    ),
                    document="Giấy ủy quyền số 15/2026 chứng thực ngày 20/11/2026",
                ),
                summary="Xác nhận để đăng ký kết hôn với chị Phạm Thị Hòa",
            )
        )
    )


def long_receipt(rows: int = 40) -> ReceiptPaper:
    components = [
        GivenComponent(
            f"c{number}",
            f"Giấy tờ thứ {number} về nguồn gốc sử dụng đất, quyết định giao đất hoặc giấy tờ khác"
            " được lập trước ngày 15 tháng 10 năm 1993 theo quy định của pháp luật đất đai",
            originals=number % 2,
            photos=number % 3,
            certified=number % 5 == 0,
        )
        for number in range(1, rows + 1)
    ]
    person = Person(
        name="Công ty trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng Thương mại và Dịch vụ"
        " Nông nghiệp Công nghệ cao Đông Sơn Thịnh Vượng",
        id_number="2801234567-001",
        address="Lô CN-05, đường Nguyễn Thị Minh Khai kéo dài, cụm công nghiệp Đông Hoàng, thôn"
        " Hoàng Lạt Đông, xã Đông Sơn, tỉnh Thanh Hóa; địa chỉ nhận thư: hòm thư số 15, bưu cục"
        " Rừng Thông, số 102 đường tỉnh 517, xã Đông Sơn, tỉnh Thanh Hóa",
        phone="02373123456",
        email="phong.hanh.chinh.tong.hop@thinhvuong-nongnghiep-congnghecao.example",
        organisation=True,
    )
    fees = (
        FeeLine("Lệ phí cấp giấy chứng nhận", "le_phi", 100_000),
        FeeLine("Phí thẩm định hồ sơ", "phi", 320_000),
    )
    return receipt(dossier(application(submitter=person, components=components, sets=2), fees=fees))


def wide_receipt() -> ReceiptPaper:
    """The longest code, commune, counter, officer and host that are likely."""
    code = "000.00.01.H26-261123-123456789"
    crowded = desk_on_paper(
        "Ủy ban nhân dân phường Nguyễn Bỉnh Khiêm Thượng Hải An Đông",
        counter="Quầy số 12 – Hộ tịch, chứng thực",
        officer="Hoàng Phủ Ngọc Nguyễn Thị Phương Thảo",
        lookup_host="tra-cuu-ho-so.mot-cua.nguyenbinhkhiem.haiphong.example",
        demonstration=False,
    )
    mark = sign_mark(code, EVENT, INSTALLATION, KEY_ID, KEY)
    return receipt_paper(dossier(code=code), desk=crowded, issued=ISSUED, nth=12, mark=mark)


def slip(*, nth: int = 1, demonstration: bool = False) -> UnnumberedSlip:
    return unnumbered_slip(
        dossier(code=None, registered_event=None, procedure=None, due=None, fees=()),
        desk=desk(demonstration=demonstration),
        issued=ISSUED,
        nth=nth,
        mark=sign_mark(REFERENCE, EVENT, INSTALLATION, KEY_ID, KEY),
        procedure_name=PROCEDURE.name,
        due=Due("2026-11-27T17:00:00+07:00", False, [], "2026.1"),
    )
