"""An officer's account, and what its texts may be."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from msgspec import Struct

from app.accounts.roles import Role
from app.catalogue.folding import fold
from app.errors import InvalidInput

MAX_NAME = 100
MAX_SIGN_IN_NAME = 40
MIN_PASSWORD = 8
MAX_PASSWORD = 128
_SIGN_IN_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)


class Account(Struct, frozen=True):
    """Who signs in. ``name`` is printed on receipts; ``sign_in_name`` is unique at the desk.

    ``has_password`` is False for an account that was named on the command line: it can't sign in
    at the window before an administrator gives it one. A password that an administrator gave must
    be changed at the first sign-in.
    """

    id: str
    sign_in_name: str
    name: str
    roles: frozenset[Role]
    active: bool = True
    has_password: bool = False
    must_change_password: bool = False


def clean_name(text: str) -> str:
    """A person's name as it is kept; raises InvalidInput (``bad_officer``, field ``officer``)."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise InvalidInput("bad_officer", "Tên cán bộ không hợp lệ.", field="officer")
    return name


def clean_sign_in_name(text: str) -> str:
    """A sign-in name as it is kept; case, tone marks and blanks at the ends don't matter.

    Raises InvalidInput (``bad_sign_in_name``).
    """
    name = fold(text.strip())
    if len(name) > MAX_SIGN_IN_NAME or not _SIGN_IN_NAME.fullmatch(name):
        raise InvalidInput(
            "bad_sign_in_name",
            f"Tên đăng nhập gồm chữ, số và dấu chấm, không có khoảng trống, tối đa"
            f" {MAX_SIGN_IN_NAME} ký tự.",
            field="sign_in_name",
            advice="Ví dụ: hoa.nguyen",
        )
    return name


def sign_in_name_for(name: str) -> str:
    """A sign-in name made of a person's name: ``Nguyễn Thị Hoa`` → ``hoa.nguyen.thi``.

    Given name first: it is what people are called by. Not yet unique.
    """
    words = ["".join(letter for letter in word if letter.isalnum()) for word in fold(name).split()]
    ascii_words = [word for word in words if word and word.isascii()]
    if not ascii_words:
        return "canbo"
    given, *family = ascii_words[-1:] + ascii_words[:-1]
    return ".".join([given, *family])[:MAX_SIGN_IN_NAME].rstrip(".")


def check_password(password: str, sign_in_name: str) -> str:
    """The password as it is compared (NFKC); raises InvalidInput (``bad_password``) if weak."""
    normal = normal_password(password)
    if any("\ud800" <= letter <= "\udfff" for letter in normal):
        raise _weak("Mật khẩu có ký tự không hợp lệ.")
    if not MIN_PASSWORD <= len(normal) <= MAX_PASSWORD:
        raise _weak(f"Mật khẩu phải có từ {MIN_PASSWORD} đến {MAX_PASSWORD} ký tự.")
    if sign_in_name in fold(normal):
        raise _weak("Mật khẩu không được chứa tên đăng nhập.")
    if len(set(normal)) < 4 or _is_run(normal):
        raise _weak("Mật khẩu quá dễ đoán (lặp lại hoặc liên tiếp).")
    return normal


def normal_password(password: str) -> str:
    """The form in which a password is hashed: input methods write one letter in several ways."""
    return unicodedata.normalize("NFKC", password)


def _is_run(text: str) -> bool:
    """Whether it goes up or down letter by letter: 12345678, hgfedcba."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})


def _weak(message: str) -> InvalidInput:
    return InvalidInput("bad_password", message, field="password")
