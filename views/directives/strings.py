"""Vietnamese words for writing posts and for following acknowledgements."""

from __future__ import annotations

from services.posts.models import Category
from views.shared.posts.press.strings import ERRORS as PRESS
from views.shared.posts.replaces.strings import ERRORS as REPLACED
from views.shared.posts.strings import FINAL as FINAL

# Writing
COMPOSE = "Soạn bài"
EDIT_DRAFT = "Sửa bản nháp"
UNIT = "Đăng thay mặt"
KIND = "Loại bài"
TITLE = "Tiêu đề"
NUMBER = "Số, ký hiệu"
NUMBER_HINT = "ví dụ 09-TB/CB"
ISSUED_ON = "Ngày ban hành"
MORE_DETAILS = "Thêm chi tiết văn bản"
LESS_DETAILS = "Thu gọn chi tiết văn bản"
TYPE = "Loại văn bản"
TYPE_BY_NUMBER = "Theo số, ký hiệu"
ISSUING_BODY = "Cơ quan ban hành"
ISSUING_BODY_HELP = "Để trống nếu đơn vị đăng bài ban hành."
SIGNATORY = "Người ký"
SIGNATORY_HINT = "ví dụ Nguyễn Văn An, Bí thư"
SUBJECT = "Lĩnh vực"
SUBJECT_NONE = "Chưa chọn"
VALID_FROM = "Có hiệu lực từ ngày"
VALID_FROM_HELP = "Để trống nếu có hiệu lực từ ngày ban hành. Ví dụ 03/02/2026."
VALID_UNTIL = "Hết hiệu lực sau ngày"
VALID_UNTIL_HELP = "Để trống nếu không ghi thời hạn. Ví dụ 31/12/2026."
LEAD = "Tóm tắt"
BODY = "Nội dung"
BODY_HINT = "Đồng chí viết nội dung ở đây."
BOLD = "Chữ đậm"
BOLD_SAMPLE = "chữ đậm"
HEADING = "Đề mục"
BULLETS = "Gạch đầu dòng"
TOOLS = "Định dạng"
PREVIEW = "Xem trước"
WRITE_ON = "Viết tiếp"
NOTHING_TO_PREVIEW = "Chưa có nội dung để xem trước."
ATTACHMENT = "Tệp đính kèm"
ATTACHMENT_HELP = "Một tệp PDF, Word (.docx) hoặc ảnh (JPG, PNG, WebP), tối đa 10 MB."
PICTURE_SHOWS = "Ảnh cho thấy gì"
PICTURE_SHOWS_HELP = "Đọc cho người không nhìn được ảnh."
ACKNOWLEDGE = "Yêu cầu xác nhận đã đọc"
ACKNOWLEDGE_HELP = "Từng đảng viên xác nhận đích danh; đồng chí theo dõi và nhắc được."
ACKNOWLEDGE_BY = "Hạn xác nhận"
LEADERS_ONLY = "Chỉ dành cho cấp ủy, bí thư cấp dưới"
LEADERS_ONLY_HELP = "Đảng viên khác không nhìn thấy bài này."
SECRECY = (
    "Không đưa tài liệu mật lên đây. Tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT phải xử lý theo "
    "quy định về bảo vệ bí mật nhà nước."
)
POST = "Đăng"
SAVE_DRAFT = "Lưu nháp"
POSTED = "Đã đăng."
DRAFT_SAVED = "Đã lưu nháp."
NOT_A_PUBLISHER = "Đồng chí chưa được giao đăng bài cho đơn vị nào."
CHECK_FIELDS = "Có ô chưa đúng, đồng chí xem các dòng báo phía trên."

# What is kept on the device
KEPT_TITLE = "Bài đang soạn dở"
KEPT_TEXT = (
    "Đồng chí còn một bài soạn dở, chưa gửi. Chỉ đồng chí xem được. Đồng chí muốn soạn tiếp không?"
)
KEPT_UNTITLED = "(chưa có tiêu đề)"
KEPT_RESUME = "Soạn tiếp"
KEPT_DROP = "Bỏ, soạn bài mới"
KEPT_DROP_FOR_DRAFT = "Bỏ, mở bản nháp"

# Faults of fields
TITLE_SHORT = "Đồng chí viết tiêu đề, ít nhất 3 ký tự."
BODY_EMPTY = "Đồng chí viết nội dung hoặc đính kèm một tệp."
DATE_MISSING = "Văn bản có số thì phải có ngày ban hành."
ENDS_BEFORE_IT_BEGINS = "Ngày hết hiệu lực phải sau ngày có hiệu lực."
DEADLINE_MISSING = "Đồng chí chọn ngày, từ hôm nay trở đi."

ERRORS: dict[str, str] = {
    **PRESS,
    "unit.not_found": "Đồng chí không còn được đăng bài cho đơn vị này.",
    "post.title_length": "Tiêu đề phải có từ 3 đến 300 ký tự.",
    "post.cannot_be_acknowledged": "Loại bài này không yêu cầu xác nhận được.",
    "document.date_missing": DATE_MISSING,
    "document.ends_before_it_begins": ENDS_BEFORE_IT_BEGINS,
    "document.subject_unknown": "Lĩnh vực này không còn trong danh mục. Đồng chí chọn lại.",
    **REPLACED,
    "directive.deadline_past": "Ngày này đã qua. Đồng chí chọn từ hôm nay trở đi.",
    "post.too_many_files": "Quá nhiều tệp.",
    "file.empty": "Tệp này trống. Đồng chí chọn tệp khác.",
    "file.too_large": "Tệp quá lớn. Mỗi tệp tối đa 10 MB.",
    "file.not_found": "Tệp chưa tải lên được trọn vẹn. Đồng chí bỏ tệp rồi chọn lại.",
    "file.refused": "Chưa tải được tệp lên. Đồng chí chọn lại tệp.",
    "directive.not_found": (
        "Văn bản này không còn, đã được chuyển đi, hoặc không thuộc phạm vi của đồng chí."
    ),
    "write.key_reused": (
        "Lần gửi trước đã thành công với nội dung cũ, nội dung vừa sửa chưa được gửi. Đồng chí xem "
        "lại danh sách bài. Nếu vẫn muốn gửi nội dung này thành một bài nữa, đồng chí bấm lại."
    ),
    "post.not_a_draft": (
        "Bản nháp này đã được đăng. Muốn sửa bài đã đăng, đồng chí mở bài, bấm Xử lý bài đã đăng, "
        "rồi Đính chính. Nếu muốn gửi nội dung này thành một bài mới, đồng chí bấm lại."
    ),
    "post.not_found": (
        "Bản nháp này không còn. Nếu muốn gửi nội dung này thành một bài mới, đồng chí bấm lại."
    ),
}

CONFIRM_TITLES: dict[Category, str] = {
    Category.DIRECTIVE: "Đăng văn bản chỉ đạo?",
    Category.NOTICE: "Đăng thông báo?",
    Category.NEWS: "Đăng tin?",
    Category.STUDY: "Đăng tài liệu học tập?",
    Category.DOCUMENT: "Đăng văn bản vào thư viện?",
}


def more_files(count: int) -> str:
    """Files of a draft besides the one in the form."""
    return f"Còn {count} tệp khác của bản nháp được giữ nguyên."


def audience(unit: str, *, is_cell: bool, leaders_only: bool) -> str:
    """Who will get the post."""
    if leaders_only:
        return f"Gửi tới cấp ủy, bí thư các đơn vị thuộc {unit}."
    if is_cell:
        return f"Gửi tới toàn thể đảng viên {unit}."
    return f"Gửi tới toàn thể đảng viên thuộc {unit}, ở mọi chi bộ trực thuộc."


def wants(by: str | None) -> str:
    """That readers are asked to acknowledge."""
    if by is None:
        return "Không yêu cầu xác nhận đã đọc."
    return f"Yêu cầu từng đảng viên xác nhận chậm nhất ngày {by}."


# Somebody else has saved the draft meanwhile
SEE_OTHER = "Xem bản kia"
SAVE_AS_NEW = "Lưu thành bản nháp mới"
SAVED_AS_NEW = "Đã lưu thành một bản nháp mới."


def changed_meanwhile(by: str | None, when: str, *, by_me: bool) -> str:
    """Who saved the draft after it was opened here, and that nothing is lost."""
    who = "Chính đồng chí" if by_me else f"Đồng chí {by}" if by else "Một đồng chí khác"
    where = " trên máy khác hoặc ở một trang khác" if by_me else ""
    return (
        f"{who} đã lưu bản nháp này lúc {when}{where}, sau khi đồng chí mở. "
        "Những gì đồng chí vừa viết vẫn còn nguyên ở đây và chưa được lưu."
    )


# Following
TRACKING = "Theo dõi xác nhận"
NOT_YET = "Chưa xác nhận"
DONE = "Đã xác nhận"
EXEMPT_GROUP = "Được miễn sinh hoạt"
EXEMPT = "được miễn sinh hoạt"
EXEMPT_NOTE = "Không tính vào số phải xác nhận và không bị nhắc."
UNITS_BELOW = "Các đơn vị trực thuộc"
EVERYBODY_DONE = "Tất cả đã xác nhận."
NOBODY_YET = "Chưa có ai xác nhận."
NOBODY_MEANT = "Không có ai trong phạm vi này phải xác nhận."
NO_UNITS = "Chưa có đơn vị trực thuộc nào."
WANTS_NONE = "Văn bản này không yêu cầu xác nhận."
LATE = "Quá hạn, chưa xác nhận"
LATE_DONE = "Xác nhận muộn"
ON_TIME = "Xác nhận đúng hạn"
REMIND = "Nhắc những người chưa xác nhận"
REMIND_TITLE = "Nhắc những người chưa xác nhận?"
REMIND_LATE = "Nhắc những người quá hạn"
REMIND_LATE_TITLE = "Nhắc những người quá hạn?"
PRINT = "Tải báo cáo để in (PDF)"
EXCEL = "Tải bảng tính (Excel)"
REPORT = "Báo cáo"
REPORT_NAMES = "Báo cáo của chi bộ có họ tên từng đồng chí. Việc lập báo cáo được ghi vào nhật ký."
REPORT_FIGURES = "Báo cáo chỉ có số liệu theo đơn vị. Việc lập báo cáo được ghi vào nhật ký."
REPORT_SAVED = "Đã tải báo cáo về máy."
REMIND_YES = "Nhắc"
REMINDED_NONE = "Các đồng chí chưa xác nhận đều vừa được nhắc. Đồng chí chờ thêm rồi hãy nhắc lại."
LEADERS = "Tính theo bí thư, phó bí thư các đơn vị."


def total(acknowledged: str, expected: str, percent: int) -> str:
    """How many have acknowledged, in words."""
    return f"{acknowledged} trên {expected} đồng chí đã xác nhận ({percent}%)"


def missing(count: str) -> str:
    """How many have not."""
    return f"Còn {count} đồng chí chưa xác nhận"


def counts(on_time: str, late: str, missing: str, *, overdue: bool) -> str:
    """The three figures of a unit on one line; what the deadline has to do with them."""
    left = f"{missing} quá hạn chưa xác nhận" if overdue else f"{missing} chưa xác nhận"
    return f"{on_time} đúng hạn · {late} muộn · {left}"


def report_file(day: str, ending: str) -> str:
    """The name under which a report is kept."""
    return f"bao-cao-xac-nhan-{day}.{ending}"


def group(title: str, count: str) -> str:
    """A group of people with its size."""
    return f"{title} ({count})"


def acknowledged_at(moment: str, *, late: bool = False) -> str:
    """When a person acknowledged, and whether after the deadline."""
    return f"Xác nhận {moment}, sau hạn" if late else f"Xác nhận {moment}"


def reminded_at(when: str) -> str:
    """When a person was last reminded."""
    return f"Đã nhắc {when}"


def remind_text(unit: str, count: str, *, overdue: bool = False) -> str:
    """Asked before reminding."""
    who = "quá hạn chưa xác nhận" if overdue else "chưa xác nhận"
    return (
        f"{count} đồng chí {who} ở {unit} sẽ thấy lời nhắc ngay trên Trang chủ. "
        "Người được miễn sinh hoạt và người vừa được nhắc thì không bị nhắc."
    )


def reminded(count: int) -> str:
    """What reminding has brought."""
    return f"Đã nhắc {count} đồng chí." if count else REMINDED_NONE
