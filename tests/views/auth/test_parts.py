"""Parts of the entrance that need no server."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from services.accounts.rules import MIN_PASSWORD
from services.records.written import grouped
from tests.render import render, texts
from views.auth import strings
from views.auth.parts import fault_of_new, problem_of
from views.shared.errors import Failed
from views.shared.qr import qr_png
from views.shared.text import now


@pytest.mark.parametrize(
    ("new", "again", "fault"),
    [
        ("ngắn", "ngắn", strings.ERRORS["password.short"]),
        ("a" * (MIN_PASSWORD - 1), "a" * (MIN_PASSWORD - 1), strings.ERRORS["password.short"]),
        ("bốn quả cam chín", "bốn quả cam chin", strings.DIFFERENT),
        ("bốn quả cam chín", "bốn quả cam chín", None),
    ],
)
def test_two_entries_of_a_new_password(new: str, again: str, fault: str | None):
    assert fault_of_new(new, again) == fault


def test_a_code_that_is_too_early_says_from_when():
    failed = Failed("code.too_early", "ref", "conflict", {"effective_at": now()})
    (words,) = texts(render(lambda: problem_of(failed, "code")))[-1:]
    assert words.startswith("Mã đúng nhưng chưa đến giờ dùng")
    assert "hôm nay" in words


def test_a_fault_shown_at_its_field_is_not_repeated_above_the_button():
    failed = Failed("code.invalid", "ref", "invalid", {"field": "code"})
    assert problem_of(failed, "login", "code") == []
    assert texts(render(lambda: problem_of(failed, "login"))) == [strings.ERRORS["code.invalid"]]


def test_the_picture_to_scan_is_black_on_white_with_a_quiet_zone():
    picture = Image.open(io.BytesIO(qr_png("otpauth://totp/x?secret=ABC"))).convert("L")
    assert picture.width == picture.height
    assert {colour for _, colour in picture.getcolors() or []} == {0, 255}
    assert all(picture.getpixel((x, 10)) == 255 for x in range(picture.width))


def test_a_key_is_read_in_fours():
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"
