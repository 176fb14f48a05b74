"""Vietnamese words of the audit log."""

from __future__ import annotations

TITLE = "Nhật ký hệ thống"
WHAT = (
    "Mỗi lần ghi, sửa, xóa dữ liệu đều để lại một dòng. Các dòng được niêm theo từng đợt, "
    "đợt sau móc vào đợt trước, nên sửa lén một dòng cũ là lộ."
)
HEAD_TITLE = "Dấu niêm mới nhất"
HEAD_WHY = (
    "Đồng chí tải dấu niêm về và cất ngoài hệ thống (USB, bản in). Về sau, khi kiểm tra, "
    "nếu nhật ký đã bị sửa hoặc bị cắt bớt thì dấu đã cất sẽ không còn khớp."
)
HEAD_NONE = "Chưa có đợt niêm nào. Dấu niêm đầu tiên có trong vòng 10 giây sau lần ghi đầu tiên."
SEAL = "Đợt niêm"
SEALED_AT = "Niêm lúc"
ENTRIES = "Số dòng đã niêm"
HEAD = "Dấu niêm"
DOWNLOAD = "Tải dấu niêm về máy"
DOWNLOADED = "Đã tải tệp dấu niêm. Đồng chí cất tệp ở nơi ngoài hệ thống này."
HOW_TO_VERIFY = "Người vận hành kiểm tra bằng lệnh: python app.py verify-audit --head <tệp đã cất>."
LIST_TITLE = "Các dòng nhật ký"
LIST_NOTE = "Chỉ có ai, lúc nào, làm gì; không có nội dung."
EMPTY = "Chưa có dòng nào."
OLDER = "Xem các dòng cũ hơn"
NOT_SEALED = "chờ niêm"
BY_SYSTEM = "Hệ thống"
AT, WHO, WHAT_DONE, ON, SEAL_SHORT = "Lúc", "Người làm", "Việc", "Mục", "Đợt"

ERRORS: dict[str, str] = {
    "audit.forbidden": "Chỉ người kiểm toán nhật ký mới tải được dấu niêm.",
}

_SUBJECTS: dict[str, str] = {
    "members": "đảng viên",
    "accounts": "tài khoản",
    "reset_requests": "yêu cầu đặt lại mật khẩu",
    "reset_approvals": "duyệt đặt lại mật khẩu",
    "one_time_codes": "mã một lần",
    "roles": "chức vụ",
    "units": "tổ chức",
    "posts": "bài đăng",
    "attachments": "tệp đính kèm",
    "directives": "văn bản",
    "acknowledgements": "xác nhận văn bản",
    "reminders": "lời nhắc",
    "policy_versions": "quy định",
    "manuscripts": "bài viết",
    "manuscript_files": "tệp của bài viết",
    "manuscript_desks": "nơi duyệt bài viết",
    "manuscript_steps": "bảng các bước của tòa soạn",
    "pins": "ghim bài đăng",
    "post_corrections": "đính chính bài đăng",
    "withdrawals": "thu hồi bài đăng",
    "documents": "thông tin văn bản",
    "cleared_files": "cho dùng lại tệp",
    "quarantines": "cách ly tệp",
    "question_answers": "câu trả lời bạn đọc",
    "change_requests": "đề nghị cập nhật hồ sơ",
    "request_evidence": "giấy tờ kèm đề nghị",
    "record_documents": "hồ sơ đảng viên",
    "record_fields": "danh mục thông tin hồ sơ",
    "memberships": "quá trình sinh hoạt đảng",
    "consents": "đồng ý chia sẻ thông tin",
    "photographs": "ảnh đảng viên",
    "imports": "lần nhập danh sách",
    "import_mappings": "cách ghép cột",
    "saved_filters": "bộ lọc đã lưu",
    "role_proposals": "đề nghị giao chức vụ",
    "role_capabilities": "quyền của chức vụ",
    "installation": "cài đặt phần mềm",
    "unit_events": "thay đổi tổ chức",
    "residence_contacts": "liên hệ nơi cư trú",
    "tasks": "nhiệm vụ",
    "task_assignments": "giao nhiệm vụ",
    "task_events": "diễn biến nhiệm vụ",
    "task_files": "tệp của nhiệm vụ",
    "mentors": "người giúp đảng viên",
    "task_texts": "nội dung cũ của nhiệm vụ",
    "votes": "biểu quyết",
    "vote_choices": "lựa chọn khi biểu quyết công khai",
    "vote_hands": "số giơ tay",
    "vote_tellers": "người kiểm phiếu",
    "meeting_documents": "văn bản của buổi sinh hoạt",
    "meeting_scores": "chấm điểm buổi sinh hoạt",
    "meetings": "buổi sinh hoạt",
    "meeting_days": "ngày họp thường lệ",
    "meeting_items": "chương trình họp",
    "meeting_papers": "tài liệu họp",
    "meeting_replies": "trả lời giấy mời họp",
    "meeting_attendance": "điểm danh",
    "meeting_speakers": "người phát biểu",
    "meeting_opinions": "ý kiến gửi trước buổi họp",
    "meeting_notes": "tự phê bình, phê bình được ghi",
    "meeting_questions": "câu hỏi của chi bộ lên cấp trên",
    "inspection_plans": "kế hoạch kiểm tra, giám sát",
    "inspection_lines": "cuộc kiểm tra, giám sát",
    "inspection_people": "người trong cuộc kiểm tra, giám sát",
    "inspection_findings": "báo cáo của cuộc kiểm tra, giám sát",
    "inspection_statements": "ý kiến của người được kiểm tra, giám sát",
    "inspection_reports": "báo cáo năm về kiểm tra, giám sát",
}
_WHOLE = {
    "record.erased": "Xóa hồ sơ theo yêu cầu",
    "record.export": "Xuất hồ sơ",
    "record.open": "Mở xem hồ sơ",
    "record.reveal": "Xem đủ một số được che trong hồ sơ",
    "record.history": "Xem các lần thay đổi hồ sơ",
    "record.timeline": "Xem quá trình của đảng viên",
    "task_files.stamp_denied": "Xác nhận tệp kèm báo cáo nhiệm vụ không phải tài liệu mật",
    "directives.report": "Lập báo cáo xác nhận văn bản",
    "manuscripts.stamp_denied": "Xác nhận bài viết không phải tài liệu mật",
    "posts.stamp_denied": "Xác nhận bài đăng không phải tài liệu mật",
    "request_evidence.stamp_denied": "Xác nhận giấy tờ kèm đề nghị không phải tài liệu mật",
    "meetings.stamp_denied": "Xác nhận buổi sinh hoạt không có tài liệu mật",
    "meeting_opinions.stamp_denied": "Xác nhận ý kiến không phải tài liệu mật",
    "meeting_questions.stamp_denied": "Xác nhận câu hỏi không phải tài liệu mật",
    "meeting_papers.stamp_denied": "Xác nhận tài liệu họp không phải tài liệu mật",
    "imports.stamp_denied": "Xác nhận danh sách nhập vào không phải tài liệu mật",
    "inspection.step": "Ghi một bước của cuộc kiểm tra, giám sát",
    "inspection.open": "Mở xem kết quả kiểm tra, giám sát",
    "words.stamp_denied": "Xác nhận lời đã viết không phải nội dung mật",
}
_VERBS = {"insert": "Thêm", "update": "Sửa", "delete": "Xóa"}


def deed(action: str) -> str:
    """An entry's action (``table.verb``) in words; unknown tables keep their name."""
    if action in _WHOLE:
        return _WHOLE[action]
    table, _, verb = action.rpartition(".")
    return f"{_VERBS.get(verb, verb)} {_SUBJECTS.get(table, table)}"


def seal_of(seal: int | None) -> str:
    """The batch that covers an entry."""
    return NOT_SEALED if seal is None else f"đợt {seal}"


def file_name(seal: int) -> str:
    """The name of the downloaded file."""
    return f"dau-niem-{seal}.json"
