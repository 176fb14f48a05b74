"""Vietnamese words of the meetings tab."""

from __future__ import annotations

from datetime import date, datetime

from services.meetings.models import Kind, Presence, Reply, State
from views.shared import text

KINDS: dict[Kind, str] = {
    Kind.REGULAR: "Thường kỳ",
    Kind.THEMATIC: "Chuyên đề",
    Kind.EXTRAORDINARY: "Bất thường",
}
STATES: dict[State, str] = {
    State.PLANNED: "Dự kiến",
    State.CALLED: "Đã mời họp",
    State.RUNNING: "Đang họp",
    State.CLOSED: "Đã họp",
    State.CANCELLED: "Đã hủy",
}
REPLIES: dict[Reply, str] = {
    Reply.COMING: "Tôi sẽ đến",
    Reply.ONLINE: "Tôi dự trực tuyến",
    Reply.EXCUSED: "Tôi xin vắng",
}
REPLIED: dict[Reply, str] = {
    Reply.COMING: "Báo sẽ đến",
    Reply.ONLINE: "Báo dự trực tuyến",
    Reply.EXCUSED: "Xin vắng",
}
PRESENCES: dict[Presence, str] = {
    Presence.PRESENT: "Có mặt",
    Presence.ONLINE: "Trực tuyến",
    Presence.EXCUSED: "Vắng có lý do",
    Presence.UNEXCUSED: "Vắng không lý do",
}

# the tab
NEXT = "Sắp tới"
NEXT_NONE = "Chưa có buổi sinh hoạt nào được mời. Khi bí thư mời họp, giấy mời hiện ở đây."
ALL = "Các buổi trong năm"
ALL_NONE = "Năm này chưa có buổi sinh hoạt nào."
RUNNING_CELL = "Điều hành"
PLAN = "Thêm buổi sinh hoạt"
DAY = "Ngày họp thường lệ"
DAY_NONE = "Chưa đặt. Đặt một lần để lập lịch cả năm."
ATTENDANCE = "Chuyên cần của chi bộ"
ATTENDANCE_LINE = "Từng đảng viên dự họp bao nhiêu buổi trong năm"
MY_ATTENDANCE = "Chuyên cần của tôi"
BELOW = "Sinh hoạt của các chi bộ"
BELOW_LINE = "Chi bộ nào đã họp, bao nhiêu người dự"
FOLLOWED = "Chi bộ đồng chí phụ trách"
EARLIER_YEAR = "Năm trước"
LATER_YEAR = "Năm sau"
REPORT_LATE = "Quá hạn báo cáo"

# one meeting
MEETING = "Buổi sinh hoạt"
WHEN = "Thời gian"
WHERE = "Địa điểm"
UNIT = "Chi bộ"
CHAIR = "Chủ trì"
CLERK = "Thư ký"
GUESTS = "Khách mời"
WHY_CANCELLED = "Lý do hủy"
REPLY_TITLE = "Đồng chí trả lời giấy mời"
REPLY_NOTE = (
    "Đổi được cho đến khi buổi họp bắt đầu. Lý do xin vắng chỉ bí thư, phó bí thư và thư ký đọc."
)
REPLY_SENT = "Đã ghi câu trả lời"
BY_PROXY = "Do người khác ghi hộ theo lời đồng chí. Chưa đúng thì chọn lại."
JOIN = "Vào phòng họp trực tuyến"
PAPERS = "Tài liệu"
PAPERS_NONE = "Chưa có tài liệu."
PAPERS_LATE = "Tài liệu cần có trước buổi họp ít nhất một ngày. Nay chưa có tài liệu nào."
PAPER_ADD = "Thêm tài liệu"
PAPER_ADDED = "Đã thêm tài liệu"
PAPER_REMOVE = "Bỏ tài liệu"
PAPER_REMOVE_TITLE = "Bỏ tài liệu này?"
PAPER_REMOVED = "Đã bỏ tài liệu"
AGENDA = "Chương trình"
ITEM_NOW, ITEM_DONE = "Đang bàn", "Đã xong"
VOTE_NOW, VOTE_SEE = "Bỏ phiếu", "Xem cuộc biểu quyết"
CALL = "Mời họp"
CALL_TITLE = "Gửi giấy mời?"
CALL_TEXT = "Đảng viên chi bộ thấy giấy mời trên Trang chủ và trả lời đến hay vắng."
START = "Bắt đầu họp"
START_TITLE = "Bắt đầu buổi họp?"
START_TEXT = (
    "Danh sách triệu tập được lấy theo chi bộ lúc này. Sau đó điểm danh và ghi chương trình."
)
CLOSE = "Kết thúc họp"
CLOSE_TITLE = "Kết thúc buổi họp?"
CLOSE_TEXT = "Ai chưa điểm danh được ghi là vắng. Buổi đã kết thúc không mở lại được."
EDIT = "Sửa"
CANCEL = "Hủy buổi này"
CANCEL_TITLE = "Hủy buổi sinh hoạt"
CANCEL_WHY = "Lý do hủy"
CANCEL_NOTE = "Đảng viên thấy lý do này. Buổi đã hủy không khôi phục được; cần thì lập buổi khác."
CANCEL_DONE = "Đã hủy"
STEP_DONE = {"call": "Đã mời họp", "start": "Đã bắt đầu", "close": "Đã kết thúc"}
VOTES = "Biểu quyết"
VOTE_NEW = "Thêm biểu quyết"
OPINIONS = "Ý kiến, câu hỏi"
OPINIONS_LINE = "Gửi ý kiến trước buổi họp; câu hỏi lên cấp trên"
QUESTIONS_UP = "Câu hỏi của các chi bộ, chờ trả lời"
ROLL = "Điểm danh"
ROLL_LINE = "Danh sách, số người dự, điều kiện tiến hành"
CODE = "Mã điểm danh"
CODE_LINE = "Cho mọi người quét hoặc nhập số"
RUN_AGENDA = "Ghi chương trình"
RUN_AGENDA_LINE = "Từng nội dung: ý kiến phát biểu, kết luận"
ARRIVE = "Báo có mặt"
ARRIVED_ME = "Đồng chí đã được ghi có mặt."

# excuse
EXCUSE = "Xin vắng"
EXCUSE_WHY = "Lý do"
EXCUSE_HINT = "Ví dụ: ốm, đi công tác"
EXCUSE_SEND = "Gửi xin vắng"

# said in several places
EXEMPT = "Được miễn sinh hoạt"
AWAY = "Đi làm ăn xa"
QUORUM_YES = "Đủ điều kiện tiến hành"
QUORUM_NO = "Chưa đủ điều kiện tiến hành"
UNCHECKED = (
    "Cách tính này chưa đối chiếu với văn bản gốc; đồng chí kiểm tra lại với quy định đang áp dụng."
)
SAVE = "Lưu"
CLASSIFIED_TEXT = "Chữ vừa nhập có dấu hiệu của tài liệu mật. Tài liệu mật không được đưa lên đây. Nếu không phải, đồng chí xác nhận; việc xác nhận được ghi lại."
NOT_CLASSIFIED = "Không phải tài liệu mật"

# form
FORM_NEW = "Thêm buổi sinh hoạt"
FORM_EDIT = "Sửa buổi sinh hoạt"
KIND = "Loại"
TITLE = "Tên buổi sinh hoạt"
TITLE_HINT = "Ví dụ: Sinh hoạt chi bộ thường kỳ tháng 12/2026"
TITLE_SHORT = "Ghi tên buổi sinh hoạt, ít nhất 3 chữ cái."
ON_DAY = "Ngày"
DAY_MISSING = "Chọn ngày họp."
AT = "Giờ bắt đầu"
AT_HINT = "Ví dụ: 19:30"
AT_WRONG = "Ghi giờ như 19:30."
MINUTES = "Thời lượng (phút)"
MINUTES_WRONG = "Ghi số phút từ 15 đến 600."
PLACE = "Địa điểm"
PLACE_MISSING = "Ghi địa điểm, hoặc đường dẫn họp trực tuyến."
LINK = "Đường dẫn họp trực tuyến"
LINK_WRONG = "Đường dẫn bắt đầu bằng https:// và không có dấu cách."
GUESTS_LABEL = "Khách mời"
AGENDA_LABEL = "Chương trình"
AGENDA_LATER = "Chương trình lấy theo mẫu đang áp dụng. Lưu xong đồng chí sửa được từng mục."
AGENDA_HELP = "Mỗi dòng một nội dung; số phút ghi ở cuối trong ngoặc, ví dụ: Thảo luận (25)."
AGENDA_WRONG = (
    "Mỗi dòng cần tên nội dung và số phút trong ngoặc ở cuối, từ 1 đến 300; nhiều nhất 40 dòng."
)
CLERK_LABEL = "Thư ký của buổi này"
CLERK_NONE = "Bí thư, phó bí thư hoặc thư ký chi bộ"
CHECK = "Đồng chí xem lại các ô có chữ đỏ."
SAVE_MEETING = "Lưu"
SAVED_MEETING = "Đã lưu buổi sinh hoạt"
DAY_TITLE = "Ngày họp thường lệ"
DAY_LABEL = "Ngày trong tháng"
DAY_HELP = "Ngày 31 là ngày cuối của tháng ngắn hơn."
DAY_WRONG = "Ghi một số từ 1 đến 31."
DAY_SAVED = "Đã lưu ngày họp thường lệ"

# attendance, overview
ATTENDANCE_NONE = "Chưa có buổi nào kết thúc trong năm này."
ATTENDANCE_NOTE = (
    "Xếp theo tên. Người được miễn sinh hoạt hoặc đi làm ăn xa không bị tính là thiếu."
)
EARLIER_MONTH = "Tháng trước"
LATER_MONTH = "Tháng sau"
OVERVIEW_NOTE = (
    "Số người không tính người được miễn sinh hoạt và người đi làm ăn xa. Không nêu tên từng người."
)
STATE, REPORT_HEAD, THEMATIC_HEAD = "Tình hình", "Báo cáo", "Chuyên đề quý này"
LATE, THEMATIC_NONE = "Quá hạn", "Chưa có"
UNITS_BELOW = "Các đơn vị"
NO_CELLS = "Đơn vị này chưa có chi bộ nào."


def year(value: int) -> str:
    return f"Năm {value}"


def month(value: date) -> str:
    return f"Tháng {value.month}/{value.year}"


def when(starts_at: datetime, minutes: int) -> str:
    local = text.local(starts_at)
    day = f"{text.weekday(local.date())}, {text.day(local.date())}"
    return f"{text.clock(local)}, {day} (khoảng {minutes} phút)"


def short_when(starts_at: datetime) -> str:
    local = text.local(starts_at)
    return f"{text.clock(local)}, {text.weekday(local.date())} {text.day(local.date())}"


def usual_day(day: int, at: str, place: str) -> str:
    return f"Ngày {day} hằng tháng, {at}, {place}"


def plan_year(value: int) -> str:
    return f"Lập lịch thường kỳ năm {value}"


def planned(made: int) -> str:
    return f"Đã lập {made} buổi thường kỳ" if made else "Các tháng còn lại đã có lịch"


def quarters_missing(quarters: list[int]) -> str:
    named = ", ".join(["", "I", "II", "III", "IV"][q] for q in quarters)
    return f"Quý {named} chưa có sinh hoạt chuyên đề. Mỗi quý cần ít nhất một buổi."


def my_year(meetings: int, present: int, excused: int, unexcused: int) -> str:
    if not meetings:
        return "Chưa có buổi nào kết thúc."
    parts = [f"Dự {present} trên {meetings} buổi"]
    if excused:
        parts.append(f"vắng có lý do {excused}")
    if unexcused:
        parts.append(f"vắng không lý do {unexcused}")
    return ", ".join(parts) + "."


def item_line(minutes: int, presenter: str) -> str:
    return f"{minutes} phút, {presenter}" if presenter else f"{minutes} phút"


def voting_now(title: str) -> str:
    return f"Đang biểu quyết: {title}"


def report_by(day: date) -> str:
    return f"Hạn đăng nghị quyết và báo cáo cấp trên: {text.due(day)}"


def there(present: int, online: int, summoned: int) -> str:
    said = f"{present + online} trên {summoned} người có mặt"
    return f"{said} ({online} trực tuyến)" if online else said


def reckoning(
    official: int, away: int, exempt: int, base: int, official_there: int, over: tuple[int, int]
) -> list[tuple[str, str]]:
    """How the base came about, line by line."""
    lines = [("Đảng viên chính thức được triệu tập", str(official))]
    if away:
        lines.append(("Trừ người tạm thời ở nơi khác, không dự", f"− {away}"))
    if exempt:
        lines.append(("Trừ người được miễn sinh hoạt, không dự", f"− {exempt}"))
    return [
        *lines,
        ("Số để tính biểu quyết", str(base)),
        ("Đảng viên chính thức có mặt", str(official_there)),
        (f"Cần có mặt, hơn {over[0]}/{over[1]}", f"ít nhất {base * over[0] // over[1] + 1}"),
    ]


def attendance_line(meetings: int, present: int, excused: int, unexcused: int) -> str:
    return my_year(meetings, present, excused, unexcused)


def held_of(held: int, cells: int) -> str:
    return f"{held} trên {cells} chi bộ đã họp"


def cells_of(count: int) -> str:
    return f"{count} chi bộ" if count else ""


def came(present: int, summoned: int) -> str:
    if not summoned:
        return "Chưa có số người dự"
    return f"{present} trên {summoned} người dự ({round(100 * present / summoned)} %)"


def further(planned_: int, none: int, late: int, thematic: int) -> list[str]:
    """What wants looking at, in counts of cells."""
    said = [
        (planned_, "có lịch, chưa họp"),
        (none, "chưa có lịch"),
        (late, "quá hạn báo cáo"),
        (thematic, "chưa có chuyên đề trong quý"),
    ]
    return [f"{count} chi bộ {words}" for count, words in said if count]


def cell_state(held: int, planned_: int) -> str:
    return "Đã họp" if held else "Có lịch, chưa họp" if planned_ else "Chưa có lịch"


NO_LONGER = "Buổi sinh hoạt đã sang bước khác. Đồng chí tải lại để xem."
ERRORS: dict[str, str] = {
    "meeting.not_found": "Buổi sinh hoạt này không còn hoặc không thuộc phạm vi của đồng chí.",
    "meeting.item_not_found": "Nội dung này không còn, hoặc buổi họp đã kết thúc.",
    "meeting.wrong_state": NO_LONGER,
    "meeting.votes_unfinished": "Còn cuộc bỏ phiếu chưa kết thúc hoặc chưa kiểm phiếu. Kiểm phiếu hoặc hủy cuộc đó rồi mới kết thúc.",
    "meeting.changed_meanwhile": "Có người vừa sửa buổi này. Đồng chí tải lại, xem rồi làm lại.",
    "meeting.title_length": TITLE_SHORT,
    "meeting.time_wrong": "Giờ họp phải ở phía trước, trong vòng hai năm.",
    "meeting.minutes_wrong": MINUTES_WRONG,
    "meeting.place_missing": PLACE_MISSING,
    "meeting.link_wrong": LINK_WRONG,
    "meeting.agenda_wrong": AGENDA_WRONG,
    "meeting.day_wrong": DAY_WRONG,
    "meeting.no_day": "Đồng chí đặt ngày họp thường lệ trước, rồi lập lịch cả năm.",
    "meeting.year_wrong": "Chỉ lập lịch cho năm nay hoặc năm sau.",
    "meeting.month_taken": "Tháng này đã có buổi thường kỳ. Đồng chí sửa buổi đó, hoặc chọn loại khác.",
    "meeting.reason_missing": "Ghi lý do, ít nhất 2 chữ cái, nhiều nhất 500.",
    "meeting.reply_missing": "Đồng chí chọn đến hay vắng.",
    "meeting.not_online": "Buổi này không họp trực tuyến. Đồng chí chọn đến hoặc xin vắng.",
    "meeting.too_early": "Chưa đến ngày họp nên chưa bắt đầu được. Nếu họp sớm, đồng chí sửa ngày trước.",
    "meeting.presence_missing": "Đồng chí chọn có mặt hay vắng.",
    "meeting.words_long": "Dài quá 10.000 chữ cái. Đồng chí viết ngắn lại.",
    "meeting.classified": CLASSIFIED_TEXT,
    "unit.not_found": "Chi bộ này không thuộc phạm vi của đồng chí.",
    "member.not_found": "Người này không còn trong chi bộ. Đồng chí chọn lại.",
    "file.not_found": "Tài liệu này không còn. Đồng chí tải lại.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí tải lại để kiểm tra.",
}
