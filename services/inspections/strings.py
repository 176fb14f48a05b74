"""Vietnamese words of papers and sheets on inspection and supervision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.inspections.models import Kind, State, Target

KINDS: dict[Kind, str] = {
    Kind.INSPECTION: "Kiểm tra",
    Kind.SUPERVISION: "Giám sát thường xuyên",
    Kind.THEMATIC: "Giám sát chuyên đề",
}
STATES: dict[State, str] = {
    State.PLANNED: "Chưa làm",
    State.UNDER_WAY: "Đang làm",
    State.REPORTED: "Đã báo cáo",
    State.CONCLUDED: "Đã kết luận",
    State.DROPPED: "Không làm",
}
COMMITTEE = "Chi ủy"
TARGETS: dict[Target, str] = {
    Target.MEMBERS: "Đảng viên",
    Target.COMMITTEE: COMMITTEE,
    Target.GROUP: "Tổ đảng",
}

PLAN, REPORT = "KẾ HOẠCH", "BÁO CÁO"
UNCONFIRMED = "Trình bày theo thể thức chung, chưa đối chiếu với mẫu chính thức"
DRAFT_PLAN = "BẢN SOẠN, CHI BỘ CHƯA THÔNG QUA"
AIMS, LINES, RESULTS = "Mục đích, yêu cầu", "Nội dung kiểm tra, giám sát", "Kết quả thực hiện"
GOOD, LACKING, PROPOSAL = "Ưu điểm", "Hạn chế", "Đề xuất, kiến nghị"
PLAN_FILE, REPORT_FILE = "ke-hoach-kiem-tra-giam-sat", "bao-cao-kiem-tra-giam-sat"
OVERVIEW_FILE = "kiem-tra-giam-sat-cac-chi-bo"
NOT_STATED = "chưa phân công"


def plan_about(year: int) -> str:
    """The line under the title of a plan."""
    return f"kiểm tra, giám sát năm {year}"


def report_about(year: int) -> str:
    """The line under the title of a report."""
    return f"kết quả công tác kiểm tra, giám sát năm {year}"


def when(month: int, months: int) -> str:
    """The month or quarter of a line."""
    return f"tháng {month}" if months == 1 else f"quý {(month + 2) // 3}"


def line(number: int, kind: Kind, content: str) -> str:
    """The head of a line in a plan."""
    return f"{number}. {KINDS[kind]}: {content.rstrip('.')}."


def subject(target: Target, names: Sequence[str], group: str | None) -> str:
    """Who is looked at."""
    if target is Target.COMMITTEE:
        return COMMITTEE
    return group or "" if target is Target.GROUP else ", ".join(f"đồng chí {n}" for n in names)


def line_subject(said: str, period: str) -> str:
    """Who is looked at, and over which time."""
    return f"- Đối tượng: {said}." + (f" Mốc thời gian: {period.rstrip('.')}." if period else "")


def line_when(said: str, lead: str, doers: Sequence[str], form: str) -> str:
    """When, by whom and how."""
    others = f"; tham gia: {', '.join(f'đồng chí {n}' for n in doers)}" if doers else ""
    how = f" Hình thức: {form.rstrip('.')}." if form else ""
    return f"- Thực hiện: {said}. Phụ trách: {f'đồng chí {lead}' if lead else NOT_STATED}{others}.{how}"


def adopted(day: date) -> str:
    """When the cell adopted its plan."""
    return f"Chi bộ thông qua ngày {day:%d/%m/%Y}."


def counted(kind: Kind, planned: int, done: int, moved: int, dropped: int) -> str:
    """Counts of one kind in a report."""
    if not planned:
        return f"- {KINDS[kind]}: không có trong kế hoạch."
    more = [
        f"{count} {words}"
        for count, words in ((moved, "phải lùi thời gian"), (dropped, "không làm"))
        if count
    ]
    tail = f" ({'; '.join(more)})" if more else ""
    return f"- {KINDS[kind]}: đã kết luận {done}/{planned} cuộc{tail}."


# The sheet of an overview
OVERVIEW = "Kiểm tra, giám sát của các chi bộ"
PLACE, YEAR, MADE_BY, MADE_AT = "Đơn vị", "Năm", "Người lập", "Lúc"
OVERVIEW_HEADS = (
    "Đơn vị",
    "Chi bộ",
    "Có kế hoạch",
    "Báo cáo năm",
    "Số cuộc",
    "Đã kết luận",
    "Quá hạn",
)
OVERVIEW_NOTE = "Chỉ có số lượng, không nêu tên đảng viên và không có nội dung kết quả. Có kế hoạch: chi bộ đã thông qua."
TOTAL = "Cộng"
