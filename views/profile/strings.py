"""Vietnamese words of the own card and what belongs to it."""

from __future__ import annotations

PARTY_AGE = "Tuổi đảng"
ADMITTED = "Ngày vào Đảng"
OFFICIAL = "Ngày chính thức"
CARD_NUMBER = "Số thẻ đảng viên"
PHONE = "Điện thoại"
EMAIL = "Email"
UNIT = "Nơi sinh hoạt"
UNKNOWN = "Chưa có trong hồ sơ"
NO_CARD = "Chưa có thẻ"
SHOW_NUMBER = "Hiện số thẻ"
HIDE_NUMBER = "Ẩn số thẻ"
EXEMPT = "Được miễn sinh hoạt"
AWAY = "Làm việc ở xa"
MY_ROLES = "Nhiệm vụ được giao"
CHECK_CARD = "Thấy thông tin chưa đúng, đồng chí vào Hồ sơ của tôi để đề nghị sửa."

MINE = "Của tôi"
RECORD = "Hồ sơ của tôi"
RECORD_LINE = "Xem đầy đủ, đề nghị sửa, ai đã xem"
SEEN_BY = "Người khác thấy gì về tôi"
SEEN_BY_LINE = "Ai xem được thông tin nào; bật tắt chia sẻ"
MY_CELL = "Chi bộ của tôi"
MY_CELL_LINE = "Đảng viên trong chi bộ và nhiệm vụ"
MY_LOG = "Nhật ký về tôi"
MY_LOG_LINE = "Ai đã ghi gì vào dữ liệu của tôi, lúc nào"
SETTINGS = "Cài đặt"
SETTINGS_LINE = "Cỡ chữ, màu, mật khẩu, thiết bị, đăng xuất"
HELP = "Trợ giúp"
HELP_LINE = "Cách dùng ứng dụng trong vài bước"
WORK = "Công việc được giao"
ROSTER = "Đảng viên"
ROSTER_LINE = "Danh sách, tìm, lọc, gọi, xem hồ sơ"
INBOX = "Đề nghị cập nhật hồ sơ"
INBOX_LINE = "Xem và trả lời từng đề nghị"
ACCOUNTS = "Tài khoản của đảng viên"
ACCOUNTS_LINE = "Cấp mã kích hoạt lần đầu"
RESETS = "Yêu cầu đặt lại mật khẩu"
RESETS_LINE = "Gặp trực tiếp rồi duyệt"
UNITS = "Tổ chức đảng"
UNITS_LINE = "Đơn vị trực thuộc, chức vụ, thay đổi tổ chức"
OWN_UNIT = "Chi bộ và tổ đảng"
OWN_UNIT_LINE = "Số đảng viên, tổ đảng, chức vụ và lịch sử chi bộ"
ROLE_PROPOSALS = "Chức vụ chờ xác nhận"
ROLE_PROPOSALS_LINE = "Chức vụ trên chi bộ cần thêm một cán bộ xác nhận"
QUESTIONS = "Câu hỏi cần trả lời"
QUESTIONS_LINE = "Bạn đọc hỏi, góp ý, báo lỗi trong bài"
FIGURES = "Số liệu đọc tin"
FIGURES_LINE = "Bài đã đăng, lượt truy cập, số người đọc"
READING = "Đọc sau và đã lưu"
READING_LINE = "Danh sách riêng của đồng chí"
MY_QUESTIONS = "Câu hỏi của tôi"
MY_QUESTIONS_LINE = "Đã hỏi gì, ai trả lời"
AUDIT = "Nhật ký hệ thống"
AUDIT_LINE = "Xem các dòng ghi và tải dấu niêm"

# What others see
FELLOWS_SEE = "Đảng viên cùng chi bộ"
FELLOWS_SEE_TEXT = (
    "Thấy họ tên và nhiệm vụ của đồng chí. Không thấy gì khác, trừ khi đồng chí bật "
    "(ảnh thì bật ở Ảnh của tôi):"
)
SHARE_PHONE = "Cho xem số điện thoại"
SHARE_EMAIL = "Cho xem email"
SHARED = "Đã lưu lựa chọn của đồng chí."
OFFICES_SEE = "Cơ quan được xem theo nhiệm vụ"
OFFICES_SEE_TEXT = "Thấy tên, ảnh nếu có, chi bộ, tình trạng và việc xác nhận văn bản. Đây là chức vụ, không phải tên người."
NO_OFFICES = "Hiện chưa có ai giữ nhiệm vụ được xem thẻ của đồng chí."
NOBODY_SEES = "Không ai thấy"
NOBODY_SEES_TEXT = (
    "Đồng chí đã đọc tin nào, lúc nào: chỉ một mình đồng chí thấy, và tự xóa sau 90 ngày. "
    "Riêng việc bấm xác nhận văn bản thì được ghi theo tên."
)

# My cell
CELL_NOTE = "Số điện thoại và email chỉ hiện khi người đó cho phép."
YOU = "đồng chí"
CALL = "Gọi"
NOBODY = "Chưa có đảng viên nào trong chi bộ."

# My log
LOG_NOTE = (
    "Mỗi lần có ai ghi hoặc sửa dữ liệu về đồng chí đều để lại một dòng ở đây; "
    "không ai xóa được. Việc đọc tin không nằm trong nhật ký này."
)
LOG_EMPTY = "Chưa có ai ghi gì về đồng chí."
BY_ME = "Chính đồng chí"
BY_SYSTEM = "Hệ thống"
OLDER = "Xem các dòng cũ hơn"

_LOG: dict[str, str] = {
    "manuscripts.insert": "Bắt đầu một bài viết của đồng chí",
    "manuscripts.update": "Ghi một bước của bài viết của đồng chí",
    "manuscripts.stamp_denied": "Xác nhận bài viết của đồng chí không phải tài liệu mật",
    "members.insert": "Lập thông tin đảng viên của đồng chí trong ứng dụng",
    "members.update": "Sửa thông tin đảng viên hoặc lựa chọn chia sẻ của đồng chí",
    "members.delete": "Xóa thông tin đảng viên của đồng chí",
    "accounts.insert": "Mở tài khoản cho đồng chí",
    "accounts.update": "Kích hoạt hoặc thay đổi tình trạng tài khoản của đồng chí",
    "accounts.delete": "Xóa tài khoản của đồng chí",
    "reset_requests.insert": "Có người xin đặt lại mật khẩu của đồng chí",
    "reset_requests.update": "Yêu cầu đặt lại mật khẩu được hủy, dùng xong hoặc hết hạn",
    "reset_approvals.insert": "Cán bộ duyệt yêu cầu đặt lại mật khẩu của đồng chí",
    "one_time_codes.insert": "Cấp mã một lần cho đồng chí",
    "one_time_codes.update": "Mã một lần được dùng, bị nhập sai hoặc bị thay bằng mã mới",
    "role_proposals.insert": "Đề nghị giao chức vụ cho đồng chí",
    "role_proposals.update": "Xác nhận hoặc xếp lại đề nghị giao chức vụ cho đồng chí",
    "role_proposals.delete": "Xóa đề nghị giao chức vụ cho đồng chí",
    "roles.insert": "Giao chức vụ cho đồng chí",
    "roles.update": "Thay đổi chức vụ của đồng chí",
    "roles.delete": "Rút chức vụ của đồng chí",
    "acknowledgements.insert": "Xác nhận đã đọc một văn bản",
    "acknowledgements.update": "Sửa một xác nhận đã đọc văn bản",
    "acknowledgements.delete": "Rút một xác nhận đã đọc văn bản",
    "reminders.insert": "Nhắc đồng chí xác nhận một văn bản",
    "record_documents.insert": "Ghi thông tin vào hồ sơ của đồng chí",
    "record_documents.update": "Sửa thông tin trong hồ sơ của đồng chí",
    "record_documents.delete": "Xóa thông tin trong hồ sơ của đồng chí",
    "memberships.insert": "Ghi nơi sinh hoạt của đồng chí",
    "memberships.update": "Ghi ngày đồng chí rời nơi sinh hoạt cũ",
    "consents.insert": "Đồng chí chọn đồng ý hay không một việc",
    "consents.update": "Đồng chí thay đổi một lựa chọn đồng ý",
    "change_requests.insert": "Gửi đề nghị sửa hồ sơ của đồng chí",
    "change_requests.update": "Trả lời, chuyển hoặc rút đề nghị sửa hồ sơ của đồng chí",
    "residence_contacts.insert": "Giới thiệu đồng chí về chi bộ nơi cư trú",
    "residence_contacts.update": "Thay đổi việc giới thiệu đồng chí về chi bộ nơi cư trú",
    "task_assignments.insert": "Giao nhiệm vụ cho đồng chí",
    "task_assignments.update": "Cập nhật một nhiệm vụ của đồng chí",
    "task_events.insert": "Ghi một bước trong nhiệm vụ của đồng chí",
    "task_events.update": "Đồng chí bỏ điều được nhập thay",
    "task_files.insert": "Kèm tệp vào báo cáo nhiệm vụ của đồng chí",
    "task_files.stamp_denied": "Xác nhận tệp kèm báo cáo không phải tài liệu mật",
    "mentors.insert": "Nhờ một đồng chí giúp đồng chí",
    "mentors.update": "Thay đổi việc nhờ người giúp đồng chí",
    "mentors.delete": "Thôi việc nhờ người giúp đồng chí",
    "vote_choices.insert": "Đồng chí biểu quyết công khai",
    "vote_choices.update": "Đồng chí đổi lựa chọn khi biểu quyết công khai",
    "vote_choices.delete": "Bỏ lựa chọn của đồng chí khi biểu quyết công khai",
    "vote_tellers.insert": "Cử đồng chí kiểm phiếu",
    "vote_tellers.update": "Đồng chí đặt khóa kiểm phiếu",
    "vote_tellers.delete": "Thôi cử đồng chí kiểm phiếu",
    "meeting_replies.insert": "Trả lời giấy mời họp của đồng chí",
    "meeting_replies.update": "Đổi câu trả lời giấy mời họp của đồng chí",
    "meeting_attendance.insert": "Ghi đồng chí có mặt hoặc vắng ở một buổi sinh hoạt",
    "meeting_attendance.update": "Sửa việc ghi đồng chí có mặt hoặc vắng",
    "meeting_opinions.insert": "Đồng chí gửi ý kiến có ghi tên cho một buổi sinh hoạt",
    "meeting_opinions.update": "Đồng chí sửa ý kiến đã gửi",
    "meeting_opinions.stamp_denied": "Đồng chí xác nhận ý kiến không phải tài liệu mật",
    "meeting_notes.insert": "Ghi tự phê bình, phê bình của đồng chí, chờ đồng chí đồng ý",
    "meeting_notes.update": "Đồng chí đồng ý điều được ghi",
    "meeting_notes.delete": "Đồng chí không đồng ý, điều được ghi đã xóa",
    "meeting_speakers.insert": "Ghi đồng chí đã phát biểu ở một buổi sinh hoạt",
    "meeting_speakers.delete": "Bỏ việc ghi đồng chí đã phát biểu",
    "inspection_people.insert": "Ghi đồng chí vào một cuộc kiểm tra, giám sát của chi bộ",
    "inspection_people.update": "Sửa phần việc của đồng chí trong một cuộc kiểm tra, giám sát",
    "inspection_people.delete": "Bỏ đồng chí khỏi một cuộc kiểm tra, giám sát của chi bộ",
    "inspection_statements.insert": "Ghi ý kiến của đồng chí về báo cáo kiểm tra, giám sát",
    "inspection_statements.update": "Sửa ý kiến của đồng chí về báo cáo kiểm tra, giám sát",
    "inspection_statements.delete": "Bỏ ý kiến của đồng chí về báo cáo kiểm tra, giám sát",
    "inspection.step": "Ghi một bước của cuộc kiểm tra, giám sát đối với đồng chí",
    "inspection.open": "Cấp trên mở xem kết quả kiểm tra, giám sát về đồng chí",
    "photographs.insert": "Đặt ảnh của đồng chí",
    "photographs.update": "Đổi ảnh của đồng chí hoặc cách cho xem ảnh",
    "photographs.delete": "Bỏ ảnh của đồng chí",
    "request_evidence.insert": "Kèm giấy tờ vào đề nghị sửa hồ sơ của đồng chí",
    "words.stamp_denied": "Đồng chí xác nhận lời đã viết không phải nội dung mật",
    "request_evidence.stamp_denied": "Xác nhận giấy tờ kèm đề nghị không phải tài liệu mật",
    "record.open": "Mở xem hồ sơ của đồng chí",
    "record.reveal": "Xem đủ một số được che trong hồ sơ của đồng chí",
    "record.history": "Xem các lần thay đổi hồ sơ của đồng chí",
    "record.timeline": "Xem quá trình của đồng chí",
    "record.export": "Lấy thông tin của đồng chí vào một danh sách",
    "record.erased": "Xóa hồ sơ của đồng chí",
}
_VERBS = {"insert": "Thêm", "update": "Sửa", "delete": "Xóa"}


def log_line(action: str) -> str:
    """An entry of the log (``table.verb``) in plain words; unknown ones still say something."""
    if action in _LOG:
        return _LOG[action]
    verb = _VERBS.get(action.rpartition(".")[2], "Thay đổi")
    return f"{verb} một mục dữ liệu về đồng chí"


def years(count: int) -> str:
    """Party age in whole years."""
    return f"{count} năm" if count else "Dưới 1 năm"


def cell_count(count: int) -> str:
    """How many members a cell has."""
    return f"{count} đảng viên"


IMPORTS = "Nhập và đối chiếu danh sách"
IMPORTS_LINE = "Đưa danh sách Excel vào sổ, so với danh sách nơi khác"
