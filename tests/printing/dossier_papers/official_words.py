"""The words of the official papers, in their order, for the dossiers of ``official_desk``.

``NEW``: TT 03/2025/TT-VPCP and the residence forms; ``OLD``: TT 01/2018/TT-VPCP.
"""

from __future__ import annotations

SIGNED = "(Ký và ghi rõ họ tên)"
WHO = [
    "Số định danh cá nhân/tổ chức: 001185012345",
    "Địa chỉ: Số 12, ngõ 5, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
    "Số điện thoại: 0912345678",
    "Email: anhtuyet@thu.example",
]
REQUEST = "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh (1.004884)"
NEW = {
    "supplement": [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của: Nguyễn Thị Ánh Tuyết",
        REQUEST,
        *WHO[1:],
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Bản sao Giấy chứng nhận kết hôn",
        "2. Giấy tờ chứng minh nơi cư trú",
        "Lý do: Hồ sơ thiếu giấy tờ theo quy định.",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với",
        "số điện thoại",
        "để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
        SIGNED,
        "(Chữ ký số của Người hướng dẫn nếu là biểu mẫu điện tử)",
        "Nguyễn Thị Minh Họa",
        "Mẫu số 02 – Thông tư số 03/2025/TT-VPCP",
    ],
    "refusal": [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả phường Hoa Sữa",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết",
        *WHO,
        "Mã hồ sơ (nếu có): H26.107-261123-0001",
        REQUEST,
        (
            "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải"
            " quyết hồ sơ này với lý do cụ thể như sau:"
        ),
        "Không đủ điều kiện theo Điều 24.",
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Mẫu số 03 – Thông tư số 03/2025/TT-VPCP",
    ],
    "apology": [
        "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Nguyễn Thị Ánh Tuyết",
        (
            "Ngày 23 tháng 11 năm 2026, Ủy ban nhân dân phường Hoa Sữa tiếp nhận giải quyết"
            " hồ sơ đề nghị giải quyết thủ tục hành chính Đăng ký lại khai sinh của"
            " Ông/Bà/Tổ chức Nguyễn Thị Ánh Tuyết; số định danh: 001185012345; mã số hồ sơ:"
            " H26.107-261123-0001"
        ),
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        (
            "Tuy nhiên đến nay, Ủy ban nhân dân phường Hoa Sữa chưa trả kết quả giải quyết"
            " hồ sơ của Ông/Bà/Tổ chức đúng thời hạn quy định ghi trên Giấy tiếp nhận hồ sơ"
            " và hẹn trả kết quả."
        ),
        "Lý do: Cần xác minh thêm.",
        (
            "xin trân trọng gửi lời xin lỗi đến Ông (Bà)/Tổ chức vì sự chậm trễ trong quá"
            " trình giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của"
            " Ông (Bà)/Tổ chức."
        ),
        (
            "xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức"
            " vào ngày 15 tháng 12 năm 2026."
        ),
        "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
        SIGNED,
        "(Chữ ký số của Thủ trưởng cơ quan, đơn vị nếu là biểu mẫu điện tử)",
        "Phạm Văn Ký",
        "Mẫu số 04 – Thông tư số 03/2025/TT-VPCP",
    ],
    "stop": [
        "THÔNG BÁO",
        "Dừng giải quyết hồ sơ",
        "Kính gửi: Ông (Bà)/Tổ chức Nguyễn Thị Ánh Tuyết",
        *WHO,
        "Ngày 30 tháng 11 năm 2026",
        "nhận được yêu cầu dừng thực hiện thủ tục hành chính của Ông (Bà)/Tổ chức đối với hồ sơ:",
        "- Mã hồ sơ: H26.107-261123-0001",
        "- Tên thủ tục hành chính: Đăng ký lại khai sinh",
        "- Thời gian nhận hồ sơ: 08 giờ 20 phút, ngày 23 tháng 11 năm 2026",
        "- Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Lý do đề nghị dừng (nếu có): Không còn nhu cầu",
        "Qua kiểm tra, hồ sơ chưa có quyết định giải quyết/văn bản thông báo kết quả giải quyết.",
        "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP,",
        "thông báo dừng giải quyết hồ sơ kể từ 15 giờ 30 phút, ngày 30 tháng 11 năm 2026.",
        "Hồ sơ giấy trả lại gồm:",
        "Phí, lệ phí (nếu có):",
        "NGƯỜI YÊU CẦU",
        "NGƯỜI TIẾP NHẬN",
        "Mẫu số 05 – Thông tư số 03/2025/TT-VPCP",
    ],
    "control": [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Mã số hồ sơ: H26.107-261123-0001",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân phường Hoa Sữa",
        "Cơ quan phối hợp giải quyết hồ sơ: Công an xã Đông Sơn",
        "Ngày nhận: ngày 23 tháng 11 năm 2026",
        "Hẹn trả kết quả vào 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Tên đơn vị",
        "Thời gian giao nhận hồ sơ",
        "Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)",
        "Ghi chú",
        "1. Giao: Bộ phận TN&TKQ",
        "2. Nhận: Phòng Văn hóa - Xã hội",
        "1. Giao:",
        "2. Nhận:",
        "Ghi chú:",
        "- Kết quả giải quyết hồ sơ do bên nhận nhập thông tin/ghi khi nhận bàn giao hồ sơ.",
        (
            "- Việc lưu vết được thực hiện tự động theo chức năng của Hệ thống thông tin"
            " giải quyết thủ tục hành chính và thể hiện trên mẫu phiếu điện tử."
        ),
        "Mẫu số 06 – Thông tư số 03/2025/TT-VPCP",
    ],
    "residence_receipt": [
        "CÔNG AN PHƯỜNG HOA SỮA",
        "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: G01.826.107-261123-0001",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "Hình thức nhận kết quả:",
        "Bản giấy",
        "Bản điện tử",
        "Tin nhắn SMS",
        "Đăng ký nhận kết quả Bản giấy tại: Trung tâm Phục vụ hành chính công phường Hoa Sữa",
        "CÁN BỘ TIẾP NHẬN",
    ],
    "residence_supplement": [
        "CÔNG AN PHƯỜNG HOA SỮA",
        "PHIẾU HƯỚNG DẪN BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "1. Bản sao Giấy chứng nhận kết hôn",
        "Lý do: Hồ sơ thiếu giấy tờ theo quy định.",
    ],
    "residence_refusal": [
        "CÔNG AN PHƯỜNG HOA SỮA",
        "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ",
        "Chưa cư trú tại địa phương (Điều 20 Luật Cư trú).",
        "THỦ TRƯỞNG CƠ QUAN ĐĂNG KÝ CƯ TRÚ",
    ],
    "residence_confirmation": [
        "CÔNG AN PHƯỜNG HOA SỮA",
        "XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ",
        "Họ, chữ đệm và tên: Nguyễn Văn A",
        "Ngày, tháng, năm sinh: 01/01/1990",
        "Giới tính: Nam",
        "Số định danh cá nhân:",
        "Dân tộc:",
        "Tôn giáo:",
        "Quê quán:",
        "Nơi đăng ký khai sinh:",
        "Nơi thường trú:",
        "Nơi tạm trú:",
        "Nơi ở hiện tại:",
        "Họ, chữ đệm và tên chủ hộ:",
        "Quan hệ với chủ hộ:",
        "Số định danh cá nhân chủ hộ:",
        "Thông tin các thành viên khác trong hộ gia đình:",
        "Nội dung xác nhận khác:",
        "Giấy này có giá trị sử dụng đến hết ngày",
        "THỦ TRƯỞNG CƠ QUAN ĐĂNG KÝ CƯ TRÚ",
    ],
}
OLD = {
    "receipt": [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Liên: Lưu)",
        "Bộ phận tiếp nhận và trả kết quả: phường Hoa Sữa",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết",
        *WHO[1:],
        REQUEST,
        "1. Thành phần hồ sơ nộp gồm:",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 5 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 20 phút, ngày 23 tháng 11 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "6. Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường Hoa Sữa",
        "Vào Sổ theo dõi hồ sơ, Quyển số:",
        "Số thứ tự:",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Ghi chú:",
        (
            "- Giấy tiếp nhận hồ sơ và hẹn trả kết quả được lập thành 2 liên; một liên"
            " chuyển kèm theo Phiếu kiểm soát quá trình giải quyết hồ sơ và được lưu tại Bộ"
            " phận tiếp nhận và trả kết quả; một liên giao cho cá nhân, tổ chức nộp hồ sơ;"
        ),
        (
            "- Cá nhân, tổ chức có thể đăng ký nhận kết quả tại Bộ phận tiếp nhận và trả kết"
            " quả hoặc tại nhà (trụ sở tổ chức) qua dịch vụ bưu chính."
        ),
        "Mẫu số 01 – Thông tư số 01/2018/TT-VPCP",
        "(Liên: Giao khách hàng)",
    ],
    "supplement": [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Nguyễn Thị Ánh Tuyết",
        "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
        "Bản sao Giấy chứng nhận kết hôn",
        "Lý do: Hồ sơ thiếu giấy tờ theo quy định.",
        "NGƯỜI HƯỚNG DẪN",
        "Mẫu số 02 – Thông tư số 01/2018/TT-VPCP",
    ],
    "refusal": [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Xin thông báo cho Ông/Bà được biết và thực hiện",
        "Mẫu số 03 – Thông tư số 01/2018/TT-VPCP",
    ],
    "apology": [
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Nguyễn Thị Ánh Tuyết",
        "Số biên nhận hồ sơ: H26.107-261123-0001",
        "Ngày hẹn trả kết quả giải quyết hồ sơ:",
        "Lý do: Cần xác minh thêm.",
        "Thời gian hẹn trả kết quả lại: ngày 15 tháng 12 năm 2026.",
        "Trân trọng./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "Mẫu số 04 – Thông tư số 01/2018/TT-VPCP",
    ],
    "control": [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Kèm theo hồ sơ của: Nguyễn Thị Ánh Tuyết",
        "Ngày, giờ hẹn trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "TÊN CƠ QUAN",
        "THỜI GIAN GIAO, NHẬN HỒ SƠ",
        "KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/đúng hạn/quá hạn)",
        "GHI CHÚ",
        "Mẫu số 05 – Thông tư số 01/2018/TT-VPCP",
    ],
}
