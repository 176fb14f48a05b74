"""Words of the import: sentences for its report, and the words it looks for in a text."""

from collections.abc import Mapping
from typing import Final

from services.articles.models import Caution, ImportCategory, Reason

REASONS: Final[Mapping[Reason, str]] = {
    Reason.NOT_FOUND: "Không tìm thấy tệp hoặc thư mục này.",
    Reason.UNREADABLE: "Không đọc được tệp; hãy kiểm tra quyền truy cập.",
    Reason.UNSUPPORTED: "Chỉ nhận tệp .txt, .md, .html và .docx.",
    Reason.OUTSIDE: "Tệp là liên kết trỏ ra ngoài thư mục đã chọn.",
    Reason.TOO_LARGE: "Tệp lớn hơn 20 MB.",
    Reason.EMPTY: "Tệp không có nội dung chữ.",
    Reason.NOT_TEXT: "Nội dung không phải là văn bản, dù tên tệp có đuôi văn bản.",
    Reason.UNKNOWN_ENCODING: (
        "Không nhận ra bảng mã (có thể là TCVN3 hoặc VNI); hãy lưu lại bằng Unicode UTF-8."
    ),
    Reason.NOT_DOCX: "Tệp không đúng định dạng .docx; hãy mở bằng Word và lưu lại thành .docx.",
    Reason.PASSWORD: "Tệp được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi thử lại.",
    Reason.CORRUPT: "Tệp bị hỏng hoặc thiếu phần.",
    Reason.BOMB: "Tệp nén bất thường: khi giải nén sẽ quá lớn nên không mở.",
    Reason.TOO_COMPLEX: "Nội dung quá rối (quá nhiều thẻ hoặc lồng nhau quá nhiều lớp) nên không đọc.",
    Reason.TOO_LONG: "Nội dung dài hơn 200.000 ký tự; hãy chia thành nhiều bài.",
    Reason.CLASSIFIED: (
        "Tệp có dấu hiệu tài liệu mật. Tài liệu mật không được đưa vào hệ thống này; "
        "nếu chắc chắn không phải, hãy bỏ dấu đó khỏi tên và nội dung tệp."
    ),
    Reason.NOT_FILED: "Đọc được tệp nhưng không lưu được vào cơ sở dữ liệu; hãy chạy lại lệnh này.",
}

CAUTIONS: Final[Mapping[Caution, str]] = {
    Caution.LEGACY_ENCODING: "Đã chuyển từ bảng mã cũ sang Unicode, đề nghị đọc lại dấu.",
    Caution.DAMAGED_LETTERS: "Có vài chữ bị hỏng trong tệp, đã thay bằng dấu �, đề nghị đọc lại.",
    Caution.NO_DATE: "Không thấy ngày đăng.",
    Caution.DATE_FROM_PROPERTIES: "Ngày lấy từ thuộc tính của tệp, đề nghị kiểm tra.",
    Caution.TITLE_FROM_NAME: "Tiêu đề lấy từ tên tệp.",
    Caution.TITLE_CUT: "Tiêu đề quá dài đã được cắt bớt.",
    Caution.LEAD_CUT: "Phần mở đầu quá dài đã được cắt bớt.",
    Caution.REMOTE_PICTURE: "Có ảnh nằm trên mạng, không tải về.",
    Caution.PICTURE_OUTSIDE: "Có ảnh nằm ngoài thư mục của tệp, đã bỏ qua.",
    Caution.PICTURE_MISSING: "Có ảnh được nhắc tới nhưng không tìm thấy.",
    Caution.PICTURE_REFUSED: "Có ảnh hỏng hoặc không đúng định dạng, đã bỏ qua.",
    Caution.TOO_MANY_PICTURES: "Chỉ giữ 20 ảnh đầu tiên.",
    Caution.DRAFT_NO_PERMISSION: (
        "Lưu thành bản nháp, chưa đăng: bài lấy từ báo chí mà chưa ghi ai cho phép đăng lại. Thêm dòng "
        "“Cho phép: …” vào đầu tệp, hoặc mở bản nháp và điền ô Được phép đăng lại."
    ),
    Caution.DRAFT_NO_ALTERNATIVE: (
        "Lưu thành bản nháp, chưa đăng: có ảnh chưa ghi ảnh cho thấy gì. Mở bản nháp và điền ô đó."
    ),
}

CATEGORIES: Final[Mapping[ImportCategory, str]] = {
    "news": "Tin tức",
    "study": "Học tập",
    "notice": "Thông báo",
    "document": "Văn bản",
}

COLUMNS: Final = ("Tệp", "Kết quả", "Ngày", "Loại", "Ảnh", "Tiêu đề hoặc lý do")
OK: Final = "Đã đọc"
REFUSED: Final = "Từ chối"
NO_DATE_CELL: Final = "–"
NOTE_MARK: Final = "Lưu ý: "
SUMMARY: Final = "Tổng cộng {total} tệp: đọc được {ok}, từ chối {refused}."
NOTHING: Final = "Không có tệp nào để đọc."

# --- words that are looked for in a text (lower case, composed) ---------------------------------

WORD_NUMBER: Final = "số"
WORD_DAY: Final = "ngày"
WORD_MONTH: Final = "tháng"
WORD_YEAR: Final = "năm"
WEEKDAYS: Final = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"

TITLE_LABELS: Final = ("tiêu đề", "tên bài", "title")
LEAD_LABELS: Final = ("tóm tắt", "sapo", "mở đầu", "lead", "summary", "description")
DATE_LABELS: Final = ("ngày đăng", "ngày", "date", "published")
SOURCE_LABELS: Final = ("nguồn", "nguồn tin", "theo nguồn", "source")

# Keys of a Markdown header.
TITLE_KEYS: Final = ("title", "tiêu đề", "tieu de", "tieude")
LEAD_KEYS: Final = ("lead", "summary", "description", "excerpt", "sapo", "tóm tắt", "tom tat")
DATE_KEYS: Final = ("published", "date", "published_on", "pubdate", "ngày", "ngay", "ngày đăng")
SOURCE_KEYS: Final = ("source", "nguồn", "nguon")
PERMISSION_KEYS: Final = ("permission", "cho phép", "cho phep", "được phép", "duoc phep")
CATEGORY_KEYS: Final = ("category", "categories", "chuyên mục", "chuyen muc", "loại", "loai")

CATEGORY_NAMES: Final[Mapping[str, ImportCategory]] = {
    "news": "news",
    "tin tức": "news",
    "tin": "news",
    "study": "study",
    "học tập": "study",
    "notice": "notice",
    "thông báo": "notice",
    "document": "document",
    "văn bản": "document",
    "tài liệu": "document",
}
NOTICE_STARTS: Final = ("thông báo", "giấy mời", "lịch ", "mời ", "v/v ", "về việc ")
STUDY_WORDS: Final = (
    "học tập", "nghị quyết", "chuyên đề", "tài liệu", "hỏi và đáp", "hỏi – đáp", "hỏi - đáp",
    "hỏi đáp", "bồi dưỡng", "tìm hiểu",
)  # fmt: skip

# A title of one of these words goes on in the next line ("CHỈ THỊ" / "về ...").
DOCUMENT_KINDS: Final = frozenset(
    {
        "báo cáo", "chỉ thị", "chương trình", "công văn", "đề án", "đề cương", "giấy mời",
        "hướng dẫn", "kế hoạch", "kết luận", "nghị quyết", "quy chế", "quy định",
        "quyết định", "thông báo", "thông tri", "tờ trình",
    }
)  # fmt: skip
LETTERHEAD_WORDS: Final = ("đảng cộng sản việt nam", "cộng hòa xã hội chủ nghĩa việt nam")

STAMP: Final = "MẬT"
STAMP_LEVELS: Final = ("TUYỆT", "TỐI")
STAMP_LABEL: Final = "ĐỘ MẬT"
STAMP_FRAMES: Final = ("DẤU", "TÀI LIỆU", "VĂN BẢN", "CÔNG VĂN", "LOẠI")
# 'MẬT' inside ordinary words written in capitals: secret (noun), honey, close, dense, password …
STAMP_BEFORE: Final = frozenset({"BÍ", "CƠ", "THÂN", "NỒNG", "RUỘT", "CẨN", "ONG"})
STAMP_AFTER: Final = frozenset(
    {"ONG", "THIẾT", "ĐỘ", "MÃ", "KHẨU", "VỤ", "DANH", "HIỆU", "BÁO", "NGỌT", "HOA", "NGỮ"}
)
STAMP_IN_NAMES: Final = r"(?:TUYET|TOI)[ _.-]?MAT"

UNKNOWN_UNIT: Final = "Không có tổ chức đảng nào mang mã “{code}”."
