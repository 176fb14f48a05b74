"""Vietnamese words of records and of requests to correct them."""

from __future__ import annotations

# Inputs by kind of field
NOT_KNOWN = "Chưa có"
PICK_ONE = "Đồng chí chọn một mục trong danh sách."
LIST_HINT = "Mỗi dòng ghi một mục."
LINES_LONG = "Ghi tối đa 100 dòng, mỗi dòng tối đa 500 ký tự."
PHONE_WRONG = "Số điện thoại chưa đúng. Viết như 0912 345 678."
EMAIL_WRONG = "Địa chỉ email chưa đúng. Viết như ten@vidu.vn."
ROUGH_DATE_HINT = "ngày/tháng/năm, ví dụ 03/02/1956; chưa rõ thì ghi 02/1956 hoặc 1956"
ROUGH_DATE_WRONG = "Ngày chưa đúng. Viết 03/02/1956, hoặc 02/1956, hoặc 1956."
DATE_FUTURE = "Ngày này chưa tới. Đồng chí xem lại năm."
DATE_EARLY = "Năm này quá sớm. Đồng chí xem lại năm."


def digits_wrong(count: int) -> str:
    """A number of fixed length that is not one."""
    return f"Số này gồm đúng {count} chữ số. Đồng chí xem lại."


def digits_hint(count: int) -> str:
    """How long a number is."""
    return f"{count} chữ số"


def masked_help(present: str, *, required: bool) -> str:
    """Below an input for a number that is not shown in full."""
    keep = f"Đang lưu: {present}. Để trống nếu không đổi."
    return keep if required else f"{keep} Ghi dấu - nếu muốn xóa."
