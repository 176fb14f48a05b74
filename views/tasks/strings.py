"""Vietnamese words of the tasks room."""

from __future__ import annotations

from services.tasks.strings import SOURCES as SOURCES
from services.tasks.strings import WEIGHTS as WEIGHTS
from services.tasks.strings import period as period
from views.shared.strings import CLASSIFIED_TEXT
from views.shared.tasks.strings import BEYOND as BEYOND
from views.shared.tasks.strings import LATE as LATE
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
    return f"Việc đã giao: {name}"


def figures_of(name: str) -> str:
    """Entry of the offices above."""
    return f"Thực hiện nhiệm vụ: {name}"


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
GIVEN_BY = "Nơi giao"
ASKED_UNTIL = "Xin làm đến"
FIRST_DUE = "Hạn ban đầu"
WEIGHT = "Mức độ"
REPEATING = "Lặp lại"
QUICK = "Báo nhanh đã làm được"
REPORT_MORE = "Báo bằng lời, ảnh"
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
    "correct": "sửa nội dung việc",
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
    "close": "công nhận việc này hoàn thành",
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
FILE_HELP = "Không bắt buộc. Ảnh chụp hoặc PDF, tối đa 10 MB."
WORDS_MISSING = "Đồng chí ghi vài chữ để người kia hiểu."
DATE_MISSING = "Đồng chí chọn ngày, từ hôm nay trở đi."
CHECK_FIELDS = "Chưa gửi được. Đồng chí xem lại dòng chữ đỏ ở trên."
NO_LONGER = "Việc này vừa thay đổi nên không làm bước này được nữa. Đồng chí quay lại để xem."
STEP_TITLES: dict[str, str] = STEPS

# Correcting
CORRECT = "Sửa nội dung việc"
CORRECT_HELP = "Mọi người cùng làm việc này đều thấy nội dung mới. Nội dung cũ vẫn xem lại được. Muốn đổi hạn thì dùng Cho thêm thời gian."
CORRECT_WORDS = "Lời nhắn về chỗ đã sửa"
CORRECT_SAVE = "Lưu nội dung mới"
CORRECTED = "Đã sửa. Người làm sẽ thấy nội dung mới."
EARLIER_TEXTS = "Nội dung trước khi sửa"


def replaced(moment: str) -> str:
    """When a text was replaced."""
    return f"Dùng đến {moment}"


# A month or a year
MONTH = "Việc theo tháng, năm"
MONTH_NONE = "Không có việc nào có hạn trong thời gian này."
MONTH_NOTE = "Tính các việc có hạn trong thời gian này; việc đã thôi giao không tính."
EARLIER_MONTH = "Tháng trước"
LATER_MONTH = "Tháng sau"
WHOLE_YEAR = "Xem cả năm"
BY_MONTH = "Xem từng tháng"
TO_DECIDE_COUNT = "Chờ tôi xem"
LATE_COUNT = "Quá hạn"


def tasks_file(when: str) -> str:
    """Name of a file of tasks, without its ending."""
    return f"nhiem-vu-{when}"


# Who helps, and where one lives
TIES = "Người giúp và nơi cư trú"
MENTORS = "Người giúp nhập thay"
MENTORS_HELP = "Đồng chí cùng chi bộ, nhập giúp điều đảng viên đã nói về nhiệm vụ, trả lời giúp giấy mời họp. Mỗi lần nhập đều ghi tên người nhập; đảng viên xem được và bỏ được."
MENTOR_CHOOSE = "Chọn người giúp"
MENTOR_ADD = "Thêm người giúp"
END_MENTOR = "Thôi nhờ giúp"
END_MENTOR_TEXT = (
    "Từ lúc này đồng chí ấy không xem và không nhập thay được nữa. Những gì đã nhập vẫn còn."
)
RESIDENCES = "Chi bộ nơi cư trú"
RESIDENCES_HELP = "Chi bộ nơi đảng viên ở sẽ thấy họ tên và có thể giao việc."
CELL_SEARCH = "Tìm chi bộ nơi cư trú"
CELL_HINT = "Ví dụ: chi bộ 3 phường Mẫu"
CELL_FIND = "Tìm chi bộ"
CELLS_NONE = "Không tìm thấy chi bộ nào. Đồng chí thử ít chữ hơn, hoặc ghi tên phường, xã."
INTRODUCE = "Giới thiệu về nơi cư trú"
END_RESIDENCE = "Thôi giới thiệu"
ENTRUSTED = "Việc của người tôi giúp"
TIES_ERRORS: dict[str, str] = {
    "member.not_found": "Đồng chí này không thuộc phạm vi của đồng chí.",
    "mentor.wrong": "Người giúp phải là đồng chí khác, đang sinh hoạt cùng chi bộ.",
    "unit.not_found": "Không còn chi bộ này. Đồng chí tìm lại.",
}


def since(day: str) -> str:
    """From when."""
    return f"Từ ngày {day}"


def end_mentor(name: str) -> str:
    """Asks before a mentor's end."""
    return f"Thôi nhờ đồng chí {name} giúp?"


def introduce(name: str, cell: str) -> str:
    """Asks before an introduction."""
    return f"{cell} sẽ thấy họ tên đồng chí {name} và có thể giao việc."


def end_residence(cell: str) -> str:
    """Asks before its end."""
    return f"{cell} sẽ không giao thêm việc được nữa. Việc đã giao vẫn còn."


def helped_by(names: str) -> str:
    """Who enters for me."""
    return f"{names} được nhập thay đồng chí khi đồng chí nhờ. Mọi điều nhập thay đều ghi tên và đồng chí bỏ được."


def lives_with(names: str) -> str:
    """Which cells besides the own may give me tasks."""
    return f"Ngoài chi bộ của mình, đồng chí có thể được {names} giao việc."


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
    "task.nothing_new": "Nội dung chưa có gì thay đổi.",
    "task.not_found": "Việc này không còn hoặc không thuộc phạm vi của đồng chí.",
    "task.wrong_state": NO_LONGER,
    "task.changed_meanwhile": "Có người vừa cập nhật việc này. Đồng chí quay lại xem rồi làm lại bước này.",
    "task.given_by_others": "Việc này do chi bộ giao. Chỉ bí thư hoặc phó bí thư chi bộ sửa được nội dung.",
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
