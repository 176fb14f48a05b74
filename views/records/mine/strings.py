"""Vietnamese words of the own record."""

from __future__ import annotations

# The record
MY_RECORD = "Hồ sơ của tôi"
HOW_TO_ASK = "Thấy mục nào chưa đúng, đồng chí bấm vào mục đó để đề nghị sửa."
MISSING = "Chưa có"
SHOW_NUMBER = "Hiện đủ số"
HIDE_NUMBER = "Ẩn bớt số"
ASK_HERE = "Đề nghị sửa"
WAITING = "Đang chờ trả lời"
UNITS = "Quá trình sinh hoạt"
UNITS_NONE = "Chưa ghi nơi sinh hoạt nào."
UP_TO_NOW = "đến nay"
FROM_UNKNOWN = "Từ trước khi dùng ứng dụng"

MY_REQUESTS = "Đề nghị của tôi"
MY_REQUESTS_LINE = "Các mục đồng chí xin sửa và trả lời"
VIEWED_BY = "Ai đã xem hồ sơ"
VIEWED_BY_LINE = "Ai đã mở hồ sơ của đồng chí, lúc nào"
TAKE = "Lấy dữ liệu của tôi"
TAKE_LINE = "Tải hồ sơ về máy để in hoặc lưu giữ"
WISHES = "Liên hệ và đồng ý"
WISHES_LINE = "Muốn được liên hệ thế nào; đồng ý việc gì"

# Asking
ASK = "Đề nghị sửa hồ sơ"
PRESENT = "Đang ghi là"
NEW_VALUE = "Đồng chí muốn sửa thành"
TO_REMOVE = "Nếu muốn bỏ hẳn nội dung này, đồng chí xóa trống ô rồi gửi."
REASON = "Vì sao cần sửa"
REASON_HINT = "Ví dụ: ghi sai năm, theo giấy khai sinh là 1956"
REASON_SHORT = "Đồng chí ghi ngắn gọn lý do, ít nhất vài chữ."
NOTHING_NEW = "Nội dung này giống như đang ghi. Đồng chí ghi nội dung mới."
SEND = "Gửi đề nghị"
CHECK_FIELDS = "Chưa gửi được. Đồng chí xem lại dòng chữ đỏ ở trên."
SENT = "Đã gửi đề nghị của đồng chí."
DECIDED_BY_CELL = "Bí thư chi bộ xem và trả lời đề nghị này."
DECIDED_BY_WARD = "Cán bộ tổ chức của đảng ủy xem và trả lời đề nghị này."
NOT_ASKABLE = "Mục này do tổ chức cập nhật theo quyết định, không sửa theo đề nghị. Đồng chí thấy chưa đúng thì báo bí thư chi bộ."
ALREADY_OPEN = "Đồng chí đã có một đề nghị về mục này đang chờ trả lời."
SEE_REQUEST = "Xem đề nghị đó"
HISTORY = "Các lần thay đổi"
SHOW_HISTORY = "Xem các lần thay đổi"
HISTORY_NONE = "Chưa có lần thay đổi nào được ghi trong ứng dụng."
EMPTY_VALUE = "(để trống)"

# Requests
REQUESTS_NONE = "Đồng chí chưa gửi đề nghị nào. Vào Hồ sơ của tôi, bấm vào mục cần sửa."
REQUEST = "Đề nghị sửa hồ sơ"
STATES: dict[str, str] = {
    "open": "Đang chờ trả lời",
    "forwarded": "Đã chuyển lên đảng ủy",
    "accepted": "Đã sửa theo đề nghị",
    "rejected": "Không được chấp nhận",
    "withdrawn": "Đã rút",
}
BEFORE = "Lúc gửi đang ghi là"
PROPOSED = "Đề nghị ghi là"
WHY = "Lý do"
EVIDENCE = "Giấy tờ kèm theo"
ANSWER = "Trả lời"
NO_ANSWER = "Không kèm lời giải thích."
WITHDRAW = "Rút đề nghị"
WITHDRAW_TITLE = "Rút đề nghị này?"
WITHDRAW_TEXT = "Không ai xử lý đề nghị này nữa. Hồ sơ giữ nguyên như cũ; sau này đồng chí vẫn gửi đề nghị khác được."
WITHDRAWN = "Đã rút đề nghị."
BY_PROXY = "Nhập thay"
PROXY_TEXT = "Nếu không đúng lời đồng chí đã nói, đồng chí rút đề nghị này."
PROXY_DONE = "Nếu nội dung này không đúng lời đồng chí đã nói, đồng chí đề nghị sửa lại."
ASK_AGAIN = "Đề nghị sửa lại"
OLDER = "Xem các đề nghị cũ hơn"

# Who has looked
VIEWS_NOTE = "Mỗi lần có người mở hồ sơ của đồng chí đều để lại một dòng ở đây, không ai xóa được. Một người mở đi mở lại trong 10 phút là một lần xem. Đồng chí tự xem thì không ghi."
VIEWS_NONE = "Chưa có ai xem hồ sơ của đồng chí."
SOMEBODY = "Cán bộ không còn trong danh sách"
OLDER_VIEWS = "Xem các dòng cũ hơn"
_VIEWS: dict[str, str] = {
    "record.open": "Mở xem hồ sơ",
    "record.reveal": "Xem đủ một số được che",
    "record.history": "Xem các lần thay đổi của hồ sơ",
    "record.export": "Lấy vào một danh sách tải về máy",
    "record.timeline": "Xem quá trình của đồng chí",
    "record.erased": "Xóa hồ sơ",
}

# Taking the data away
TAKE_INTRO = "Đây là toàn bộ dữ liệu về đồng chí trong hồ sơ, kể cả các số được che."
TAKE_PDF = "Tải bản để in (PDF)"
TAKE_PDF_NOTE = "Đọc và in được trên mọi máy: từng mục, nguồn và ngày cập nhật."
TAKE_JSON = "Tải bản dữ liệu (JSON)"
TAKE_JSON_NOTE = "Dành cho máy tính: đủ cả các lần thay đổi, đề nghị và việc đã đồng ý, để chuyển sang phần mềm khác."
TAKE_CARE = "Tệp có thông tin riêng của đồng chí. Trên máy dùng chung, tải xong đồng chí chép đi rồi xóa tệp."
TAKEN = "Đã tạo tệp. Máy của đồng chí lưu ở mục tải về."

# Contact and consents
CONTACT_TITLE = "Khi cần liên hệ với đồng chí"
CONTACT_BY = "Đồng chí muốn được liên hệ bằng"
CONTACT_HOURS = "Giờ thuận tiện"
CONTACT_HOURS_HINT = "Ví dụ: sau 17 giờ, hoặc sáng Chủ nhật"
NEEDS_HELP = "Tôi cần người giúp dùng điện thoại"
NEEDS_HELP_TEXT = "Chi bộ biết để cử người hướng dẫn, hoặc báo tin trực tiếp cho đồng chí."
NO_PREFERENCE = "Cách nào cũng được"
SAVE_CONTACT = "Lưu cách liên hệ"
CONTACT_SAVED = "Đã lưu cách liên hệ của đồng chí."
CONTACT_SAME = "Đồng chí chưa thay đổi gì."
CONSENTS_TITLE = "Việc cần đồng chí đồng ý"
CONSENTS_NOTE = "Đồng ý hay không là tùy đồng chí, không ảnh hưởng gì đến sinh hoạt. Tắt lúc nào cũng được, có hiệu lực ngay."
CONSENT_SAVED = "Đã lưu lựa chọn của đồng chí."
SHARE_TITLE = "Cho đảng viên cùng chi bộ thấy"
SHARE_LINK = "Chia sẻ số điện thoại, email"
SHARE_LINK_LINE = "Bật tắt ở mục Người khác thấy gì về tôi"
TOPICS: dict[str, tuple[str, str]] = {
    "birthday_greeting": (
        "Chúc mừng sinh nhật, kỷ niệm ngày vào Đảng",
        "Chi bộ được nhắc ngày sinh và ngày vào Đảng của đồng chí để chúc mừng.",
    ),
    "cell_contact_list": (
        "Có tên trong danh bạ của chi bộ",
        "Chi bộ được in số điện thoại của đồng chí vào danh bạ phát trong chi bộ.",
    ),
    "photo_in_news": (
        "Ảnh trong tin hoạt động",
        "Ảnh có đồng chí được đăng kèm tin về hoạt động của chi bộ, đảng ủy.",
    ),
}

ERRORS: dict[str, str] = {
    "request.already_open": ALREADY_OPEN,
    "request.nothing_new": NOTHING_NEW,
    "request.field_closed": NOT_ASKABLE,
    "request.closed": "Đề nghị này đã có trả lời hoặc đã rút, không rút được nữa.",
    "request.not_yours": "Đề nghị này không phải của đồng chí.",
    "request.not_found": "Không tìm thấy đề nghị này trong các đề nghị của đồng chí.",
    "record.reason_missing": REASON_SHORT,
    "record.field_invalid": "Nội dung chưa đúng mẫu của mục này. Đồng chí xem lại.",
    "consent.unknown": "Việc này không còn cần đồng ý nữa. Đồng chí tải lại màn hình.",
    "file.empty": "Tệp này trống. Đồng chí chọn tệp khác.",
    "file.too_large": "Tệp quá lớn. Mỗi tệp tối đa 10 MB. Đồng chí chụp lại ảnh nhỏ hơn.",
    "file.not_found": "Giấy tờ chưa tải lên được trọn vẹn. Đồng chí bỏ tệp rồi chọn lại.",
    "file.refused": "Chưa tải được tệp lên. Đồng chí chọn lại tệp.",
    "write.key_reused": (
        "Lần gửi trước đã được ghi với nội dung cũ; nội dung vừa sửa chưa được gửi. "
        "Đồng chí xem lại hồ sơ và Đề nghị của tôi, rồi gửi tiếp nếu cần."
    ),
}


def empty_fields(count: int, section: str) -> str:
    """The way to the fields of a section that hold nothing."""
    return f"Xem {count} mục còn trống trong {section}"


def hide_empty(section: str) -> str:
    """Puts them away again."""
    return f"Ẩn các mục còn trống trong {section}"


def more_lines(count: int) -> str:
    """After the first lines of a long list."""
    return f"… và {count} dòng nữa"


def changed(source: str, who: str | None, when: str | None) -> str:
    """Where a value comes from: source, who entered it, when."""
    by = f"{source}: {who}" if who else source
    return f"{by} · {when}" if when else by


def state_name(state: str) -> str:
    """The state of a request."""
    return STATES.get(state, STATES["open"])


def sent_at(moment: str) -> str:
    """When a request was sent."""
    return f"Gửi {moment}"


def entered_by(name: str) -> str:
    """Whose hand a proxy entry is."""
    return f"{name} nhập thay đồng chí, theo lời đồng chí nói."


def forwarded(name: str, moment: str) -> str:
    """Who passed a request on."""
    return f"{name} chuyển lên đảng ủy, {moment}"


def decided(name: str, moment: str) -> str:
    """Who answered, and when."""
    return f"{name}, {moment}"


def view_line(action: str) -> str:
    """What somebody did with the record; something later versions do is said in general."""
    return _VIEWS.get(action, "Dùng đến hồ sơ")


def topic(name: str) -> tuple[str, str]:
    """A consent in plain words: its name, and what it means."""
    return TOPICS.get(
        name, (name, "Việc mới, chưa có lời giải thích. Đồng chí hỏi bí thư chi bộ trước khi bật.")
    )


def consent_line(means: str, when: str | None, *, given: bool) -> str:
    """What a consent means, and when it was given or taken back."""
    if when is None:
        return means
    return f"{means} {'Đồng ý' if given else 'Thôi đồng ý'} {when}."


def from_to(first: str | None, last: str | None) -> str:
    """When somebody was in a unit."""
    start = f"Từ {first}" if first else FROM_UNKNOWN
    return f"{start} {f'đến {last}' if last else UP_TO_NOW}"


def share_now(phone: bool, email: bool) -> str:
    """What fellow members see now."""
    shown = [n for n, on in (("số điện thoại", phone), ("email", email)) if on]
    return (
        f"Hiện đang cho thấy: {', '.join(shown)}."
        if shown
        else "Hiện chỉ cho thấy họ tên và nhiệm vụ."
    )


def pdf_name(day: str) -> str:
    """The name of the printed record's file."""
    return f"ho-so-cua-toi-{day}.pdf"


def json_name(day: str) -> str:
    """The name of the data's file."""
    return f"ho-so-cua-toi-{day}.json"
