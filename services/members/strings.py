"""Words that stand in lists of members taken out of the app."""

SHEET = "Danh sách đảng viên"
UNIT = "Chi bộ"
GROUP = "Tổ đảng"


def file_name(day: str, kind: str) -> str:
    """What a list is called on the reader's disk."""
    return f"danh-sach-dang-vien-{day}.{kind}"
