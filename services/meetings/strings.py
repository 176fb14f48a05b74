"""Vietnamese words of calendar files."""

CALENDAR_MAKER = "-//Sổ tay đảng viên điện tử//Sinh hoạt chi bộ//VI"
CALENDAR_ONLINE = "Họp trực tuyến"


def calendar_name(day: str) -> str:
    """The name of the file of one meeting."""
    return f"lich-hop-{day}.ics"


def year_name(year: int) -> str:
    """The name of the file of a year."""
    return f"lich-sinh-hoat-{year}.ics"
