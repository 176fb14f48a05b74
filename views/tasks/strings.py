"""Vietnamese words of the tasks room."""

from __future__ import annotations

from views.shared.strings import CLASSIFIED_TEXT
from views.shared.tasks.strings import REPEATS as REPEATS
from views.shared.tasks.strings import STATES as STATES
from views.shared.tasks.strings import due as due
from views.shared.tasks.strings import percent as percent

# My tasks
NONE = "Hiện đồng chí không có nhiệm vụ nào đang chờ. Khi chi bộ giao việc, việc đó sẽ hiện ở đây."
CLOSED = "Việc đã xong"
CLOSED_LINE = "Nhiệm vụ đã hoàn thành hoặc đã thôi"
CLOSED_NONE = "Chưa có việc nào hoàn thành."
YEAR = "Cả năm của tôi"
YEAR_LINE = "Được giao, đã xong, đúng hạn, vượt mức"
OLDER = "Xem thêm"
NOW = "Việc của tôi"
GIVING = "Giao việc và theo dõi"
FIGURES_LINE = "Số liệu các tổ chức bên dưới, không nêu tên người"


def given_at(name: str) -> str:
    """Entry of whoever assigns."""
    return f"Việc {name} đã giao"


def figures_of(name: str) -> str:
    """Entry of the offices above."""
    return f"Thực hiện nhiệm vụ: {name}"


WEIGHTS: dict[str, str] = {"light": "Việc nhỏ", "ordinary": "Việc vừa", "heavy": "Việc lớn"}
SOURCES: dict[str, str] = {
    "manual": "Việc phát sinh",
    "resolution": "Nghị quyết phân công",
    "meeting": "Cuộc họp chi bộ",
    "directive": "Văn bản chỉ đạo",
}

# One task
TASK = "Nhiệm vụ"
WHY = "Vì sao"
DETAILS = "Làm gì, làm thế nào"
FROM = "Xuất phát từ"
SEE_DOCUMENT = "Xem văn bản"
PEOPLE = "Ai làm"
HELPS = "phối hợp"
HELPERS_WORDS = "Người phối hợp nói"
HISTORY = "Quá trình"
DOES = "thực hiện"
GIVEN_TO = "Giao cho"
ASKED_UNTIL = "Xin làm đến"
FIRST_DUE = "Hạn ban đầu"
WEIGHT = "Mức độ"
REPEATING = "Lặp lại"
QUICK = "Báo nhanh đã làm được"
MORE = "Việc khác"
PROXY = "Nhập thay"
PROXY_HELP = "Chỉ nhập đúng điều đồng chí ấy đã nói. Tên đồng chí sẽ ghi ở dòng này; người được nhập thay xem được và bỏ được."
REVOKE = "Bỏ điều nhập thay"
REVOKE_TITLE = "Bỏ điều đã nhập thay?"
REVOKE_TEXT = "Dùng khi lời nhập thay không đúng ý đồng chí. Dòng đó vẫn còn trong quá trình, ghi rõ là đã bỏ."
REVOKED = "đã bỏ"
REVOKE_DONE = "Đã bỏ điều nhập thay."
BY_PROXY = "nhập thay"
YOU = "Đồng chí"

STEPS: dict[str, str] = {
    "accept": "Nhận việc",
    "ask_change": "Xin điều chỉnh",
    "report": "Báo tiến độ",
    "hand_in": "Báo đã xong",
    "take_back": "Lấy lại để làm tiếp",
    "ask_time": "Xin thêm thời gian",
    "comment": "Nhắn một lời",
    "keep": "Giữ nguyên việc đã giao",
    "give_time": "Cho thêm thời gian",
    "refuse_time": "Không cho thêm thời gian",
    "approve": "Công nhận hoàn thành",
    "return": "Yêu cầu làm thêm",
    "reopen": "Mở lại việc này",
    "cancel": "Thôi giao việc này",
}
DONE_STEPS: dict[str, str] = {
    "assign": "giao việc",
    "accept": "nhận việc",
    "ask_change": "xin điều chỉnh",
    "report": "báo tiến độ",
    "hand_in": "báo đã xong",
    "take_back": "lấy lại để làm tiếp",
    "ask_time": "xin thêm thời gian",
    "comment": "nhắn",
    "keep": "giữ nguyên việc đã giao",
    "give_time": "cho thêm thời gian",
    "refuse_time": "không cho thêm thời gian",
    "approve": "công nhận hoàn thành",
    "return": "yêu cầu làm thêm",
    "reopen": "mở lại",
    "cancel": "thôi giao việc",
    "revoke": "bỏ điều nhập thay",
}
SAID: dict[str, str] = {
    "accept": "Đã nhận việc.",
    "take_back": "Đã lấy lại. Đồng chí làm tiếp rồi báo xong sau.",
    "report": "Đã báo tiến độ.",
    "hand_in": "Đã báo xong. Người giao việc sẽ xem và công nhận.",
}
SAVED = "Đã ghi."


def event_line(actor: str, step: str, proxy: bool) -> str:
    """Who did what."""
    by = f" ({BY_PROXY})" if proxy else ""
    return f"{actor}{by} {DONE_STEPS.get(step, step)}"


def until(day: str) -> str:
    """The day in a step."""
    return f"Đến ngày {day}"


# Answering
WORDS: dict[str, str] = {
    "ask_change": "Đồng chí muốn điều chỉnh thế nào, vì sao",
    "report": "Đã làm được gì",
    "hand_in": "Kết quả",
    "ask_time": "Vì sao cần thêm thời gian",
    "comment": "Lời nhắn",
    "keep": "Vì sao giữ nguyên",
    "give_time": "Lời nhắn",
    "refuse_time": "Vì sao không cho thêm",
    "approve": "Nhận xét",
    "return": "Cần làm thêm gì",
    "reopen": "Vì sao mở lại",
    "cancel": "Vì sao thôi giao",
}
UNTIL = "Làm đến ngày"
PERCENT = "Đã làm được"
BEYOND_LABEL = "Vượt mức được giao"
BEYOND_HELP = "Chỉ bật khi kết quả hơn hẳn điều đã giao. Tên đồng chí ghi cùng nhận định này."
FILE = "Ảnh hoặc PDF kèm theo"
FILE_HELP = "Không bắt buộc. Ảnh chụp hoặc PDF, tối đa 10 MB. Không gửi tài liệu có dấu mật."
SEND = "Gửi"
WORDS_MISSING = "Đồng chí ghi vài chữ để người kia hiểu."
DATE_MISSING = "Đồng chí chọn ngày, từ hôm nay trở đi."
CHECK_FIELDS = "Chưa gửi được. Đồng chí xem lại dòng chữ đỏ ở trên."
NO_LONGER = "Việc này vừa thay đổi nên không làm bước này được nữa. Đồng chí quay lại để xem."
STEP_TITLES: dict[str, str] = STEPS

# Given
GIVEN = "Việc đã giao"
FILTERS: dict[str, str] = {
    "open": "Đang làm",
    "to_decide": "Chờ tôi",
    "late": "Quá hạn",
    "closed": "Đã xong",
}
GIVEN_NONE: dict[str, str] = {
    "open": "Chưa có việc nào đang làm. Bấm Giao việc mới để bắt đầu.",
    "to_decide": "Không có việc nào chờ đồng chí xem.",
    "late": "Không có việc nào quá hạn.",
    "closed": "Chưa có việc nào xong.",
}
ASSIGN = "Giao việc mới"
LOAD = "Ai đang có việc, ai chưa"
LOAD_LINE = "Để mỗi đồng chí có một việc vừa sức"
FIGURES = "Số liệu cả năm"
LOAD_NONE = "Chưa có đảng viên nào để giao việc."
WITHOUT = "Chưa có việc"
WITH = "Đang có việc"
MANY = "Nhiều việc"
EXEMPT = "Được miễn công tác và sinh hoạt"
AWAY = "Đi làm ăn xa"
RESIDENT = "Sinh hoạt nơi khác, cư trú tại đây"


def open_tasks(count: int, late: int) -> str:
    """How much somebody has."""
    said = f"{count} việc đang làm"
    return f"{said}, {late} việc quá hạn" if late else said


# Assigning
TITLE = "Việc gì"
TITLE_HINT = "Ví dụ: Vận động 10 hộ phân loại rác tại nhà"
TITLE_SHORT = "Đồng chí ghi tên việc, ít nhất vài chữ."
DUE = "Hạn hoàn thành"
DUE_MISSING = "Đồng chí chọn hạn, từ hôm nay trở đi."
MEMBERS = "Giao cho ai"
MEMBERS_MISSING = "Đồng chí chọn ít nhất một người."
MORE_DETAILS = "Thêm chi tiết"
LESS_DETAILS = "Bớt chi tiết"
WHY_LABEL = "Vì sao cần việc này"
DETAILS_LABEL = "Làm gì, làm thế nào"
WEIGHT_LABEL = "Mức độ"
REPEAT_LABEL = "Lặp lại"
REPEAT_UNTIL = "Lặp lại đến ngày"
REPEAT_UNTIL_MISSING = "Đồng chí chọn ngày sau hạn đầu tiên."
SOURCE_LABEL = "Việc này từ đâu"
SOURCE_NOTE = "Số, ngày nghị quyết hoặc cuộc họp"
HELPERS_LABEL = "Ai phối hợp"
GIVE = "Giao việc"
GIVEN_DONE = "Đã giao việc."
KEPT_TITLE = "Đồng chí đang soạn dở một việc"
KEPT_RESUME = "Soạn tiếp"
KEPT_DROP = "Bỏ, soạn mới"


def give_to(count: int) -> str:
    """The button, with how many it goes to."""
    return f"Giao việc cho {count} đồng chí" if count else GIVE


# A year
YEAR_NOTE = (
    "Số liệu tính từ các việc dưới đây. Đồng chí thấy sai thì nhắn người giao việc trong việc đó."
)
YEAR_NONE = "Năm này chưa có việc nào được giao."
GIVEN_COUNT = "Được giao"
DONE_COUNT = "Hoàn thành"
ON_TIME_COUNT = "Đúng hạn"
BEYOND_COUNT = "Vượt mức"
EARLIER_YEAR = "Năm trước"
LATER_YEAR = "Năm sau"
FIGURES_NOTE = "Chỉ có số lượng theo tổ chức, không xếp hạng và không nêu tên người."
UNITS_BELOW = "Các tổ chức bên dưới"


def year(number: int) -> str:
    """A year's heading."""
    return f"Năm {number}"


def counted(given: int, done: int, on_time: int, beyond: int) -> str:
    """A unit's figures on one line."""
    return f"Giao {given} · xong {done} · đúng hạn {on_time} · vượt mức {beyond}"


ERRORS: dict[str, str] = {
    "task.not_found": "Việc này không còn hoặc không thuộc phạm vi của đồng chí.",
    "task.wrong_state": NO_LONGER,
    "task.changed_meanwhile": "Có người vừa cập nhật việc này. Đồng chí quay lại xem rồi làm lại bước này.",
    "task.not_yours": "Bước này do người khác làm. Việc của chính mình thì không tự công nhận được.",
    "task.words_missing": WORDS_MISSING,
    "task.words_long": "Lời nhắn dài quá 4.000 chữ cái. Đồng chí viết ngắn lại.",
    "task.date_wrong": "Ngày chưa đúng: chọn từ hôm nay; xin thêm thời gian thì sau hạn đang có.",
    "task.title_length": TITLE_SHORT,
    "task.due_wrong": DUE_MISSING,
    "task.repeat_wrong": REPEAT_UNTIL_MISSING,
    "task.nobody": MEMBERS_MISSING,
    "task.twice": "Một người không vừa làm vừa phối hợp cùng một việc. Đồng chí bỏ bớt một chỗ.",
    "task.classified": CLASSIFIED_TEXT,
    "task.already_revoked": "Điều nhập thay này đã được bỏ trước đó.",
    "member.not_found": "Có người vừa rời chi bộ hoặc tổ. Đồng chí tải lại danh sách rồi chọn lại.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí quay lại kiểm tra trước khi gửi lại.",
}


def from_meeting(number: str, held: str, title: str, *, resolution: bool) -> str:
    """What a task that comes from a meeting names as its source."""
    if resolution and number:
        return f"Nghị quyết số {number}, {title} ({held})"
    return f"{title} ({held})"
