"""Words that stand in figures taken out of the app."""

ACCESSES = "Lượt truy cập"
PUBLISHED = "Bài đã đăng"
READERS = "Người đọc"
UNITS = "Các đơn vị"
DAY = "Ngày"
MONTH = "Tháng"
COUNT = "Số lượt"
CATEGORY = "Loại bài"
POSTS = "Số bài"
MEMBERS = "Đảng viên"
UNIT = "Đơn vị"
HIDDEN = "không hiện (nhóm nhỏ)"
TODAY = "Hôm nay"
WEEK = "Tuần này"
THIS_MONTH = "Tháng này"
ALL = "Từ trước đến nay"
SUM = "Cộng"


def file_name(day: str) -> str:
    """What the workbook is called on the reader's disk."""
    return f"so-lieu-doc-tin-{day}.xlsx"
