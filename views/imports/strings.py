"""Words of the imports room."""

TITLE = "Nhập và đối chiếu danh sách"
LINK_LINE = "Đưa danh sách Excel vào sổ, so với danh sách nơi khác"
WHAT = "Tệp Excel hoặc CSV được thử trước. Chưa có gì ghi vào hồ sơ cho đến khi đồng chí bấm nhập."
ADD = "Nhập danh sách"
COMPARE = "Đối chiếu danh sách"
EARLIER = "Các lần trước"
NONE_YET = "Đồng chí chưa nhập danh sách nào."
NOT_AN_IMPORTER = "Đồng chí chưa được giao nhập danh sách ở tổ chức nào."
MORE = "Xem thêm"
PURPOSES = {"add": "Nhập danh sách", "compare": "Đối chiếu"}
STATES = {
    "staging": "Chờ ghép cột",
    "checking": "Đang kiểm tra",
    "checked": "Đã kiểm tra, chưa nhập",
    "applying": "Đang nhập dở",
    "applied": "Đã nhập",
    "undoing": "Đang hoàn tác dở",
    "undone": "Đã hoàn tác",
    "dropped": "Đã bỏ",
    "expired": "Đã xóa các dòng",
}

# Choosing a file
UNIT = "Danh sách của tổ chức nào?"
ADD_WHAT = "Mỗi dòng một đảng viên; mỗi dòng ghi rõ chi bộ, trừ khi danh sách chỉ của một chi bộ."
COMPARE_WHAT = "Đặt danh sách nơi khác bên cạnh danh sách trong sổ để xem ai thiếu, ai thừa, ai khác thông tin. Đồng chí quyết định từng dòng."
SECRECY = "Không đưa danh sách có tài liệu mật vào phần mềm này."
PICK = "Chọn tệp Excel hoặc CSV"
PICK_HELP = "Tệp .xlsx hoặc .csv, tối đa 40 MB và 120.000 dòng. Tiêu đề cột ở dòng nào cũng được."
UPLOADING = "Đang nhận tệp…"
OTHER_UNIT = "Chọn tổ chức khác"
SAME_UNIT = "Không đổi tổ chức"

# Matching columns
COLUMNS = "Ghép cột"
COLUMNS_WHAT = "Máy đã nhận ra các cột dưới đây. Đồng chí xem lại; cột nào sai thì bấm Đổi."
REMEMBERED = "Lần sau gặp danh sách có tiêu đề như vậy, máy sẽ nhớ cách ghép này."
CHANGE = "Đổi"
IGNORED = "Bỏ qua, không nhập"
TAKEN = "Đã có cột khác mang thông tin này; chọn ở đây thì cột kia sẽ bỏ qua."
CHECK = "Kiểm tra danh sách"
CHECK_ON = "Tiếp tục kiểm tra"
MAP_AGAIN = "Ghép cột lại"
UNREAD = "Tệp chưa được đọc hết vì bị ngắt giữa chừng. Đồng chí bỏ lần này và chọn lại tệp."
DROP = "Bỏ danh sách này"
DROP_TITLE = "Bỏ danh sách này?"
DROP_TEXT = "Các dòng của danh sách được xóa khỏi phần mềm. Hồ sơ đảng viên không thay đổi."
DROPPED = "Đã bỏ danh sách."
EXPIRED = "Danh sách đã hết thời hạn giữ nên các dòng được xóa khỏi phần mềm. Hồ sơ đã nhập giữ nguyên; không hoàn tác được nữa."
FORGET = "Xóa nội dung danh sách đã nhập"
FORGET_TEXT = (
    "Nội dung tệp được xóa khỏi phần mềm; các hồ sơ đã nhập vẫn giữ nguyên và vẫn hoàn tác được."
)

# The report
REPORT = "Kết quả kiểm tra"
STOPS = "Phải sửa mới nhập được"
ASKS = "Cần đồng chí trả lời"
NOTES = "Để biết"
NO_FAULTS = "Không thấy lỗi nào."
MARKED = "Tải tệp có đánh dấu lỗi"
MARKED_HELP = "Đúng danh sách đã gửi, ô lỗi được tô màu và ghi chú cách sửa."
DOWNLOADED = "Đã tải tệp."
PARTS = {
    "ask": "Cần trả lời",
    "missing": "Chưa có trong sổ",
    "different": "Khác thông tin",
    "extra": "Có trong sổ, không có trong danh sách",
    "failed": "Không nhập được",
}
APPLY_TITLE = "Nhập vào sổ?"
CHECKING = "Đang kiểm tra"
APPLYING = "Đang nhập"
APPLY_ON = "Tiếp tục nhập"
LEAVE = "Đồng chí có thể rời màn hình này, công việc vẫn tiếp tục. Nếu máy chủ ngừng giữa chừng, mở lại đây và bấm “Tiếp tục”: mỗi dòng chỉ ghi một lần."
UNDO = "Hoàn tác lần nhập này"
UNDO_ON = "Tiếp tục hoàn tác"
UNDO_TITLE = "Hoàn tác lần nhập này?"
UNDO_TEXT = "Người mới thêm sẽ được gỡ ra, thông tin đã sửa trở lại như cũ."
UNDOING = "Đang hoàn tác"
UNDONE = "Đã hoàn tác."
WHOLE_ROW = "Cả dòng"

# Deciding
TAKE = "Lấy theo danh sách"
SAME_PERSON = "Cùng một người, cập nhật"
OTHER_PERSON = "Là người khác, thêm mới"
KEEP = "Giữ như trong sổ"
LATER = "Để sau"
ADD_PERSON = "Thêm vào sổ"
SKIP = "Không thêm"
DECIDED = {
    "take": "Lấy theo danh sách",
    "new": "Thêm mới",
    "keep": "Giữ như trong sổ",
    "later": "Để sau",
}
EXTRA_WHAT = "Danh sách kia không có những đồng chí này. Phần mềm không tự gỡ ai; nếu đã chuyển đi hay thôi sinh hoạt, đồng chí làm thủ tục trong hồ sơ của người đó."
OURS = "Trong sổ"
THEIRS = "Danh sách"
BY_FIELD = "Chọn từng mục"
BY_FIELD_WHAT = "Mỗi mục lấy theo danh sách hay giữ như trong sổ? Hồ sơ chỉ đổi khi đồng chí bấm nhập ở màn hình kết quả."
TAKE_ALL = "Lấy tất cả theo danh sách"
KEEP_ALL = "Giữ tất cả như trong sổ"
CHOICE_KEPT = "Đã ghi lựa chọn."
BLANK = "chưa có"
NO_LINES = "Không có dòng nào."
MATCHED = {
    "card": "Khớp theo số thẻ",
    "personal_id": "Khớp theo số định danh",
    "name": "Khớp theo họ tên và ngày sinh",
}
NEXT = "Các dòng tiếp theo"
LEGACY = "Danh sách dùng chữ cũ {name}; máy đã chuyển sang Unicode. Đồng chí đọc lại vài dòng."

PROBLEMS = {
    "import.already_there": "Người này vừa được nhập ở nơi khác",
    "import.changed_since": "Hồ sơ đã thay đổi sau khi kiểm tra; kiểm tra lại danh sách",
    "import.oneself": "Không thể tự sửa hồ sơ của chính mình",
    "unit.not_found": "Chi bộ không còn trong phạm vi của đồng chí",
    "member.not_found": "Hồ sơ không còn trong phạm vi của đồng chí",
    "record.value_taken": "Số thẻ đã là của người khác",
    "record.field_invalid": "Có thông tin không hợp lệ hoặc mâu thuẫn với hồ sơ",
    "record.field_not_yours": "Đồng chí không có quyền ghi một mục trong dòng này",
}
OTHER_PROBLEM = "Không ghi được dòng này"

TOO_LARGE = (
    "Tệp quá lớn: tối đa 40 MB. Đồng chí chia danh sách thành nhiều tệp, ví dụ mỗi đảng bộ một tệp, "
    "hoặc bỏ ảnh và trang tính thừa."
)
ERRORS = {
    "import.not_found": "Không tìm thấy lần nhập này, hoặc đồng chí không còn quyền nhập ở tổ chức đó.",
    "import.wrong_state": "Lần nhập này đã sang bước khác. Đồng chí tải lại màn hình.",
    "import.not_staged": UNREAD,
    "import.row_not_open": "Dòng này đã xong hoặc còn lỗi phải sửa trong tệp.",
    "import.changed_since": "Không hoàn tác được vì đã có thay đổi sau khi nhập. Đồng chí xem các dòng nêu bên dưới.",
    "import.invalid": "Cách ghép cột chưa dùng được. Mỗi mục chỉ ghép với một cột.",
    "import.empty": "Tệp này trống. Đồng chí chọn tệp có danh sách.",
    "import.too_large": TOO_LARGE,
    "import.too_many_rows": "Danh sách quá dài. Đồng chí chia thành các tệp dưới 120.000 dòng.",
    "import.too_many_columns": "Danh sách có hơn 200 cột. Đồng chí xóa các cột thừa rồi chọn lại.",
    "import.row_too_long": "Có dòng quá dài. Đồng chí kiểm tra các ô có nội dung rất dài rồi chọn lại.",
    "import.encrypted": "Tệp có mật khẩu. Đồng chí mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc), lưu lại rồi chọn lại.",
    "import.old_format": "Đây là tệp Excel kiểu cũ (.xls). Đồng chí mở bằng Excel, lưu thành .xlsx rồi chọn lại.",
    "import.macros": "Tệp có chứa chương trình (macro). Đồng chí lưu thành “Sổ làm việc Excel (.xlsx)” rồi chọn lại.",
    "import.picture": "Đây là ảnh, không phải bảng tính. Đồng chí chọn tệp Excel hoặc CSV.",
    "import.bomb": "Tệp này phình to bất thường khi mở nên không được nhận. Đồng chí sao chép danh sách sang tệp mới.",
    "import.not_workbook": "Đây không phải tệp Excel (.xlsx) hoặc CSV. Đồng chí chọn tệp khác.",
    "import.broken": "Tệp bị hỏng, không đọc được. Đồng chí mở bằng Excel, lưu lại rồi chọn lại.",
    "import.no_headings": "Không tìm thấy dòng tiêu đề cột. Đồng chí thêm một dòng tiêu đề phía trên danh sách.",
    "unit.not_found": "Đồng chí không được giao nhập danh sách ở tổ chức này.",
    "unit.closed": "Tổ chức này đã kết thúc hoạt động. Đồng chí chọn tổ chức khác.",
    "write.key_reused": (
        "Lần gửi trước đã mở một lần nhập với tệp khác. Đồng chí xem ở danh sách các lần nhập, "
        "hoặc chọn lại tệp để bắt đầu lần mới."
    ),
    "file.too_large": TOO_LARGE,
    "file.failed": "Tệp chưa tới nơi. Đồng chí kiểm tra mạng rồi chọn lại.",
}


def ours(value: str) -> str:
    """Our value as an option."""
    return f"{OURS}: {value}"


def theirs(value: str) -> str:
    """The list's value as an option."""
    return f"{THEIRS}: {value}"


def keep_choice(taken: int, of: int) -> str:
    """Keeps what was chosen, and says what that is."""
    if taken == 0:
        return "Xong: giữ tất cả như trong sổ"
    if taken == of:
        return "Xong: lấy tất cả theo danh sách"
    return f"Xong: lấy {taken} mục, giữ {of - taken} mục"


def decided_in_part(taken: int, of: int) -> str:
    """The decision on a line of which some fields are taken."""
    return f"Lấy {taken} trong {of} mục khác nhau"


def rows(count: str) -> str:
    """How many lines."""
    return f"{count} dòng"


def read_so_far(count: str) -> str:
    """While a file is being read."""
    return f"Đã đọc {count} dòng…"


def total(rows: str, good: str, wrong: str) -> str:
    """The result of a dry run in one line."""
    return f"{rows} dòng: {good} dòng nhập được, {wrong} dòng có lỗi"


def breakdown(new: str, different: str, same: str) -> str:
    """What the good lines would do."""
    return f"Thêm mới {new} · cập nhật {different} · đã đúng {same}"


def apply(count: str, everything: bool) -> str:
    """The main button of the report."""
    return f"Nhập tất cả {count} dòng" if everything else f"Nhập {count} dòng tốt"


def apply_text(count: str, left: str, unit: str) -> str:
    """Asked before writing."""
    rest = "" if left == "0" else f" {left} dòng còn lại chưa nhập."
    return f"Ghi {count} dòng vào hồ sơ đảng viên của {unit}.{rest} Có thể hoàn tác khi hồ sơ chưa thay đổi."


def done_of(done: str, of: str) -> str:
    """Progress in words."""
    return f"{done} / {of} dòng"


def applied(count: str) -> str:
    """The result of an import."""
    return f"Đã nhập {count} dòng."


def failed(count: str) -> str:
    """Lines that could not be written."""
    return f"{count} dòng không nhập được."


def column(number: int, heading: str) -> str:
    """A column of the sheet."""
    return heading or f"Cột {number} (không có tiêu đề)"


def holds(field: str) -> str:
    """What a column is taken for."""
    return f"Ghi vào mục: {field}"


def sample(values: str) -> str:
    """What stands in the column."""
    return f"Ví dụ: {values}"


def change_column(heading: str) -> str:
    """Name of the button for a screen reader."""
    return f"Đổi cột {heading}"


def row(number: int) -> str:
    """Where a line stands."""
    return f"Dòng {number}"


def compared(rows: str, good: str, wrong: str) -> str:
    """The result of a reconciliation in one line."""
    return f"{rows} dòng: so được {good} dòng, {wrong} dòng có lỗi"


def differs(new: str, different: str, same: str) -> str:
    """What stands beside ours."""
    return f"Chưa có {new} · khác {different} · trùng khớp {same}"


def ready_to_apply(count: str) -> str:
    """The main button of a reconciliation."""
    return f"Áp dụng {count} dòng đã quyết định"


def file_name(name: str) -> str:
    """The name of the marked workbook."""
    return f"{name.rsplit('.', 1)[0][:60]}-danh-dau-loi.xlsx"
