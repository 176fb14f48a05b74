"""Vietnamese words of the roster, its filters, exports and activation slips."""

from __future__ import annotations

from views.shared import text

TITLE = "Đảng viên"
SEARCH = "Tìm đảng viên"
SEARCH_HINT = "Tên có dấu hay không dấu, số thẻ, điện thoại, ngày sinh hoặc năm sinh"
FILTER = "Bộ lọc"
UNIT = "Chọn đơn vị"
ALL_UNITS = "Tất cả đơn vị"
CHOSEN_UNIT = "Đơn vị đã chọn"
CLEAR_FILTERS = "Bỏ hết bộ lọc"
EXPORT = "Xuất danh sách"
SLIPS = "In phiếu kích hoạt"
ADD = "Thêm đảng viên"
COLUMNS = "Chọn cột"
NOBODY = "Không có đảng viên nào khớp. Đồng chí thử bớt chữ hoặc bỏ bộ lọc."
NOT_YOURS = "Đồng chí chưa được giao xem danh sách đảng viên."
END = "Đã hết danh sách."
MORE_FAILED = "Chưa tải được phần tiếp theo. Đồng chí bấm Xem thêm để thử lại."
EXEMPT = "Được miễn sinh hoạt"
AWAY = "Làm ăn xa"

# The table
NAME = "Họ và tên"
CELL = "Chi bộ"
STATUS = "Tư cách"
BORN = "Ngày sinh"
PHONE = "Điện thoại"
ADMITTED = "Ngày vào Đảng"
ORDERED_UP = "đang xếp tăng dần"
ORDERED_DOWN = "đang xếp giảm dần"
COLUMNS_TITLE = "Chọn cột của bảng"
COLUMNS_NOTE = (
    "Họ tên, chi bộ, tư cách, ngày sinh, ngày vào Đảng và điện thoại luôn có trong bảng. "
    "Chọn thêm tối đa 4 cột. Các mục nhạy cảm không đưa vào danh sách."
)
COLUMNS_FULL = "Bảng chỉ thêm được 4 cột. Đồng chí bỏ một cột rồi chọn cột khác."
SHOW_LIST = "Xem danh sách"

# Filters
FILTER_TITLE = "Lọc danh sách"
ALL = "Tất cả"
LIFE = "Tình trạng sinh hoạt"
ACTIVE = "Đang sinh hoạt"
EXEMPTION = "Miễn công tác và sinh hoạt"
EXEMPT_ONLY, NOT_EXEMPT = "Được miễn", "Không được miễn"
WORK_AWAY = "Đi làm ăn xa"
AWAY_ONLY, AT_HOME = "Đang ở xa", "Ở nhà"
GROUP = "Tổ đảng"
BIRTHDAY = "Sinh nhật"
THIS_MONTH = "Trong tháng này"
MILESTONE = "Tròn tuổi đảng được tặng Huy hiệu"
CONTACT = "Số điện thoại"
NO_PHONE = "Chưa có số"
WITH_PHONE = "Đã có số"
SAVED = "Bộ lọc đã lưu"
SAVE_AS = "Lưu bộ lọc đang chọn với tên"
SAVE = "Lưu bộ lọc"
SAVED_DONE = "Đã lưu bộ lọc."
REMOVE = "Bỏ"
NAME_MISSING = "Đồng chí đặt tên cho bộ lọc."

_PILLS: dict[tuple[str, str], str] = {
    ("status", "official"): "Chính thức",
    ("status", "probationary"): "Dự bị",
    ("life_state", "suspended"): "Bị đình chỉ sinh hoạt",
    ("life_state", "left"): "Đã ra khỏi Đảng",
    ("life_state", "deceased"): "Từ trần",
    ("life_state", "any"): "Mọi tình trạng",
    ("exempt", "True"): "Được miễn sinh hoạt",
    ("exempt", "False"): "Không được miễn",
    ("away", "True"): "Làm ăn xa",
    ("away", "False"): "Ở nhà",
    ("birthday_month", "0"): "Sinh nhật tháng này",
    ("milestone_month", "0"): "Tròn tuổi đảng tháng này",
    ("no_phone", "True"): "Chưa có số điện thoại",
    ("no_phone", "False"): "Đã có số điện thoại",
}


def filter_words(name: str, value: str | int | bool) -> str:
    """A filter in force, in words."""
    return _PILLS.get((name, str(value)), GROUP if name == "group_id" else FILTER)


def filter_button(count: int) -> str:
    """The way to the filters, with how many are in force."""
    return f"{FILTER} ({count})" if count else FILTER


def found(count: int, cap: int) -> str:
    """How many members a list has."""
    if count >= cap:
        return f"Hơn {text.number(cap)} đảng viên"
    return f"{text.number(count)} đảng viên"


def remove_filter(name: str) -> str:
    """Forgets a saved filter."""
    return f"{REMOVE} {name}"


# Export
EXPORT_NOTE = (
    "Tệp xuất ra là dữ liệu cá nhân: giữ nơi an toàn, dùng đúng việc, xong thì xóa. "
    "Các số dài (thẻ, định danh) vẫn che. "
    "Mỗi đảng viên trong danh sách thấy trong nhật ký của mình: ai xuất, lúc nào, để làm gì."
)
EXPORT_KIND = "Loại tệp"
EXCEL = "Excel (.xlsx)"
CSV = "CSV (.csv)"
EXPORT_REASON = "Xuất để làm gì"
EXPORT_REASON_HELP = "Ví dụ: báo cáo quý IV gửi Đảng ủy phường"
REASON_SHORT = "Đồng chí ghi rõ lý do, ít nhất 3 chữ cái."
EXPORT_COLUMNS = "Các cột trong tệp"
EXPORT_NOW = "Xuất tệp"
EXPORT_NONE = "Đồng chí chưa được giao xuất danh sách đảng viên."
NOTHING_TO_EXPORT = "Danh sách đang trống, không có gì để xuất."
CHOOSE_ALL = "Chọn tất cả"
CHOOSE_NONE = "Bỏ chọn tất cả"


def exporting(count: int) -> str:
    """Progress of an export."""
    return f"Đã ghi {text.number(count)} đảng viên…"


def exported(count: int) -> str:
    """An export that was made."""
    return f"Đã xuất {text.number(count)} đảng viên."


ERRORS: dict[str, str] = {
    "list.filter_closed": "Danh sách không lọc được theo mục này.",
    "list.filter_invalid": "Bộ lọc hoặc tên bộ lọc chưa đúng. Đồng chí xem lại.",
    "list.too_many_filters": "Đồng chí đã lưu 50 bộ lọc. Bỏ bớt một bộ lọc rồi lưu lại.",
    "list.column_closed": "Có cột không được đưa vào danh sách. Đồng chí bỏ cột đó.",
    "list.order_closed": "Danh sách không xếp được theo mục này.",
    "list.empty": NOTHING_TO_EXPORT,
    "record.reason_missing": REASON_SHORT,
}


# First-activation slips
SLIPS_TITLE = "Phiếu kích hoạt"
SLIPS_INTRO = (
    "Chọn những đảng viên chưa có tài khoản. Ứng dụng cấp cho mỗi người một mã và gộp thành một "
    "tệp PDF để in, mỗi người một phiếu. Đồng chí trao tận tay từng người."
)
SLIPS_CELL = "Chi bộ"
SLIPS_OTHER_CELL = "Chọn chi bộ khác"
SLIPS_ALL = "Chọn tất cả người chưa có mã"
SLIPS_NOBODY = "Mọi đảng viên của chi bộ này đều đã có tài khoản."
SLIPS_NONE = "Đồng chí chưa được giao cấp mã kích hoạt."
SLIPS_INVITED = "Đã cấp mã trước đây; cấp lại thì mã cũ không dùng được nữa"
SLIPS_NO_PHONE = "Chưa có số điện thoại"
SLIPS_ISSUE = "Cấp mã và lập phiếu"
SLIPS_CONFIRM = "Cấp mã cho những người đã chọn?"
SLIPS_YES = "Cấp mã"
SLIPS_SAVE = "Tải tệp PDF để in"
SLIPS_ONCE = (
    "Mã chỉ có trong tệp này và không xem lại được. Tải tệp, in ngay, rồi xóa tệp khỏi máy."
)
SLIPS_DONE = "Xong, quay lại danh sách"
SLIPS_FAILED = "Chưa cấp được cho:"
SLIPS_CHOOSE = "Đồng chí chọn ít nhất một người."
BY_CARD = "số thẻ đảng viên"


def slips_confirm(count: int) -> str:
    """Asked before codes are issued."""
    return (
        f"Sẽ cấp {count} mã, mỗi mã dùng một lần. Mã cấp trước đây cho những người này hết tác dụng. "
        "Việc cấp được ghi vào nhật ký của từng người."
    )


def slips_progress(done: int, count: int) -> str:
    """How far the issuing is."""
    return f"Đã cấp {done} trong {count} mã…"


def slips_ready(count: int) -> str:
    """The codes are there."""
    return f"Đã cấp {count} mã."


def slips_file(day: str) -> str:
    """What the file with slips is called."""
    return f"phieu-kich-hoat-{day}.pdf"


# Several members into a cell group at once
GROUPS = "Xếp vào tổ đảng"
GROUPS_INTRO = "Chọn chi bộ, rồi chọn những đảng viên cùng vào một tổ đảng. Ghi một lần, giữ lại quá trình của từng người."
GROUPS_NOT_YOURS = "Đồng chí chưa được giao sửa hồ sơ đảng viên."
GROUPS_NONE = "Chi bộ này chưa có tổ đảng. Đồng chí lập tổ đảng ở Cây tổ chức trước."
GROUPS_WHICH = "Đồng chí chọn tổ đảng."
GROUPS_WHICH_LABEL = "Tổ đảng"
GROUPS_NO_GROUP = "Không thuộc tổ đảng nào"
GROUPS_DAY = "Từ ngày"
GROUPS_DAY_MISSING = "Đồng chí ghi ngày, không muộn hơn hôm nay."
GROUPS_DECISION = "Số quyết định, căn cứ"
GROUPS_DECISION_SHORT = "Đồng chí ghi số quyết định hoặc căn cứ."
GROUPS_FREE = "Chọn những người chưa ở tổ nào"
GROUPS_CLEAR = "Bỏ chọn tất cả"
GROUPS_SAVE = "Lưu"
GROUPS_BACK = "Quay lại chọn tiếp"
GROUPS_UNDO = "Hoàn tác, trả từng người về tổ cũ"
GROUPS_UNDONE = "Đã trả từng người về tổ đảng trước đó."


def groups_review(count: int) -> str:
    """To the review."""
    return f"Xem lại ({count} người)" if count else "Xem lại"


def groups_count(count: int) -> str:
    """How many go."""
    return f"{count} đảng viên"


def groups_line(name: str, group: str | None) -> str:
    """Somebody in the review, with the group of now."""
    return f"{name} (hiện ở {group})" if group else f"{name} (hiện chưa ở tổ nào)"


def groups_done(count: int) -> str:
    """After the write."""
    return f"Đã xếp {count} đảng viên."


def groups_undone(decision: str) -> str:
    """The reason of the way back, in the members' history."""
    return f"Hoàn tác: {decision}"[:300]


GROUP_ERRORS: dict[str, str] = {
    "group.nobody_chosen": "Đồng chí chọn từ 1 đến 500 người.",
    "group.not_in_cell": "Có người vừa chuyển khỏi chi bộ này. Chưa ai được xếp; đồng chí mở lại danh sách.",
    "member.not_found": "Có người không còn trong phạm vi của đồng chí. Chưa ai được xếp.",
    "unit.not_found": "Tổ đảng này không còn trong chi bộ. Đồng chí chọn tổ khác.",
    "unit.closed": "Chi bộ này đã kết thúc hoạt động.",
    "write.key_reused": (
        "Lần gửi trước đã xếp những người chọn lúc đó; lựa chọn vừa sửa chưa được ghi. "
        "Đồng chí mở lại danh sách để xem."
    ),
    "unit.date_invalid": GROUPS_DAY_MISSING,
    "unit.decision_missing": GROUPS_DECISION_SHORT,
}


CODE_ERRORS: dict[str, str] = {
    "account.not_for_oneself": "Đồng chí không tự cấp mã cho mình được.",
    "account.needs_office": "Người này giữ nhiệm vụ trên chi bộ; cán bộ tổ chức cấp trên cấp mã.",
    "account.no_login": "Chưa có số điện thoại hoặc email để đăng nhập; cần bổ sung vào hồ sơ trước.",
    "account.already_active": "Tài khoản đã kích hoạt rồi.",
    "member.not_found": "Không còn trong phạm vi của đồng chí.",
}
