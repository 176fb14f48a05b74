"""Vietnamese words of records and of requests to correct them."""

from __future__ import annotations

# Inputs by kind of field
NOT_KNOWN = "Chưa có"
PICK_ONE = "Đồng chí chọn một mục trong danh sách."
LIST_HINT = "Mỗi dòng ghi một mục."
LINES_LONG = "Ghi tối đa 100 dòng, mỗi dòng tối đa 500 ký tự."
PHONE_WRONG = "Số điện thoại chưa đúng. Viết như 0912 345 678."
EMAIL_WRONG = "Địa chỉ email chưa đúng. Viết như ten@vidu.vn."
ROUGH_DATE_HINT = "ngày/tháng/năm, ví dụ 03/02/1956; chưa rõ thì ghi 02/1956 hoặc 1956"
ROUGH_DATE_WRONG = "Ngày chưa đúng. Viết 03/02/1956, hoặc 02/1956, hoặc 1956."
DATE_FUTURE = "Ngày này chưa tới. Đồng chí xem lại năm."
DATE_EARLY = "Năm này quá sớm. Đồng chí xem lại năm."

# Evidence of a request
EVIDENCE = "Giấy tờ kèm theo"
EVIDENCE_HELP = (
    "Nếu có, đồng chí kèm một ảnh chụp hoặc tệp PDF, tối đa 10 MB. "
    "Chỉ đồng chí và người xem xét đề nghị mở được. Không đưa tài liệu mật lên ứng dụng này."
)


def digits_wrong(count: int) -> str:
    """A number of fixed length that is not one."""
    return f"Số này gồm đúng {count} chữ số. Đồng chí xem lại."


def digits_hint(count: int) -> str:
    """How long a number is."""
    return f"{count} chữ số"


def masked_help(present: str, *, required: bool) -> str:
    """Below an input for a number that is not shown in full."""
    keep = f"Đang lưu: {present}. Để trống nếu không đổi."
    return keep if required else f"{keep} Ghi dấu - nếu muốn xóa."


# A member's record, as officers see it
RECORD = "Hồ sơ đảng viên"
LOGGED = "Lần xem này được ghi lại; đảng viên thấy ai đã xem hồ sơ của mình."
AS_OF = "Xem hồ sơ tại một ngày"
AS_OF_DATE = "Hồ sơ tính đến hết ngày"
AS_OF_SHOW = "Xem hồ sơ ngày này"
AS_OF_NOW = "Trở lại hồ sơ hiện nay"
EMPTY_FIELDS = "Chưa có"
UNITS = "Quá trình sinh hoạt"
FROM_START = "từ đầu"
SHOW = "Hiện đầy đủ"
SHOW_NOTE = "Mỗi lần hiện đều được ghi lại."
HIDE = "Che lại"
EDIT = "Sửa hồ sơ"
PROXY = "Ghi đề nghị thay đồng chí này"
MOVE = "Chuyển chi bộ, tổ đảng"
HISTORY = "Lịch sử thay đổi"
TIMELINE = "Các mốc thời gian"
ERASE = "Xóa dữ liệu hồ sơ"
DEEDS = "Việc với hồ sơ này"
NOBODY_NAMED = "Hệ thống"


def as_of_banner(day: str) -> str:
    """Above a record of an earlier day."""
    return f"Đang xem hồ sơ tính đến hết ngày {day}. Các số dài chỉ hiện đầy đủ ở hồ sơ hiện nay."


def changed(source: str, moment: str, who: str | None) -> str:
    """Below a value: where it comes from and when it was changed."""
    line = f"{source}, {moment}"
    return f"{line}, {who}" if who else line


def show_field(name: str) -> str:
    """Shows a masked value."""
    return f"{SHOW}: {name}"


def still_empty(names: str) -> str:
    """Fields of a section without a value."""
    return f"{EMPTY_FIELDS}: {names}."


def period(start: str, end: str | None) -> str:
    """When somebody was in a cell."""
    return f"{start} – {end}" if end else f"{start} – nay"


# History
NO_HISTORY = "Chưa có thay đổi nào được ghi."
BEFORE, AFTER, WHY = "Trước", "Sau", "Lý do"
NOTHING = "(trống)"
OLDER = "Xem các thay đổi cũ hơn"
TIMELINE_EMPTY = "Chưa có mốc nào."
DATE_UNKNOWN = "Chưa rõ ngày"
_EVENTS: dict[str, str] = {
    "admitted": "Vào Đảng",
    "official": "Chuyển đảng chính thức",
    "ended": "Thôi sinh hoạt đảng",
    "joined_unit": "Về sinh hoạt tại",
    "role_began": "Được giao nhiệm vụ",
    "role_ended": "Thôi nhiệm vụ",
    "changed": "Hồ sơ thay đổi",
}


def event(what: str) -> str:
    """A point on the timeline."""
    return _EVENTS.get(what, "Sự việc khác")


def and_more(count: int) -> str:
    """Fields that are not named."""
    return f"và {count} mục khác"


# Editing
EDIT_TITLE = "Sửa hồ sơ"
SECTION = "Phần hồ sơ"
REVIEW = "Xem lại thay đổi"
REVIEW_TITLE = "Những thay đổi sẽ lưu"
REASON = "Căn cứ, lý do thay đổi"
REASON_HELP = "Ví dụ: theo quyết định số 12-QĐ/ĐU, theo thẻ căn cước đảng viên xuất trình"
REASON_SHORT = "Đồng chí ghi rõ căn cứ hoặc lý do, ít nhất 3 chữ cái."
SAVE_CHANGES = "Lưu thay đổi"
BACK_TO_FORM = "Quay lại sửa tiếp"
NOTHING_CHANGED = "Đồng chí chưa đổi mục nào."
FIX_FIRST = "Có mục chưa đúng, được đánh dấu bên trên. Đồng chí sửa rồi xem lại."
NOT_ALLOWED = "Đồng chí chưa được giao sửa hồ sơ này."


OVERTAKEN = (
    "Trong lúc đồng chí sửa, người khác đã lưu các mục có đánh dấu bên dưới. Chưa có gì của đồng chí "
    "được lưu, cũng chưa mất. Mục nào theo người kia thì bấm nút trong mục đó; các mục còn lại sẽ thay "
    "bằng điều đồng chí ghi khi lưu."
)
OVERTAKEN_SETTLED = "Các mục người khác vừa sửa được giữ theo người đó."
NOW_THERE = "Nay trong hồ sơ"
YOU_TYPED = "Đồng chí ghi"
SAVE_OVER = "Lưu, thay giá trị mới"


def changed_meanwhile(who: str, moment: str) -> str:
    """Who has changed a field since the form was opened."""
    return f"{who} đã sửa mục này lúc {moment}."


def take_theirs(name: str) -> str:
    """Gives up what was typed; the field is named for those who do not see the card."""
    return f"Giữ giá trị mới của {name}, bỏ phần tôi ghi"


def saved(count: int) -> str:
    """How many fields were saved."""
    return f"Đã lưu {count} mục." if count else "Không có mục nào thay đổi."


def changes_elsewhere(count: int) -> str:
    """How many fields differ so far, in all sections."""
    return f"Đã đổi {count} mục." if count else NOTHING_CHANGED


# New members, moves, erasure
NEW_TITLE = "Thêm đảng viên"
NEW_NOTE = (
    "Chỉ thêm người chưa có trong ứng dụng. Đồng chí tìm trong danh sách trước, để không có hai hồ sơ "
    "của một người. Người chuyển từ chi bộ khác trong phạm vi thì dùng Chuyển chi bộ."
)
NEW_CELL = "Chi bộ"
CHOOSE_CELL = "Chọn chi bộ"
OTHER_CELL = "Chọn chi bộ khác"
CELL_MISSING = "Đồng chí chọn chi bộ."
ADD = "Thêm đảng viên"
ADDED = "Đã thêm đảng viên. Đồng chí bổ sung tiếp các mục còn trống."
MOVE_TITLE = "Chuyển chi bộ, tổ đảng"
MOVE_NOTE = "Nhiệm vụ trong chi bộ cũ kết thúc khi chuyển. Quá trình sinh hoạt được giữ lại."
MOVE_DATE = "Ngày chuyển"
DECISION = "Số quyết định, căn cứ"
DECISION_HELP = "Ví dụ: QĐ số 15-QĐ/ĐU ngày 03/02/2026"
DECISION_SHORT = "Đồng chí ghi số quyết định hoặc căn cứ."
DATE_MISSING = "Đồng chí ghi ngày, không muộn hơn hôm nay."
GROUP = "Tổ đảng"
NO_GROUP = "Không thuộc tổ đảng nào"
DO_MOVE = "Chuyển"
MOVE_TITLE_ASK = "Chuyển đảng viên?"
MOVED = "Đã chuyển."
ERASE_TITLE = "Xóa dữ liệu hồ sơ"
ERASE_NOTE = (
    "Chỉ xóa khi người này đã ra khỏi Đảng hoặc đã từ trần, và việc lưu giữ không còn căn cứ. "
    "Họ tên, mọi mục trong hồ sơ, các lần thay đổi và giá trị trong nhật ký bị xóa vĩnh viễn, "
    "không khôi phục được. Nhật ký chỉ còn ghi rằng việc xóa đã diễn ra."
)
ERASE_NAME = "Gõ lại đúng họ tên người này để xác nhận"
ERASE_NAME_WRONG = "Họ tên gõ lại chưa khớp."
ERASE_YES = "Xóa vĩnh viễn"
ERASE_ASK = "Xóa vĩnh viễn hồ sơ này?"
ERASED = "Đã xóa dữ liệu hồ sơ."
ERASE_NOT_YET = "Người này đang sinh hoạt đảng nên hồ sơ không xóa được."
ERASE_NOT_YOURS = "Đồng chí chưa được giao xóa hồ sơ."


def move_text(name: str, unit: str) -> str:
    """Asked before a move."""
    return f"{name} sẽ chuyển về {unit}. Bí thư chi bộ mới thấy hồ sơ này ngay sau khi chuyển."


def erase_text(name: str) -> str:
    """Asked before an erasure."""
    return f"Mọi dữ liệu của {name} sẽ bị xóa và không lấy lại được."


ERRORS: dict[str, str] = {
    "member.not_found": "Không tìm thấy đảng viên này trong phạm vi của đồng chí.",
    "unit.not_found": "Không tìm thấy chi bộ hoặc tổ đảng này trong phạm vi của đồng chí.",
    "unit.closed": "Chi bộ này đã kết thúc hoạt động. Đồng chí chọn chi bộ khác.",
    "unit.date_invalid": DATE_MISSING,
    "unit.decision_missing": DECISION_SHORT,
    "record.reason_missing": REASON_SHORT,
    "record.field_invalid": "Giá trị này chưa đúng hoặc mâu thuẫn với mục khác. Đồng chí xem lại.",
    "record.field_unknown": "Mục này không còn trong mẫu hồ sơ.",
    "record.value_taken": "Số này đã thuộc về đảng viên khác. Đồng chí kiểm tra lại.",
    "record.still_member": ERASE_NOT_YET,
    "record.changed_since": "Người khác vừa sửa hồ sơ này. Chưa có gì được lưu; đồng chí xem lại.",
    "write.key_reused": (
        "Lần gửi trước đã được lưu với nội dung cũ; nội dung vừa sửa chưa được lưu. "
        "Đồng chí mở lại hồ sơ để xem bản đã lưu, rồi sửa tiếp nếu cần."
    ),
}


# Requests that wait for a decision
INBOX = "Đề nghị cập nhật hồ sơ"
INBOX_NOTE = "Đề nghị gửi trước xếp trước. Đồng chí mở từng đề nghị để xem và trả lời."
INBOX_EMPTY = "Không có đề nghị nào đang chờ đồng chí."
INBOX_NOT_YOURS = "Đồng chí chưa được giao giải quyết đề nghị."
INBOX_MORE = "Xem thêm đề nghị"
REQUEST = "Đề nghị cập nhật"
STATES: dict[str, str] = {
    "open": "Đang chờ",
    "forwarded": "Đã chuyển Đảng ủy",
    "accepted": "Đã đồng ý",
    "rejected": "Không đồng ý",
    "withdrawn": "Đã rút",
}
FOR_WARD = "Đảng ủy quyết định"
WANTED_VALUE = "Đề nghị sửa thành"
PRESENT_VALUE = "Trong hồ sơ khi gửi"
MEMBER_SAYS = "Lý do"
ANSWER = "Lời nhắn cho đảng viên"
ANSWER_HELP = "Bắt buộc khi không đồng ý: nói rõ vì sao và cần bổ sung gì."
ANSWER_SHORT = "Đồng chí ghi rõ lý do không đồng ý, ít nhất 3 chữ cái."
ANSWERED = "Trả lời"
NO_EVIDENCE = "Không có giấy tờ kèm theo."
PAPERS = "Giấy tờ kèm theo"
ACCEPT, REJECT, FORWARD = "Đồng ý, sửa hồ sơ", "Không đồng ý", "Chuyển Đảng ủy"
ACCEPT_ASK = "Sửa hồ sơ theo đề nghị?"
REJECT_ASK = "Trả lời không đồng ý?"
FORWARD_ASK = "Chuyển đề nghị lên Đảng ủy?"
REJECT_TEXT = "Hồ sơ giữ nguyên. Đảng viên thấy lý do của đồng chí."
FORWARD_TEXT = "Cán bộ tổ chức của Đảng ủy sẽ quyết định. Đảng viên thấy đề nghị đã được chuyển."
OPEN_RECORD = "Xem hồ sơ của đảng viên"
CANNOT_DECIDE = "Đề nghị này đã được giải quyết hoặc do cấp khác quyết định."
DONE: dict[str, str] = {
    "accepted": "Đã sửa hồ sơ theo đề nghị.",
    "rejected": "Đã trả lời không đồng ý.",
    "forwarded": "Đã chuyển lên Đảng ủy.",
}


def accept_text(name: str, field: str, value: str) -> str:
    """Asked before a request is accepted."""
    return f"{field} của {name} sẽ là: {value}."


def moved_on(who: str, moment: str) -> str:
    """Above a request whose field somebody has changed since it was filed."""
    return f"Sau khi đề nghị được gửi, {who} đã sửa mục này lúc {moment}."


def overwrite_text(accepted: str, value: str) -> str:
    """Asked before a request is accepted over a newer value."""
    return f"{accepted} Giá trị này thay giá trị mới sửa gần đây: {value}."


def entered_by(name: str) -> str:
    """A request that somebody entered for the member."""
    return f"{name} ghi thay theo lời đảng viên"


def filed(moment: str) -> str:
    """When a request was filed."""
    return f"Gửi {moment}"


def forwarded_by(name: str, moment: str) -> str:
    """Who passed a request on."""
    return f"{name} chuyển lên {moment}"


REQUEST_ERRORS: dict[str, str] = {
    "request.not_found": "Đề nghị này không còn, đã được rút, hoặc không thuộc phạm vi của đồng chí.",
    "request.closed": "Đề nghị này vừa được người khác giải quyết hoặc đã được rút. Đồng chí tải lại để xem.",
    "request.not_yours": "Đề nghị này do cấp khác quyết định. Đồng chí tải lại để xem.",
    "request.value_moved_on": (
        "Mục này trong hồ sơ vừa có người sửa, nên chưa sửa theo đề nghị. "
        "Đồng chí tải lại để xem giá trị mới rồi quyết định."
    ),
    "request.field_closed": "Mục này không sửa bằng đề nghị.",
    "request.nothing_new": "Giá trị này đã có trong hồ sơ rồi.",
    "request.already_open": "Mục này đang có một đề nghị chờ giải quyết.",
    "record.reason_missing": "Đồng chí ghi rõ lý do, ít nhất 3 chữ cái.",
    "record.field_invalid": "Giá trị này chưa đúng. Đồng chí xem lại.",
    "record.value_taken": "Số này đã thuộc về đảng viên khác. Đồng chí kiểm tra lại giấy tờ.",
    "member.not_found": "Không tìm thấy đảng viên này trong phạm vi của đồng chí.",
    "file.not_found": "Không tìm thấy tệp này. Đồng chí tải lại trang rồi thử lại.",
    "write.key_reused": (
        "Lần gửi trước đã được ghi với nội dung cũ; nội dung vừa sửa chưa được gửi. "
        "Đồng chí mở lại đề nghị để xem nội dung đã ghi."
    ),
}

# Entering for a member
PROXY_TITLE = "Ghi đề nghị thay đảng viên"
PROXY_NOTE = (
    "Chỉ ghi đúng điều đảng viên nói. Tên đồng chí đứng là người ghi thay; đảng viên xem được, "
    "rút được, và nhận phiếu in để giữ."
)
PROXY_FIELD = "Mục cần sửa"
PROXY_OTHER = "Chọn mục khác"
PROXY_NEW = "Giá trị mới"
PROXY_REASON = "Đảng viên nói vì sao"
PROXY_SEND = "Ghi đề nghị"
PROXY_DONE = "Đã ghi đề nghị"
PROXY_DONE_NOTE = "Đồng chí in phiếu, đọc lại cho đảng viên nghe và trao phiếu cho người đó giữ."
PROXY_PRINT = "Tải phiếu để in"
PROXY_ANOTHER = "Ghi thêm đề nghị khác"
PROXY_BACK = "Trở lại hồ sơ"
PROXY_NOT_YOURS = "Đồng chí chưa được giao ghi thay đảng viên này."
PROXY_PRESENT = "Trong hồ sơ hiện nay"


def in_the_words_of(name: str) -> str:
    """What the reason of a proxy entry begins with."""
    return f"Theo lời đồng chí {name}: "


def proxy_file(day: str) -> str:
    """What the printed slip's file is called."""
    return f"phieu-ghi-thay-{day}.pdf"
