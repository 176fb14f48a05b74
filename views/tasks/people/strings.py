"""Vietnamese words of choosing people for a task."""

from __future__ import annotations

from collections.abc import Sequence

NAMES_MOST = 5
NONE = "Bỏ chọn"
ADD = "Thêm người"
PART = "Thêm để làm gì"
PARTS: dict[str, str] = {
    "main": "Cùng làm: nhận việc và báo kết quả riêng",
    "helper": "Phối hợp: xem việc, góp lời, không phải báo kết quả",
}
DUE = "Hạn của người mới"
WHO = "Thêm ai"
WORDS = "Lời nhắn cho người mới"
NOBODY_LEFT = "Mọi người trong danh sách đều đã tham gia việc này."
MISSING = "Đồng chí chọn ít nhất một người."
HELPER_IS = "Nhờ phối hợp"
LEAVE_HELPER = "Thôi nhờ phối hợp"
EACH_OWN = "Bấm tên để xem phần việc của từng người, hoặc thôi giao cho người đó."
JOINED: dict[str, str] = {
    "join_main": "giao thêm cho",
    "join_helper": "nhờ thêm người phối hợp:",
    "leave_main": "thôi giao cho",
    "leave_helper": "thôi nhờ phối hợp:",
}


def everybody(count: int) -> str:
    """Chooses all of the list but the exempt."""
    return f"Chọn tất cả ({count})"


def group(name: str, count: int) -> str:
    """Chooses a whole cell group."""
    return f"{name} ({count})"


def chosen(count: int, of: int) -> str:
    """How many are chosen."""
    return f"Đã chọn {count} trong {of} đồng chí."


def left_out(names: Sequence[str]) -> str:
    """Whom the buttons do not choose, and what to do to choose them all the same."""
    who = f" ({', '.join(names)})" if len(names) <= NAMES_MOST else ""
    return (
        f"Nút chọn nhiều người để riêng {len(names)} đồng chí được miễn công tác và sinh hoạt{who}."
        " Đồng chí nào tự nguyện làm thì bật tên bên dưới."
    )


def add(count: int) -> str:
    """The button, with how many are added."""
    return f"Thêm {count} đồng chí" if count else ADD


def added(count: int) -> str:
    """Said when it is done."""
    return f"Đã thêm {count} đồng chí. Các đồng chí ấy sẽ thấy việc này ở Trang chủ."


ALREADY_IN = "Có người vừa được thêm vào việc này rồi. Đồng chí quay lại xem."
OVER = "Việc này đã xong nên không thêm người được nữa. Đồng chí giao việc mới."
