"""Vietnamese words of files about meetings: calendars, and the overview of cells."""

CALENDAR_MAKER = "-//Sổ tay đảng viên điện tử//Sinh hoạt chi bộ//VI"
CALENDAR_ONLINE = "Họp trực tuyến"

OVERVIEW = "Sinh hoạt của các chi bộ"
PLACE, MONTH, MADE_BY, MADE_AT = "Đơn vị", "Tháng", "Người lập", "Lúc"
OVERVIEW_HEADS = (
    "Đơn vị",
    "Chi bộ",
    "Đã họp",
    "Có lịch, chưa họp",
    "Chưa có lịch",
    "Được triệu tập",
    "Dự họp",
    "Tỷ lệ dự",
    "Quá hạn báo cáo",
    "Thiếu chuyên đề",
)
TOTAL = "Cộng"
OVERVIEW_NOTE = (
    "Chỉ có số lượng, không xếp hạng và không nêu tên người. Số người không tính người được miễn sinh"
    " hoạt và người đi làm ăn xa. Thiếu chuyên đề: quý này chi bộ chưa có buổi sinh hoạt chuyên đề."
)


def calendar_name(day: str) -> str:
    """The name of the file of one meeting."""
    return f"lich-hop-{day}.ics"


def year_name(year: int) -> str:
    """The name of the file of a year."""
    return f"lich-sinh-hoat-{year}.ics"


def overview_name(month: str) -> str:
    """The name of the file of a month, without its ending."""
    return f"sinh-hoat-cac-chi-bo-{month}"
