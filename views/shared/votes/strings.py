"""Words for a vote as a line of other screens."""

from __future__ import annotations

SECRET = "Bỏ phiếu kín"
OPEN_VOTE = "Biểu quyết công khai"
STATES = {
    "prepared": "Chưa mở",
    "open": "Đang bỏ phiếu",
    "closed": "Chờ kiểm phiếu",
    "counted": "Đã có kết quả",
    "cancelled": "Đã hủy",
}
I_HAVE = {"electronic": "Tôi đã bỏ phiếu", "paper": "Tôi bỏ phiếu giấy"}


def cast(total: int, expected: int) -> str:
    return f"Đã bỏ phiếu: {total} / {expected} đồng chí"
