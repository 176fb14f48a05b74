"""Vietnamese words of reports on tasks, printed or as a sheet."""

from __future__ import annotations

TASKS = "DANH SÁCH NHIỆM VỤ"
FIGURES = "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"
SHEET = "Nhiệm vụ"
PLACE = "Đơn vị"
PERIOD = "Thời gian"
MADE_BY = "Người lập"
MADE_AT = "Lập lúc"
SUMMARY = "Tổng hợp"
TOTAL = "Cộng"
DEMO = "Bản dùng thử: mọi tên và số liệu đều là minh họa."
TASK_HEADS = ("Nhiệm vụ", "Người thực hiện", "Hạn", "Tình hình", "Mức độ", "Việc này từ đâu")
FIGURE_HEADS = ("Tổ chức", "Được giao", "Hoàn thành", "Đúng hạn", "Vượt mức", "Tỷ lệ xong")
TASKS_NOTE = (
    "Tính các việc có hạn trong thời gian này; việc đã thôi giao không tính. "
    "Người được miễn công tác không bị tính quá hạn."
)
FIGURES_NOTE = "Chỉ có số lượng theo tổ chức, không xếp hạng và không nêu tên người."
STATES: dict[str, str] = {
    "assigned": "Chờ nhận việc",
    "change_asked": "Xin điều chỉnh",
    "accepted": "Đang làm",
    "handed_in": "Đã báo xong, chờ công nhận",
    "returned": "Cần làm thêm",
    "done": "Hoàn thành",
    "cancelled": "Đã thôi",
}
WEIGHTS: dict[str, str] = {"light": "Việc nhỏ", "ordinary": "Việc vừa", "heavy": "Việc lớn"}
SOURCES: dict[str, str] = {
    "manual": "Việc phát sinh",
    "resolution": "Nghị quyết phân công",
    "meeting": "Cuộc họp chi bộ",
    "directive": "Văn bản chỉ đạo",
}
LATE = "quá hạn"
BEYOND = "vượt mức"
ON_TIME = "đúng hạn"


def period(year: int, month: int | None) -> str:
    """A month or a year in words."""
    return f"Tháng {month}/{year}" if month else f"Năm {year}"


def summary(given: int, done: int, on_time: int, beyond: int, late: int) -> str:
    """The counts in one line."""
    return (
        f"Được giao {given}; hoàn thành {done}, trong đó đúng hạn {on_time}, vượt mức {beyond}; "
        f"đang quá hạn {late}"
    )


def done_percent(percent: int) -> str:
    """How far it is."""
    return f"đã làm {percent} %"
