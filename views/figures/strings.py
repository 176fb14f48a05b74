"""Vietnamese words of the figures."""

from __future__ import annotations

TITLE = "Số liệu đọc tin"
NOT_YOURS = "Đồng chí chưa được giao xem số liệu."
ACCESSES = "Lượt truy cập bài của đơn vị"
ACCESSES_NOTE = "Tính cả bài của các đơn vị cấp dưới. Mỗi lần mở một bài là một lượt."
TODAY = "Hôm nay"
WEEK = "Tuần này"
MONTH = "Tháng này"
ALL = "Tất cả"
NOT_LIVE = "Đơn vị ít người nên số của hôm nay chưa hiện; các số khác tính đến hết hôm qua."
TOO_FEW = "Đơn vị ít người nên không hiện lượt truy cập."
BY_DAY = "30 ngày"
BY_MONTH = "12 tháng"
SPAN = "Khoảng thời gian"
PUBLISHED = "Bài đã đăng"
PUBLISHED_NONE = "Chưa đăng bài nào trong 12 tháng."
READERS = "Đảng viên có đọc tin"
READERS_NONE = "Chưa có số liệu. Số người đọc có sau khi hết tháng."
UNITS = "Theo đơn vị"
EXCEL = "Xuất Excel"
EXPORTED = "Đã xuất tệp Excel."
TABLE = "Xem bảng số"
NO_TABLE = "Ẩn bảng số"
ABOVE = "Lên cấp trên"
SUM = "Cộng"
HIDDEN = "Người đọc: không hiện vì nhóm nhỏ"

ERRORS: dict[str, str] = {
    "unit.not_found": "Đơn vị này không còn hoặc không thuộc phạm vi của đồng chí.",
}


def readers_note(smallest: int) -> str:
    """What the numbers of readers are, and are not."""
    return (
        "Chỉ là con số chung, không có tên ai. Nhóm dưới "
        f"{smallest} người đọc hoặc dưới {smallest} người chưa đọc thì không hiện, "
        "và ẩn thêm đơn vị khác để không trừ ra được."
    )


def chart(name: str) -> str:
    """What a screen reader says in place of a chart."""
    return f"Biểu đồ {name}. Bấm Xem bảng số để nghe từng số."


def share(readers: int, members: int, percent: int) -> str:
    """So many of so many."""
    return f"{readers} trên {members} đảng viên ({percent} %)"


def posts(count: int) -> str:
    """How many posts."""
    return f"{count} bài"


def child_readers(month: str, said: str) -> str:
    """Readers of a unit in a month."""
    return f"Người đọc tháng {month}: {said}"


def members(count: str) -> str:
    """How many members a unit has."""
    return f"{count} đảng viên"
