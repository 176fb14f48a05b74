"""Vietnamese words of inspection and supervision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from services.inspections.models import Part, Step
from services.inspections.strings import KINDS, STATES, TARGETS, when
from views.shared import text

__all__ = ["KINDS", "STATES", "TARGETS", "when"]

ROOM = "Kiểm tra, giám sát"
BELOW = "Kiểm tra, giám sát của các chi bộ"
EARLIER, LATER = "Năm trước", "Năm sau"

# the plan
DRAFT = "Bản soạn, chi bộ chưa thông qua"
NONE_YET = "Chi bộ chưa thông qua kế hoạch kiểm tra, giám sát của năm này. Khi thông qua rồi, kế hoạch hiện ở đây."
NONE_BEGUN = "Chưa có kế hoạch của năm này."
BEGIN_NOTE = "Đồng chí soạn trước, đưa ra chi bộ thảo luận, rồi ghi là chi bộ đã thông qua. Trước lúc đó chỉ bí thư, phó bí thư thấy."
BEGIN, COPY = "Soạn kế hoạch mới", "Soạn từ kế hoạch năm trước"
COPIED = "Đã chép các việc của năm trước. Đồng chí xem lại từng việc."
BEGUN = "Đã mở bản soạn."
AIMS, AIMS_EDIT = "Mục đích, yêu cầu", "Sửa mục đích, yêu cầu"
AIMS_HINT = "Ví dụ: giúp đảng viên giữ nền nếp, kịp thời nhắc nhở khi có khuyết điểm"
LINES = "Các việc trong kế hoạch"
LINES_NONE = "Chưa có việc nào. Đồng chí thêm từng việc: kiểm tra hay giám sát ai, về việc gì, tháng nào, ai làm."
LINE_NEW, LINE_EDIT = "Thêm một việc", "Sửa việc này"
ADOPT = "Ghi chi bộ đã thông qua"
ADOPT_NOTE = "Từ lúc này mọi đảng viên trong chi bộ đọc được kế hoạch. Sau đó sửa gì cũng phải nêu lý do, và lời cũ được giữ lại."
ADOPTED_DONE = "Đã ghi chi bộ thông qua kế hoạch."
FIGURES, HISTORY, STEPS_TAKEN = "Số liệu", "Các lần thay đổi", "Các bước đã làm"
FILES, WORD, PDF, EXCEL = "Lấy văn bản", "Tệp Word", "Tệp PDF", "Tệp Excel"
FILE_MADE = "Đã lập tệp."
UNCONFIRMED_FORM = "Mẫu văn bản trình bày theo thể thức chung, chưa đối chiếu với mẫu chính thức."
UNCONFIRMED_DATES = "Các hạn này theo thông lệ ở nhiều nơi, chưa đối chiếu với văn bản."
CELL_SEES = "Cả chi bộ đọc được kế hoạch. Kết quả từng việc chỉ người được kiểm tra, người đi kiểm tra, bí thư, phó bí thư và cán bộ kiểm tra, tổ chức cấp trên đọc."

# a line
LINE = "Chi tiết một việc"
KIND, TARGET, CONTENT, PERIOD, FORM = (
    "Loại",
    "Đối tượng",
    "Về việc gì",
    "Mốc thời gian",
    "Hình thức",
)
CONTENT_HINT = "Ví dụ: việc đóng đảng phí và dự sinh hoạt"
PERIOD_HINT = "Ví dụ: từ tháng 1 đến tháng 6"
FORM_HINT = "Ví dụ: nghe báo cáo, xem sổ sách"
SUBJECTS, GROUP, LEAD, DOERS, WHEN = (
    "Ai được kiểm tra, giám sát",
    "Tổ đảng nào",
    "Ai phụ trách",
    "Ai cùng làm",
    "Thực hiện",
)
SPAN = "Làm trong một tháng hay một quý"
SPANS = [("1", "Một tháng"), ("3", "Cả một quý")]
MONTH, QUARTER = "Tháng mấy (1 đến 12)", "Quý mấy (1 đến 4)"
CHOOSE, CHOSEN_NONE, FOLD = "Chọn người", "Chưa chọn ai", "Xong"
WHY_CHANGE = "Vì sao thay đổi (cả chi bộ đọc được)"
SAVE = "Lưu"
SAVED_LINE = "Đã lưu."
CHECK = "Đồng chí xem lại các ô báo đỏ."
LATE, MOVED = "Quá hạn", "Đã lùi"
CONCLUSION, CONCLUDED = "Kết luận của chi bộ", "Chi bộ kết luận"
NOT_FOR_YOU = "Kết quả chỉ người được kiểm tra, người đi kiểm tra, bí thư, phó bí thư và cán bộ kiểm tra, tổ chức cấp trên đọc."
PARTS: dict[Part, str] = {
    Part.SUBJECT: "Về đồng chí",
    Part.LEAD: "Đồng chí phụ trách",
    Part.DOER: "Đồng chí cùng làm",
}
STEPS: dict[Step, str] = {
    Step.START: "Bắt đầu làm",
    Step.HAND_IN: "Nộp báo cáo",
    Step.RETURN: "Trả lại để bổ sung",
    Step.CONCLUDE: "Ghi kết luận của chi bộ",
    Step.MOVE: "Lùi sang tháng khác",
    Step.DROP: "Không làm việc này",
    Step.RESUME: "Làm lại việc này",
    Step.REOPEN: "Mở lại kết luận",
    Step.REMOVE: "Bỏ khỏi bản soạn",
}
EVENTS: dict[str, str] = {
    "adopt": "Chi bộ thông qua kế hoạch",
    "correct_adoption": "Sửa ngày, buổi thông qua",
    "unadopt": "Bỏ ghi chi bộ thông qua",
    "remove": "Bỏ một việc khỏi bản soạn",
    "correct_plan": "Sửa mục đích, yêu cầu",
    "add": "Thêm việc vào kế hoạch",
    "correct": "Sửa nội dung",
    "start": "Bắt đầu làm",
    "hand_in": "Nộp báo cáo",
    "return": "Trả lại báo cáo để bổ sung",
    "conclude": "Ghi kết luận của chi bộ",
    "reopen": "Mở lại kết luận đã ghi",
    "move": "Lùi thời gian",
    "drop": "Thôi không làm",
    "resume": "Đưa lại vào kế hoạch",
    "send": "Gửi báo cáo năm",
    "correct_report": "Sửa báo cáo năm đã gửi",
}
STEP_DONE = "Đã ghi."
START_TEXT = "Việc này chuyển sang đang làm. Người được kiểm tra thấy điều đó."
REMOVE_TEXT = "Việc này bị bỏ khỏi bản soạn. Bản soạn chưa được thông qua nên không cần nêu lý do."
WHY, WHY_HINT = "Lý do", "Cả chi bộ đọc được lý do này"
WHY_RETURN_HINT = "Cần xem hay ghi thêm điều gì"
CONCLUDE_LABEL = "Chi bộ kết luận thế nào"
CONCLUDE_HINT = "Ghi đúng điều chi bộ đã bàn và biểu quyết trong buổi họp"
CONCLUDE_NOTE = "Phần mềm không tự kết luận về ai. Đồng chí ghi lại điều chi bộ đã quyết; tên đồng chí được ghi bên dưới. Ghi nhầm thì mở lại được, có nêu lý do, cho đến khi gửi báo cáo năm."
DECIDED_IN, DECIDED_ELSE, DECIDED_ON = (
    "Chi bộ quyết trong buổi nào",
    "Buổi khác, tôi ghi ngày",
    "Ngày",
)

# the report of a line
FINDINGS, WRITE_FINDINGS = "Báo cáo kết quả", "Viết báo cáo"
LOOKED_AT, GOOD, LACKING, PROPOSAL = "Đã xem những gì", "Ưu điểm", "Hạn chế", "Đề xuất, kiến nghị"
FINDINGS_NOTE = "Chưa nộp thì chỉ người đi kiểm tra đọc. Nộp rồi, người được kiểm tra, bí thư, phó bí thư và cán bộ kiểm tra, tổ chức cấp trên đọc được."
SECRECY = "Không ghi nội dung thuộc bí mật nhà nước vào đây."
HAND_IN_TEXT = "Nộp rồi thì không sửa được nữa, trừ khi bí thư trả lại. Người được kiểm tra đọc và có thể nêu ý kiến."
HANDED_IN = "Đã nộp báo cáo."
NOT_WRITTEN = "Chưa có báo cáo."
DRAFT_BEGUN = "Báo cáo đang viết, chưa nộp."
ABOUT_ME = "Báo cáo về đồng chí đã nộp. Đồng chí đọc, và nếu muốn thì nêu ý kiến trước khi chi bộ kết luận."
STATEMENTS, STATEMENT = "Ý kiến của người được kiểm tra, giám sát", "Nêu ý kiến của tôi"
STATEMENT_EDIT = "Sửa ý kiến của tôi"
STATEMENT_LABEL = "Ý kiến của đồng chí về báo cáo"
STATEMENT_NOTE = (
    "Ai đọc được báo cáo thì đọc được ý kiến này. Sửa được cho đến khi chi bộ kết luận."
)
STATEMENT_SEND, STATEMENT_DONE = "Gửi ý kiến", "Đã gửi ý kiến."

# the year's report
REPORT, REPORT_OPEN = "Báo cáo năm", "Báo cáo năm về kiểm tra, giám sát"
REPORT_NONE, REPORT_DRAFT = "Chưa viết", "Đang soạn, chưa gửi"
REPORT_NOTE = "Số liệu phần mềm tính từ các việc trong kế hoạch. Lời nhận xét do đồng chí viết."
SEND, SEND_AGAIN, SENT = "Gửi lên cấp trên", "Sửa và gửi lại", "Đã gửi báo cáo năm."
SEND_TEXT = "Cấp trên đọc được báo cáo. Sau này sửa thì phải nêu lý do, và bản cũ được giữ lại."
SEND_EARLY = "Vẫn còn việc chưa kết luận. Đồng chí vẫn gửi được nếu cần."

# overview
UNITS_BELOW, NO_CELLS = "Từng đơn vị", "Đơn vị này không có chi bộ nào bên dưới."
OVERVIEW_NOTE = "Chỉ có số lượng, không nêu tên ai và không có nội dung kết quả. Chạm vào một chi bộ để đọc kế hoạch."
HAS_PLAN, NO_PLAN = "Đã có kế hoạch", "Chưa có kế hoạch"
REPORT_IN, REPORT_OUT = "Đã báo cáo năm", "Chưa báo cáo năm"

_MEANWHILE = "Có người vừa sửa chỗ này. Đồng chí tải lại, xem rồi làm lại."
ERRORS: dict[str, str] = {
    "unit.not_found": "Chi bộ này không thuộc phạm vi của đồng chí.",
    "member.not_found": "Có người đã chọn không còn trong chi bộ. Đồng chí chọn lại.",
    "meeting.not_found": "Buổi họp này chưa mở hoặc không phải của chi bộ. Đồng chí chọn buổi khác.",
    "inspection.not_found": "Việc này không còn, hoặc không thuộc phạm vi của đồng chí.",
    "inspection.changed_meanwhile": _MEANWHILE,
    "inspection.wrong_state": "Việc này vừa sang bước khác nên chưa làm được điều đồng chí chọn. Đồng chí tải lại trang.",
    "inspection.about_oneself": "Việc này kiểm tra chính đồng chí, nên người khác ghi: phó bí thư, hoặc người phụ trách việc này.",
    "inspection.oneself": "Không ai tự kiểm tra mình. Đồng chí chọn người khác phụ trách và cùng làm.",
    "inspection.content_missing": "Đồng chí ghi kiểm tra, giám sát về việc gì (từ 3 chữ cái).",
    "inspection.words_long": "Dài quá. Đồng chí viết ngắn lại.",
    "inspection.words_missing": "Đồng chí ghi nội dung (từ 2 chữ cái).",
    "inspection.month_wrong": "Đồng chí ghi một tháng từ 1 đến 12, hoặc một quý từ 1 đến 4, khác với lúc đầu.",
    "inspection.subjects_missing": "Đồng chí chọn ít nhất một người được kiểm tra, giám sát.",
    "inspection.group_missing": "Đồng chí chọn một tổ đảng của chi bộ.",
    "inspection.lead_missing": "Đồng chí chọn một người phụ trách.",
    "inspection.reason_missing": "Đồng chí ghi lý do, từ 2 đến 500 chữ cái.",
    "inspection.adopted": "Chi bộ đã thông qua kế hoạch này rồi. Đồng chí tải lại trang.",
    "inspection.not_adopted": "Chi bộ chưa thông qua kế hoạch nên chưa viết báo cáo được.",
    "inspection.empty": "Kế hoạch chưa có việc nào. Đồng chí thêm ít nhất một việc.",
    "inspection.unfinished": "Có việc thiếu người, hoặc có người đã rời chi bộ, hay nay là bí thư, phó bí thư. Đồng chí mở từng việc và chọn lại người.",
    "inspection.day_wrong": "Ngày này chưa đến, hoặc đã quá lâu. Đồng chí ghi ngày chi bộ họp.",
    "inspection.report_short": "Đồng chí ghi đã xem những gì, và ít nhất một ưu điểm hoặc hạn chế.",
    "inspection.sent": "Báo cáo năm đã gửi. Đồng chí tải lại trang; báo cáo sửa và gửi lại được, kế hoạch và kết luận thì giữ nguyên.",
    "inspection.begun": "Đã có việc bắt đầu làm, hoặc thôi không làm, nên không bỏ ghi thông qua được nữa. Đồng chí sửa từng việc và nêu lý do.",
    "inspection.same_day": "Ngày và buổi họp vẫn như cũ. Đồng chí chọn ngày hoặc buổi họp khác.",
    "inspection.spoke_for": "Đồng chí đã ghi thay ý kiến của người được kiểm tra, nên bí thư hoặc phó bí thư khác ghi kết luận.",
    "inspection.own_statement": "Đồng chí ấy đã tự nêu ý kiến, hoặc không nhận lời ghi thay. Không ai ghi thay được nữa.",
    "inspection.looked_oneself": "Đồng chí là người đi kiểm tra, nên bí thư hoặc phó bí thư khác ghi thay ý kiến.",
    "inspection.nothing_entered": "Không có lời nào ghi thay đồng chí. Đồng chí tải lại trang.",
    "inspection.year_wrong": "Chỉ lập được kế hoạch của năm nay, năm trước hoặc năm sau.",
    "inspection.classified": "Trong lời đã ghi có chữ như dấu độ mật. Văn bản mật không được đưa vào đây.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí tải lại để kiểm tra.",
}
REPORT_SHORT = "Đồng chí ghi ít nhất một ưu điểm hoặc hạn chế."


def plan_title(year: int) -> str:
    """The heading of a plan."""
    return f"Kế hoạch năm {year}"


def year(number: int) -> str:
    """A year as a heading."""
    return f"Năm {number}"


def adopted(day: date) -> str:
    """When the cell adopted it."""
    return f"Chi bộ thông qua ngày {text.day(day)}"


def dates(plan_by: date, report_by: date) -> str:
    """The two days of a year."""
    return f"Hạn có kế hoạch: {text.day(plan_by)}. Hạn gửi báo cáo năm: {text.day(report_by)}."


def plan_late(day: date) -> str:
    """The plan of the year is missing."""
    return f"Chi bộ chưa thông qua kế hoạch năm {day.year}. Hạn là {text.day(day)}."


def report_late(day: date) -> str:
    """The report of the year is missing."""
    return f"Chưa gửi báo cáo năm {day.year}. Hạn là {text.day(day)}."


def lines_late(count: int) -> str:
    """So many lines are past their month."""
    return f"{count} việc đã quá tháng hoặc quý ghi trong kế hoạch mà chưa có báo cáo."


def subject(names: Sequence[str], target: str, group: str | None) -> str:
    """Who is looked at, in a list."""
    return ", ".join(names) if names else group or target


def line_when(month: int, months: int) -> str:
    """Month or quarter with a capital."""
    return when(month, months).capitalize()


def about(said: str) -> str:
    """Who is looked at, in a list."""
    return f"Đối tượng: {said}"


def led_by(name: str | None) -> str:
    """Who leads, in a list."""
    return f"Phụ trách: {name}" if name else "Chưa phân công"


def planned_before(day: date, months: int) -> str:
    """When it was to be done at first."""
    return f"lúc đầu là {when(day.month - months + 1, months)}"


def figures(done: int, planned: int, moved: int, dropped: int, late: int) -> str:
    """Counts of a kind."""
    if not planned:
        return "không có"
    more = [
        f"{count} {words}"
        for count, words in ((late, "quá hạn"), (moved, "đã lùi"), (dropped, "không làm"))
        if count
    ]
    return f"xong {done}/{planned}" + (f" ({', '.join(more)})" if more else "")


def chosen(count: int) -> str:
    """How many are chosen."""
    return f"Đã chọn {count} người"


def event(step: str) -> str:
    """A step in the history."""
    return EVENTS.get(step, step)


def event_by(actor: str | None, at: datetime) -> str:
    """By whom and when."""
    return f"{actor or '–'}, {text.moment(at)}"


def event_reason(reason: str) -> str:
    """Why."""
    return f"Lý do: {reason}"


def event_before(words: str) -> str:
    """What was there before."""
    return f"Trước đó: {words}"


def handed_in(name: str | None, at: datetime) -> str:
    """Who handed a report in."""
    return f"{name or '–'} nộp {text.moment(at)}"


def concluded(day: date | None, name: str | None) -> str:
    """When the cell concluded, and who wrote it down."""
    return f"Chi bộ kết luận ngày {text.day(day) if day else '–'}; người ghi: {name or '–'}"


def sent_at(at: datetime) -> str:
    """When the year's report was sent."""
    return f"Đã gửi {text.moment(at)}"


def of_cells(adopted_count: int, cells: int) -> str:
    """How many cells have a plan."""
    return f"{adopted_count}/{cells} chi bộ đã có kế hoạch"


def reports_in(sent: int, cells: int) -> str:
    """How many have sent their report."""
    return f"{sent}/{cells} chi bộ đã gửi báo cáo năm"


def overdue(plans: int, reports: int) -> str:
    """Cells whose plan or report is past its day."""
    said = [
        f"{count} chi bộ {words}"
        for count, words in ((plans, "quá hạn lập kế hoạch"), (reports, "quá hạn gửi báo cáo năm"))
        if count
    ]
    return "; ".join(said)


def lines_done(done: int, planned: int, late: int) -> str:
    """How much of the plans is done."""
    tail = f", {late} việc quá hạn" if late else ""
    return f"Đã kết luận {done}/{planned} việc{tail}"
