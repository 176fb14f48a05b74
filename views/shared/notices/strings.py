"""Vietnamese words of the notices about one's account."""

from __future__ import annotations

NOT_ME = "Không phải tôi – hủy"
CANCEL_TITLE = "Hủy yêu cầu đặt lại mật khẩu?"
CANCEL_TEXT = (
    "Yêu cầu sẽ bị hủy ngay và mã đã cấp, nếu có, không dùng được nữa. "
    "Mật khẩu hiện nay của đồng chí giữ nguyên."
)
CANCEL_YES = "Hủy yêu cầu"
CANCELLED = "Đã hủy yêu cầu đặt lại mật khẩu."
VERIFY_NOW = "Xác thực ngay"
NEEDS_FACTOR = (
    "Đồng chí đang dùng như đảng viên. Để làm việc của nhiệm vụ trên cấp chi bộ, "
    "đồng chí cần xác thực hai lớp."
)
GUIDE_TITLE = "Lần đầu dùng sổ tay?"
GUIDE_TEXT = (
    "Có bốn điều cần biết, đọc trong một phút. Xem lại lúc nào cũng được ở Cá nhân, Trợ giúp."
)
GUIDE_OPEN = "Xem hướng dẫn"
GUIDE_SKIP = "Bỏ qua"
ERRORS: dict[str, str] = {
    "reset.not_found": "Yêu cầu này đã được hủy hoặc đã hết hạn.",
}


def reset_asked(asked: str, effective: str) -> str:
    """Somebody asked for a reset in my name; when, and from when it works."""
    return (
        f"Có người xin đặt lại mật khẩu của đồng chí ({asked}). Nếu không phải đồng chí, "
        f"hãy hủy ngay. Nếu đúng là đồng chí, mật khẩu mới đặt được từ {effective}."
    )
