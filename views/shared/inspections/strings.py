"""Words on the way to plans of inspection."""

DOOR = "Kiểm tra, giám sát"
NONE_YET = "Chi bộ chưa thông qua kế hoạch năm nay"
ABOUT_ME = "Có báo cáo về đồng chí"
BELOW = "Kiểm tra, giám sát"
BELOW_LINE = "Chi bộ nào đã có kế hoạch, đã báo cáo năm"


def done(done: int, lines: int) -> str:
    """How much of this year's plan of inspection is done."""
    return f"Kế hoạch năm nay: đã kết luận {done}/{lines} việc"


def mine(count: int) -> str:
    """What I lead and have not reported."""
    return f"{count} việc đồng chí phụ trách"


def plan_late(day: str) -> str:
    """No plan of inspection was adopted in time."""
    return f"Chi bộ chưa thông qua kế hoạch kiểm tra, giám sát năm nay (hạn {day})."


def lines_late(count: int) -> str:
    """Lines of the plan past their month."""
    return f"{count} việc kiểm tra, giám sát đã quá hạn mà chưa có báo cáo."


def report_late(day: str) -> str:
    """No report on the year was sent in time."""
    return f"Chưa gửi báo cáo năm về kiểm tra, giám sát (hạn {day})."


def elsewhere(unit: str, year: int) -> str:
    """An inspection about me in a cell that I was in before."""
    return f"Về đồng chí, năm {year}, ở {unit}"
