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
    "roles": "nhiệm vụ",
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
}
_WHOLE = {
    "manuscripts.stamp_denied": "Xác nhận bài viết không phải tài liệu mật",
    "posts.stamp_denied": "Xác nhận bài đăng không phải tài liệu mật",
    "request_evidence.stamp_denied": "Xác nhận giấy tờ kèm đề nghị không phải tài liệu mật",
    "imports.stamp_denied": "Xác nhận danh sách nhập vào không phải tài liệu mật",
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
