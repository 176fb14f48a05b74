"""Vietnamese words of the list of posts and of the single post."""

from __future__ import annotations

from services.posts.models import Validity
from views.shared.posts.strings import FINAL, VALIDITIES

# The list
ALL = "Tất cả"
KINDS = "Loại tin"
FOR_ME = "Dành cho tôi"
BELOW = "Cấp dưới"
WHOSE = "Tin của ai"
COMPOSE = "Soạn"
DRAFTS = "Bản nháp"
EMPTY = "Chưa có bài nào. Tin của chi bộ và cấp trên sẽ hiện ở đây."
EMPTY_KIND = "Chưa có bài nào thuộc loại này."
EMPTY_BELOW = "Các đơn vị cấp dưới chưa đăng bài nào."
THE_END = "Đã hết danh sách."
MORE_FAILED = "Chưa tải thêm được. Đồng chí bấm Xem thêm để thử lại."

# Drafts
NO_DRAFTS = "Chưa có bản nháp nào. Khi soạn bài, bấm Lưu nháp để giữ lại ở đây."
UNTITLED = "(chưa có tiêu đề)"

# The post
POST = "Bài viết"
DRAFT = "Bản nháp"
DRAFT_NOTE = "Bản nháp: chỉ người được đăng bài của đơn vị nhìn thấy."
ATTACHMENTS = "Tệp đính kèm"
OPEN_FILE = "Mở tệp"
PICTURE_FILE = "Ảnh"
LIBRARY = "Thư viện văn bản"
READING = "Đọc sau"
READ_AND_UNDERSTOOD = "Tôi đã đọc và nắm rõ"
ACKNOWLEDGEMENT = "Xác nhận đã đọc"
BY_NAME = (
    "Xác nhận được ghi nhận đích danh: bí thư và cấp ủy theo dõi việc này thấy đồng chí "
    "đã xác nhận lúc nào."
)
WANTS = "Đồng chí cần đọc và xác nhận văn bản này."
WANTS_SCROLL = "Nút xác nhận ở cuối bài."
NOT_ADDRESSED = "Đồng chí xem văn bản này theo phạm vi công tác, không cần xác nhận."
ACKNOWLEDGED_TOAST = "Đã ghi nhận. Cảm ơn đồng chí."
WHO_ACKNOWLEDGED = "Ai đã xác nhận"
PAPER_TYPE = "Loại văn bản"
PAPER_NUMBER = "Số, ký hiệu"
PAPER_DATE = "Ngày ban hành"
PAPER_BODY = "Cơ quan ban hành"
PAPER_SIGNATORY = "Người ký"
PAPER_SUBJECT = "Lĩnh vực"
PAPER_VALIDITY = "Hiệu lực"
REPLACES = "Thay thế"
REPLACED_BY = "Được thay thế bởi"
HOLDS = "Đang có hiệu lực"
EDIT = "Sửa"
PUBLISH_NOW = "Đăng ngay"
PUBLISH_TITLE = "Đăng bản nháp này?"
PUBLISHED_TOAST = "Đã đăng."
HANDLE = "Xử lý bài đã đăng"
WITHDRAWN = "Đã gỡ"
WITHDRAWN_TITLE = "Bài này đã được gỡ"
WITHDRAWN_REASON = "Lý do"


def validity(kind: Validity, first: str | None, last: str | None) -> str:
    """How a paper stands, with the days it says itself."""
    said = VALIDITIES[kind]
    if first and last:
        return f"{said} (từ {first} đến hết {last})"
    if first:
        return f"{said} (từ {first})"
    return f"{said} (đến hết {last})" if last else said


def replaced_since(day: str, *, named: bool) -> str:
    """Warned of above a text that another one has replaced, which is named below if one may read it."""
    said = f"Văn bản này đã được thay thế từ ngày {day}."
    return f"{said} Đồng chí xem văn bản mới ở dưới." if named else said


def expired_after(day: str) -> str:
    """Warned of above a text that has run out."""
    return f"Văn bản này đã hết hiệu lực sau ngày {day}."


def holds_from(day: str) -> str:
    """Warned of above a text that does not hold yet."""
    return f"Văn bản này chưa có hiệu lực. Có hiệu lực từ ngày {day}."


def since(moment: str) -> str:
    """When a post was published."""
    return f"Đăng {moment}"


def updated(when: str) -> str:
    """When a draft was last changed."""
    return f"Sửa {when}"


def source(name: str) -> str:
    """Where a text taken from elsewhere comes from."""
    return f"Nguồn: {name}"


def acknowledged(moment: str) -> str:
    """Done, and when."""
    return f"Đồng chí đã xác nhận {moment}."


def publish_text(unit: str, *, leaders_only: bool) -> str:
    """Asked before a draft goes out: who will get it."""
    if leaders_only:
        return f"Bài sẽ gửi tới cấp ủy, bí thư các đơn vị thuộc {unit}. {FINAL}"
    return f"Bài sẽ gửi tới toàn thể đảng viên thuộc {unit}. {FINAL}"


def permission(words: str) -> str:
    """Who allowed to print it."""
    return f"Được phép đăng lại: {words}"


def corrected(note: str, when: str) -> str:
    """A note of a correction."""
    return f"Đính chính {when}: {note}"


def withdrawn_at(when: str) -> str:
    """Since when a post is gone."""
    return f"Gỡ {when}"


def withdrawn_for(reason: str) -> str:
    """For those who publish there: gone for readers, and why."""
    return f"Bài đã gỡ, bạn đọc không đọc được nữa. Lý do: {reason}"


def articles(returned: int) -> str:
    """The way to one's own articles, with what came back."""
    return f"Bài viết ({returned} bài cần sửa)" if returned else "Bài viết"


def desk(waiting: int) -> str:
    """The way to the desk, with what waits there."""
    return f"Tòa soạn ({waiting} bài chờ)" if waiting else "Tòa soạn"
