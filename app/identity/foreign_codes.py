"""What a scan is that is no card: said in words, so that the officer knows what to do."""

from __future__ import annotations

import re

from app.errors import InvalidInput

_WEB = re.compile(r"(?:https?://|www\.)(?P<host>[^/\s?#]{1,100})", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9+/=_.:\-]{40,}\Z")
_DOSSIER = re.compile(r"(?:\A|/)[A-Z]\d\d(?:\.[0-9A-Z]{1,8}){0,6}-\d{6}-\d", re.IGNORECASE)
_PAYMENT = re.compile(r"0002010[12]\d")
_DIGITS = re.compile(r"[\d\s.\-]+\Z", re.ASCII)
_APP_HOSTS = ("vneid", "dinhdanh", "dancuquocgia")
_APP_ADVICE = (
    "Quét mã QR in trên thẻ căn cước; hoặc xem mục thẻ căn cước trong VNeID và gõ số định danh"
    " 12 chữ số, họ tên, ngày sinh, giới tính, nơi thường trú."
)


def foreign_code(text: str) -> InvalidInput:
    """The error for ``text``: ``vneid_code`` where an app made it, else ``not_a_card``."""
    if _DOSSIER.search(text[:200]):
        return _not_a_card("mã hồ sơ")
    if _PAYMENT.match(text):
        return _not_a_card("mã thanh toán của ngân hàng")
    web = _WEB.match(text)
    if web is not None and not is_of_app(text):
        return _not_a_card(f"địa chỉ web {web['host']}")
    if is_of_app(text) or _is_token(text):
        return InvalidInput(
            "vneid_code",
            "Đây là mã của ứng dụng (như VNeID), được mã hóa: quầy không đọc được.",
            field="text",
            advice=_APP_ADVICE,
        )
    if _DIGITS.match(text):
        count = sum(letter.isdigit() for letter in text)
        return _not_a_card(f"một dãy {count} chữ số")
    return _not_a_card("một đoạn chữ")


def is_of_app(text: str) -> bool:
    """Whether ``text`` is data or an address of an app, which no card and no paper has."""
    web = _WEB.match(text)
    if web is not None:
        return any(word in web["host"].lower() for word in _APP_HOSTS)
    return text.startswith(("{", "["))


def _is_token(text: str) -> bool:
    """Base64, hexadecimal or a signed token: long, without a blank, no number."""
    return _TOKEN.match(text) is not None and any(letter.isalpha() for letter in text)


def _not_a_card(what: str) -> InvalidInput:
    return InvalidInput(
        "not_a_card",
        f"Đây không phải mã của giấy tờ tùy thân, mà là {what}.",
        field="text",
        advice="Quét mã QR trên thẻ căn cước, hoặc nhập tay.",
    )
