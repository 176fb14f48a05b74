"""What is said about faults in cells."""

from services.records.strings import FIELDS

UNIT = "Chi bộ đang sinh hoạt"

# What is wrong, and what would put it right. {seen} is what stands in the cell, {hint} what helps.
FAULTS: dict[str, tuple[str, str]] = {
    "missing": ("Thiếu thông tin bắt buộc", "Bổ sung vào ô này."),
    "bad_date": ("Không đọc được ngày “{seen}”", "Ghi theo dạng ngày/tháng/năm, ví dụ 03/02/1995."),
    "needs_day": ("“{seen}” chưa đủ ngày, tháng, năm", "Ghi đủ ngày/tháng/năm, ví dụ 03/02/1995."),
    "future_date": ("Ngày “{seen}” ở tương lai", "Kiểm tra lại năm."),
    "contradicting_dates": (
        "Ngày “{seen}” mâu thuẫn với {hint}",
        "Kiểm tra và sửa một trong hai ngày.",
    ),
    "bad_card": (
        "Số thẻ “{seen}” không đủ 12 chữ số",
        "Ghi đủ 12 chữ số, định dạng ô là văn bản để không mất số 0 ở đầu.",
    ),
    "bad_personal_id": (
        "Số định danh “{seen}” không đủ 12 chữ số",
        "Ghi đủ 12 chữ số, định dạng ô là văn bản để không mất số 0 ở đầu.",
    ),
    "bad_phone": ("Số điện thoại “{seen}” không đúng", "Ghi 10 chữ số, ví dụ 0912 345 678."),
    "bad_email": ("Địa chỉ email “{seen}” không đúng", "Ghi dạng ten@noi.vn hoặc để trống."),
    "unknown_choice": ("“{seen}” không có trong các lựa chọn", "Chọn một trong: {hint}."),
    "too_long": ("Nội dung quá dài", "Rút gọn còn tối đa {hint} ký tự."),
    "bad_name": ("Họ và tên “{seen}” không hợp lệ", "Ghi họ và tên đầy đủ, từ 2 đến 100 ký tự."),
    "formula": (
        "Ô chứa công thức chưa có kết quả",
        "Mở tệp bằng Excel, lưu lại, hoặc dán giá trị thay công thức.",
    ),
    "cell_error": ("Ô báo lỗi {seen}", "Sửa công thức hoặc ghi giá trị."),
    "unit_unknown": (
        "Không tìm thấy chi bộ “{seen}” trong phạm vi nhập",
        "Ghi đúng tên hoặc mã chi bộ đang có.",
    ),
    "unit_ambiguous": ("Có nhiều chi bộ tên “{seen}”: {hint}", "Ghi mã chi bộ thay cho tên."),
    "card_number_twice": (
        "Số thẻ trùng với dòng {hint} trong danh sách",
        "Mỗi số thẻ chỉ của một người; sửa hoặc bỏ dòng thừa.",
    ),
    "personal_id_twice": (
        "Số định danh trùng với dòng {hint} trong danh sách",
        "Sửa hoặc bỏ dòng thừa.",
    ),
    "person_twice": (
        "Trùng họ tên và ngày sinh với dòng {hint} trong danh sách",
        "Nếu là hai người, ghi thêm số thẻ hoặc số định danh.",
    ),
    "card_of_other": ("Số thẻ này đang là của {hint}", "Kiểm tra lại số thẻ."),
    "card_elsewhere": (
        "Số thẻ này đã có ở nơi khác trong hệ thống",
        "Kiểm tra số thẻ; nếu đúng người, làm thủ tục chuyển sinh hoạt.",
    ),
    "personal_id_of_other": ("Số định danh này đang là của {hint}", "Kiểm tra lại số định danh."),
    "personal_id_elsewhere": (
        "Số định danh này đã có ở nơi khác trong hệ thống",
        "Kiểm tra; nếu đúng người, làm thủ tục chuyển sinh hoạt.",
    ),
    "other_spelling": (
        "Đã có đảng viên “{hint}”, tên trong danh sách viết là “{seen}”",
        "Xác nhận có phải cùng một người.",
    ),
    "maybe_same": (
        "Có thể đã có trong sổ: người cùng họ tên ở {hint}",
        "Xác nhận có phải cùng một người.",
    ),
    "unit_differs": (
        "Đang sinh hoạt ở {hint}, danh sách ghi {seen}",
        "Nhập danh sách không chuyển sinh hoạt; hãy làm thủ tục chuyển.",
    ),
    "legacy_encoding": ("Chữ cũ ({hint}), đã chuyển thành “{seen}”", "Đọc lại xem đã đúng chưa."),
    "field_closed": ("Đồng chí không có quyền ghi mục này", "Bỏ cột này khi ghép cột."),
    "oneself": ("Không thể tự sửa hồ sơ của chính mình", "Nhờ cán bộ tổ chức khác."),
}
# The same in general, above the lines that have it.
TITLES: dict[str, tuple[str, str]] = {
    "bad_date": ("Không đọc được ngày", "Ghi theo dạng ngày/tháng/năm, ví dụ 03/02/1995."),
    "needs_day": ("Chưa đủ ngày, tháng, năm", "Ghi đủ ngày/tháng/năm, ví dụ 03/02/1995."),
    "future_date": ("Ngày ở tương lai", "Kiểm tra lại năm."),
    "contradicting_dates": ("Các ngày mâu thuẫn nhau", "Kiểm tra và sửa một trong hai ngày."),
    "bad_card": ("Số thẻ không đúng 12 chữ số", FAULTS["bad_card"][1]),
    "bad_personal_id": ("Số định danh không đúng 12 chữ số", FAULTS["bad_personal_id"][1]),
    "bad_phone": ("Số điện thoại không đúng", FAULTS["bad_phone"][1]),
    "bad_email": ("Địa chỉ email không đúng", FAULTS["bad_email"][1]),
    "unknown_choice": ("Không có trong các lựa chọn", "Xem các lựa chọn ở từng dòng."),
    "too_long": ("Nội dung quá dài", "Rút gọn nội dung."),
    "bad_name": ("Họ và tên không hợp lệ", FAULTS["bad_name"][1]),
    "cell_error": ("Ô báo lỗi", FAULTS["cell_error"][1]),
    "unit_unknown": ("Không tìm thấy chi bộ trong phạm vi nhập", FAULTS["unit_unknown"][1]),
    "unit_ambiguous": ("Có nhiều chi bộ cùng tên", FAULTS["unit_ambiguous"][1]),
    "card_number_twice": ("Trùng số thẻ trong danh sách", FAULTS["card_number_twice"][1]),
    "personal_id_twice": ("Trùng số định danh trong danh sách", FAULTS["personal_id_twice"][1]),
    "person_twice": ("Trùng họ tên và ngày sinh trong danh sách", FAULTS["person_twice"][1]),
    "card_of_other": ("Số thẻ đang là của người khác", FAULTS["card_of_other"][1]),
    "personal_id_of_other": (
        "Số định danh đang là của người khác",
        FAULTS["personal_id_of_other"][1],
    ),
    "other_spelling": ("Đã có người này, tên viết khác", FAULTS["other_spelling"][1]),
    "maybe_same": ("Có thể đã có trong sổ (cùng họ tên)", FAULTS["maybe_same"][1]),
    "unit_differs": ("Đang sinh hoạt ở chi bộ khác", FAULTS["unit_differs"][1]),
    "legacy_encoding": (
        "Chữ cũ (TCVN3, VNI), đã chuyển sang Unicode",
        FAULTS["legacy_encoding"][1],
    ),
}
LEGACY = {"tcvn3": "TCVN3", "vni": "VNI"}
REPORT_SHEET = "Danh sách"
SUMMARY_SHEET = "Tổng hợp lỗi"
SUMMARY_COLUMNS = ("Dòng", "Cột", "Tiêu đề cột", "Lỗi", "Cách sửa")
ROW_NOTE = "Cả dòng"


AUTHOR = "Sổ tay đảng viên"


def field_name(field: str | None) -> str:
    """What a field is called; a fault of no column concerns the whole row."""
    if field is None or field == "person":
        return ROW_NOTE
    return UNIT if field == "unit" else FIELDS.get(field, field)


def in_general(kind: str) -> tuple[str, str]:
    """A kind of fault and its remedy, without the cell."""
    return TITLES.get(kind) or FAULTS.get(kind, (kind, ""))


def explained(kind: str, seen: str | None, hint: str | None) -> tuple[str, str]:
    """What is wrong and what would put it right."""
    wrong, remedy = FAULTS.get(kind, (kind, ""))
    words = {"seen": (seen or "")[:80], "hint": hint or ""}
    return wrong.format_map(words), remedy.format_map(words)
