"""Vietnamese words of a report on acknowledgements, printed or as a sheet."""

from __future__ import annotations

REPORT = "BÁO CÁO XÁC NHẬN VĂN BẢN"
PLACE = "Đơn vị"
PAPER = "Văn bản"
NUMBER = "Số, ký hiệu"
DEADLINE = "Hạn xác nhận"
NO_DEADLINE = "Không có thời hạn"
MADE_BY = "Người lập"
MADE_AT = "Lập lúc"
TOTAL = "Cộng"
TOTALS = ("Phải xác nhận", "Đúng hạn", "Muộn", "Chưa xác nhận", "Tỷ lệ")
UNIT_HEADS = ("Đơn vị", *TOTALS)
PEOPLE_HEADS = ("Họ và tên", "Tình trạng", "Lúc xác nhận")
DONE, DONE_LATE, NOT_YET, OVERDUE = "Đúng hạn", "Muộn", "Chưa xác nhận", "Quá hạn, chưa xác nhận"
DONE_PLAIN = "Đã xác nhận"
EXEMPT, EXEMPT_DONE = "Được miễn sinh hoạt", "Được miễn sinh hoạt, đã xác nhận"
LEADERS = "Văn bản dành cho bí thư, phó bí thư; số liệu tính theo các đồng chí này."
NOTE = (
    "Muộn là xác nhận sau ngày cuối của thời hạn. Đảng viên được miễn công tác và sinh hoạt không "
    "tính vào số phải xác nhận."
)
SHEET = "Báo cáo"
DEMO = "Bản dùng thử: mọi tên và số liệu đều là minh họa."


def day_over(day: str) -> str:
    """A deadline that has passed."""
    return f"{day} (đã qua)"


def dated(number: str, day: str) -> str:
    """Number and date of the paper."""
    return f"{number}, ngày {day}"
