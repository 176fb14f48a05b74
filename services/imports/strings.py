"""How headings and choices are written in people's lists, and what is said about faults in cells."""

from services.records.strings import FIELDS

UNIT = "Chi bộ đang sinh hoạt"

# Beside the labels of the records room, as they stand in services/records/strings.py.
HEADINGS: dict[str, tuple[str, ...]] = {
    "unit": (
        "Chi bộ",
        "Chi bộ đang sinh hoạt",
        "Đảng bộ, chi bộ",
        "Đảng bộ/Chi bộ",
        "Tổ chức đảng",
        "Đơn vị",
        "Tổ chức đảng đang sinh hoạt",
        "Chi bộ sinh hoạt",
        "Tên chi bộ",
        "Mã chi bộ",
        "Mã tổ chức đảng",
        "Sinh hoạt tại chi bộ",
        "Tên tổ chức đảng",
        "Đơn vị sinh hoạt",
    ),
    "full_name": (
        "Họ và tên",
        "Họ tên",
        "Họ, tên",
        "Họ tên khai sinh",
        "Họ và tên đảng viên",
        "Tên đảng viên",
        "Họ tên đảng viên",
        "Họ và tên khai sinh viết hoa",
        "Họ và chữ đệm và tên khai sinh",
        "Họ, chữ đệm và tên khai sinh",
    ),
    "alias": (
        "Bí danh",
        "Tên gọi khác",
        "Họ tên đang dùng",
        "Họ và tên đang dùng",
        "Tên đang dùng",
        "Tên thường gọi",
    ),
    "sex": ("Nam/Nữ", "Nam nữ", "Phái", "GT"),
    "birth_date": (
        "Ngày tháng năm sinh",
        "Ngày, tháng, năm sinh",
        "Năm sinh",
        "Sinh ngày",
        "Ngày/tháng/năm sinh",
        "NTNS",
        "Ngày sinh dd/mm/yyyy",
    ),
    "ethnicity": ("Thành phần dân tộc",),
    "religion": ("Tín ngưỡng, tôn giáo",),
    "personal_id": (
        "Số CCCD",
        "CCCD",
        "Căn cước công dân",
        "Số căn cước công dân",
        "Số căn cước",
        "Số định danh",
        "Số ĐDCN",
        "Mã định danh cá nhân",
        "Mã số định danh cá nhân",
        "Số CCCD/định danh cá nhân",
        "Số định danh cá nhân/CCCD",
        "Căn cước",
        "Số thẻ căn cước",
    ),
    "old_personal_id": (
        "Số CMND",
        "CMND",
        "Chứng minh nhân dân",
        "Số CMND cũ",
        "Số chứng minh nhân dân",
        "Số giấy tờ tùy thân cũ",
    ),
    "birth_country": (
        "Nơi đăng ký khai sinh: Quốc gia",
        "Quốc gia đăng ký khai sinh",
        "Nơi sinh: quốc gia",
        "Nơi ĐKKS: Quốc gia",
    ),
    "birth_province": (
        "Nơi đăng ký khai sinh: Tỉnh",
        "Nơi đăng ký khai sinh: Tỉnh/Thành phố",
        "Nơi sinh: Tỉnh/Thành phố",
        "Tỉnh đăng ký khai sinh",
        "Nơi đăng ký khai sinh: Tỉnh, thành",
    ),
    "birth_detail": (
        "Nơi đăng ký khai sinh",
        "Nơi sinh",
        "Nơi đăng ký khai sinh: Chi tiết",
        "Nơi đăng ký khai sinh: Xã, phường",
        "Nơi đăng ký khai sinh: Xã/Phường",
        "Nơi đăng ký khai sinh: Địa chỉ chi tiết",
        "Nơi đăng ký khai sinh chi tiết",
    ),
    "home_country": ("Quê quán: Quốc gia", "Quốc gia quê quán"),
    "home_province": (
        "Quê quán: Tỉnh",
        "Quê quán: Tỉnh/Thành phố",
        "Tỉnh quê quán",
        "Quê quán: Tỉnh, thành",
    ),
    "home_detail": (
        "Quê quán",
        "Quê quán: Chi tiết",
        "Quê quán: Xã, phường",
        "Quê quán: Xã/Phường",
        "Quê quán: Địa chỉ chi tiết",
        "Quê quán chi tiết",
    ),
    "card_number": (
        "Số thẻ đảng",
        "Số thẻ",
        "Số TĐV",
        "Số thẻ đảng viên (12 số)",
        "Mã số thẻ đảng viên",
        "Thẻ đảng viên",
        "Số thẻ ĐV",
        "Thẻ đảng",
        "Thẻ đảng viên: Số thẻ",
        "Thẻ đảng viên: Số",
    ),
    "card_place": ("Nơi cấp thẻ", "Nơi cấp thẻ đảng viên", "Thẻ đảng viên: Nơi cấp"),
    "card_date": ("Ngày cấp thẻ", "Ngày cấp thẻ đảng viên", "Thẻ đảng viên: Ngày cấp"),
    "old_card_number": ("Số thẻ cũ", "Số thẻ đảng viên cũ"),
    "admission_date": (
        "Ngày vào đảng",
        "Ngày kết nạp",
        "Ngày kết nạp đảng",
        "Vào đảng",
        "Ngày tháng năm vào đảng",
        "Ngày, tháng, năm vào đảng",
        "Ngày kết nạp vào đảng",
        "Ngày vào đảng: Dự bị",
        "Ngày vào đảng lần đầu",
        "Kết nạp",
        "Ngày VĐ",
        "Ngày vào ĐCSVN",
    ),
    "official_date": (
        "Ngày công nhận chính thức",
        "Ngày chính thức vào đảng",
        "Chính thức",
        "Ngày vào đảng: Chính thức",
        "Ngày vào đảng chính thức",
        "Ngày tháng năm chính thức",
        "Ngày, tháng, năm chính thức",
        "Ngày CT",
        "Ngày công nhận đảng viên chính thức",
    ),
    "cv_number": ("Số lý lịch", "Số LL", "SLL"),
    "status": (
        "Loại đảng viên",
        "Đảng viên",
        "Trạng thái",
        "Tư cách",
        "Diện đảng viên",
        "Chính thức/Dự bị",
        "Trạng thái đảng viên",
    ),
    "life_state": (
        "Tình trạng",
        "Trạng thái sinh hoạt",
        "Trạng thái hoạt động",
        "Tình trạng đảng viên",
    ),
    "ended_on": (
        "Ngày kết thúc",
        "Ngày ra khỏi đảng",
        "Ngày từ trần",
        "Ngày kết thúc sinh hoạt",
        "Ngày mất",
    ),
    "activity_exempt": (
        "Miễn sinh hoạt",
        "Miễn công tác",
        "Miễn công tác và sinh hoạt",
        "Miễn SHĐ",
        "Được miễn sinh hoạt",
    ),
    "working_away": ("Đi làm xa", "Làm ăn xa", "Đi làm ăn xa, lao động tự do"),
    "general_education": (
        "Trình độ văn hóa",
        "Văn hóa",
        "Học vấn",
        "Trình độ giáo dục phổ thông",
        "GDPT",
        "Trình độ học vấn",
    ),
    "degree": (
        "Trình độ chuyên môn",
        "Chuyên môn",
        "Chuyên môn nghiệp vụ",
        "Trình độ CMNV",
        "Trình độ chuyên môn nghiệp vụ",
        "Trình độ đào tạo",
    ),
    "political_theory": ("Trình độ lý luận chính trị", "LLCT", "Lý luận", "Trình độ LLCT"),
    "languages": ("Ngoại ngữ", "Trình độ ngoại ngữ"),
    "computer_skills": ("Trình độ tin học",),
    "occupation": (
        "Nghề nghiệp",
        "Nghề",
        "Công việc",
        "Công việc hiện nay",
        "Nghề nghiệp, chức vụ",
    ),
    "workplace": ("Cơ quan công tác", "Đơn vị công tác", "Nơi công tác", "Cơ quan"),
    "positions": ("Chức vụ", "Chức vụ đảng", "Chức vụ hiện nay"),
    "health": ("Sức khỏe", "Tình trạng sức khoẻ"),
    "phone": (
        "Điện thoại",
        "Số ĐT",
        "SĐT",
        "ĐT",
        "Điện thoại di động",
        "Di động",
        "Số điện thoại liên hệ",
        "Điện thoại liên hệ",
    ),
    "email": ("E-mail", "Thư điện tử", "Địa chỉ email", "Hộp thư"),
    "residence_country": (
        "Nơi thường trú: Quốc gia",
        "Thường trú: Quốc gia",
        "Quốc gia thường trú",
    ),
    "residence_province": (
        "Nơi thường trú: Tỉnh/Thành phố",
        "Nơi thường trú: Tỉnh",
        "Thường trú: Tỉnh",
        "Tỉnh thường trú",
        "Thường trú: Tỉnh/Thành phố",
    ),
    "residence_detail": (
        "Nơi thường trú",
        "Thường trú",
        "Hộ khẩu",
        "Hộ khẩu thường trú",
        "HKTT",
        "Địa chỉ thường trú",
        "Nơi thường trú: Chi tiết",
        "Nơi thường trú: Xã, phường",
        "Nơi thường trú: Xã/Phường",
        "Nơi thường trú: Địa chỉ chi tiết",
        "Nơi ở thường trú",
    ),
    "present_address": (
        "Nơi ở",
        "Địa chỉ",
        "Chỗ ở",
        "Chỗ ở hiện nay",
        "Nơi tạm trú",
        "Tạm trú",
        "Địa chỉ hiện nay",
        "Nơi cư trú",
        "Nơi đang ở",
    ),
}

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "sex": {"male": ("Nam", "Ông", "M", "Trai"), "female": ("Nữ", "Bà", "F", "Gái")},
    "status": {
        "official": ("Chính thức", "CT", "Đảng viên chính thức", "ĐVCT", "Đã chính thức"),
        "probationary": ("Dự bị", "DB", "Đảng viên dự bị", "ĐVDB"),
    },
    "life_state": {
        "active": (
            "Đang sinh hoạt",
            "Đang hoạt động",
            "Hoạt động",
            "Bình thường",
            "Đang SH",
            "Miễn sinh hoạt",
        ),
        "suspended": ("Bị đình chỉ sinh hoạt", "Đình chỉ", "Đình chỉ sinh hoạt", "Tạm đình chỉ"),
        "left": ("Đã ra khỏi Đảng", "Ra khỏi Đảng", "Khai trừ", "Xóa tên", "Xin ra", "Đã ra"),
        "deceased": ("Từ trần", "Đã mất", "Đã từ trần", "Chết", "Qua đời", "Mất"),
    },
    "contact_by": {
        "call": ("Gọi điện", "Gọi"),
        "message": ("Nhắn tin",),
        "email": ("Email",),
        "in_person": ("Gặp trực tiếp",),
    },
}
YES = ("Có", "X", "Đúng", "1", "Y", "Yes", "Rồi", "Miễn", "v")
NO = ("Không", "0", "Chưa", "N", "No", "-")

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
        "Đã có người cùng họ tên và ngày sinh ở {hint}",
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
    "bad_card": ("Số thẻ không đủ 12 chữ số", FAULTS["bad_card"][1]),
    "bad_personal_id": ("Số định danh không đủ 12 chữ số", FAULTS["bad_personal_id"][1]),
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
    "maybe_same": ("Đã có người cùng họ tên và ngày sinh", FAULTS["maybe_same"][1]),
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
