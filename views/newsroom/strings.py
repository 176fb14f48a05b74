"""Vietnamese words of the newsroom."""

from __future__ import annotations

from services.newsroom.models import Show, Step
from services.posts.models import Category
from views.newsroom.sentences import strings as said

SOMEBODY = said.SOMEBODY
STATES = said.STATES
THE_CLOCK = said.THE_CLOCK
at_desk = said.at_desk
by = said.by
changed = said.changed
changed_meanwhile = said.changed_meanwhile
clashes = said.clashes
for_whom = said.for_whom
goes_out = said.goes_out
length = said.length
me_elsewhere = said.me_elsewhere
meant_for_others = said.meant_for_others
others_here = said.others_here
owned = said.owned
picture = said.picture
publish_text = said.publish_text
saved_at = said.saved_at
saved_by = said.saved_by
schedule_text = said.schedule_text
state_line = said.state_line
step_line = said.step_line
submit_text = said.submit_text
summary = said.summary
unchanged = said.unchanged
until = said.until
version = said.version
version_line = said.version_line
waits = said.waits
written_for = said.written_for

# My articles
MY_ARTICLES = "Bài viết của tôi"
WRITE_NEW = "Viết bài mới"
NO_ARTICLES = (
    "Đồng chí chưa viết bài nào. Bấm Viết bài mới để bắt đầu; bài được tự lưu khi đồng chí viết."
)
UNTITLED = "(chưa có tiêu đề)"
NOT_A_WRITER = (
    "Đồng chí chưa được giao viết bài cho đơn vị nào. Nếu muốn làm cộng tác viên, đồng chí báo "
    "với bí thư chi bộ."
)
DISCARDED = "Bài đã bỏ"
NO_DISCARDED = "Không có bài nào đã bỏ."
SHOW_DISCARDED = "Xem bài đã bỏ"
SHOW_LIVE = "Về danh sách bài"
MORE = "Xem thêm"

KINDS: dict[Category, str] = {Category.NEWS: "Tin tức", Category.STUDY: "Học tập"}

# Writing
WRITE = "Viết bài"
EDIT = "Sửa bài"
FIELD_UNIT = "Viết thay mặt"
FIELD_TARGET = "Bài dành cho"
FIELD_KIND = "Chuyên mục"
FIELD_TITLE = "Tiêu đề"
FIELD_LEAD = "Tóm tắt"
LEAD_HELP = "Một hai câu, hiện ngay dưới tiêu đề."
FIELD_BODY = "Nội dung"
BODY_HINT = "Đồng chí viết nội dung ở đây."
SECRECY = (
    "Không đưa tài liệu mật lên đây. Tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT phải xử lý theo "
    "quy định về bảo vệ bí mật nhà nước."
)

TOOLS = "Định dạng chữ"
BOLD = "Chữ đậm"
ITALIC = "Chữ nghiêng"
HEADING = "Đề mục"
BULLETS = "Gạch đầu dòng"
NUMBERS = "Đánh số"
QUOTE = "Trích dẫn"
LINK = "Đường dẫn"
SAMPLES = {"bold": "chữ đậm", "italic": "chữ nghiêng", "link": "tên đường dẫn"}
TAB_WRITE = "Viết"
TAB_PREVIEW = "Xem trước"
PREVIEW = "Bạn đọc sẽ thấy"
NOTHING_TO_PREVIEW = "Chưa có nội dung để xem trước."
TIDY = "Dọn chữ dán từ Word"
TIDY_FOUND = "Trong bài có ký hiệu dán từ Word mà máy khác có thể không đọc được."
TIDIED = "Đã dọn sạch chữ dán từ Word."
FROM_WORD = "Lấy bài từ tệp Word"
FROM_WORD_HELP = "Tệp .docx: lấy tiêu đề, nội dung và ảnh, ảnh ở đúng chỗ trong bài."
FROM_WORD_TITLE = "Thay nội dung đang viết?"
FROM_WORD_TEXT = "Tiêu đề, tóm tắt và nội dung đang có sẽ được thay bằng nội dung của tệp Word."
FROM_WORD_YES = "Thay bằng tệp Word"
FROM_WORD_DONE = "Đã lấy nội dung từ tệp Word. Đồng chí đọc lại trước khi gửi."
FROM_WORD_NOT_WHOLE = (
    "Đã lấy nội dung từ tệp Word, nhưng có ảnh trong tệp không lấy được. Đồng chí thêm lại ảnh đó."
)

PICTURES = "Ảnh"
PICTURES_HELP = "Ảnh JPG, PNG, WebP. Ảnh được thu nhỏ và xóa vị trí chụp trước khi lưu."
ADD_PICTURE = "Thêm ảnh"
ADD_FIRST = "Viết tiêu đề hoặc nội dung trước, bài tự lưu rồi mới thêm ảnh được."
ALTERNATIVE = "Ảnh cho thấy gì"
ALTERNATIVE_HELP = "Đọc cho đồng chí không nhìn được ảnh. Ví dụ: Các đồng chí quét dọn ngõ Hoa Mẫu."
PUT_IN_TEXT = "Đặt vào bài"
REMOVE_PICTURE = "Bỏ ảnh"
PICTURE_UP = "Đưa ảnh lên"
PICTURE_DOWN = "Đưa ảnh xuống"

# Saving by itself
SAVING = "Đang lưu…"
NOT_SAVED_YET = "Bài tự lưu khi đồng chí ngừng gõ."
NOT_SAVED = "Chưa lưu được lên máy chủ. Bài vẫn còn trên máy này và sẽ được lưu lại."
RETRY_SAVE = "Lưu lại ngay"
STAMP_FOUND = (
    "Trong bài có dấu chỉ mức mật (MẬT, TỐI MẬT, TUYỆT MẬT) nên chưa được lưu. Tài liệu mật không "
    "được đưa lên đây. Nếu chắc chắn không phải, đồng chí xác nhận; việc này được ghi vào nhật ký."
)
NOT_CLASSIFIED = "Không phải tài liệu mật"

KEPT_TITLE = "Bài đang viết dở"
KEPT_TEXT = "Trên máy này còn phần đồng chí viết mà máy chủ chưa có. Đồng chí muốn viết tiếp không?"
KEPT_RESUME = "Viết tiếp phần này"
KEPT_DROP = "Bỏ phần này"
KEPT_LEAVE = "Để đó, viết bài mới"

# Sending
SEND = "Gửi biên tập"
DONE_EDITING = "Xong, về bài"
CHECKS = "Trước khi gửi"
CHECK_TITLE = "Có tiêu đề"
CHECK_BODY = "Có nội dung"
CHECK_LEAD = "Có tóm tắt (nên có)"
CHECK_ALTERNATIVES = "Mỗi ảnh có lời tả"
CHECK_SOURCE = "Có nguồn và phép đăng lại"
THERE = "đã có"
MISSING = "còn thiếu"
SUBMIT_TITLE = "Gửi bài đi biên tập?"
SUBMITTED = "Đã gửi bài."
CHECK_FIELDS = "Còn thiếu: đồng chí xem các dòng báo phía trên."

TITLE_SHORT = "Đồng chí viết tiêu đề, ít nhất 3 ký tự."
BODY_EMPTY = "Đồng chí viết nội dung."

# One article, for its author and its desk
ARTICLE = "Bài viết"
HISTORY = "Quá trình xử lý"
SEE_HISTORY = "Xem quá trình xử lý"
SEE_CHANGES = "Xem đã sửa gì"
SEE_POST = "Xem bài đã đăng"
NOT_YOURS_TO_EDIT = "Bài đang ở khâu biên tập, đồng chí xem được mà chưa sửa được."
REASON_OF_RETURN = "Lý do trả lại"
REASON_OF_WITHDRAWAL = "Lý do gỡ bài"
WHAT_NOW = "Việc có thể làm"

STEPS: dict[Step, str] = {
    Step.SUBMIT: "Gửi biên tập",
    Step.RECALL: "Rút về sửa",
    Step.DISCARD: "Bỏ bài",
    Step.RESTORE: "Lấy lại bài",
    Step.TAKE: "Nhận biên tập",
    Step.TAKE_OVER: "Nhận thay",
    Step.RELEASE: "Thôi nhận",
    Step.RETURN: "Trả lại để sửa",
    Step.PASS_UP: "Chuyển cấp trên",
    Step.PUBLISH: "Đăng ngay",
    Step.SCHEDULE: "Hẹn giờ đăng",
    Step.UNSCHEDULE: "Bỏ hẹn giờ",
}
DONE: dict[Step, str] = {
    Step.SUBMIT: "Đã gửi bài.",
    Step.RECALL: "Đã rút bài về.",
    Step.DISCARD: "Đã bỏ bài. Trong 30 ngày đồng chí còn lấy lại được.",
    Step.RESTORE: "Đã lấy lại bài.",
    Step.TAKE: "Đồng chí đã nhận bài này.",
    Step.TAKE_OVER: "Đồng chí đã nhận thay bài này.",
    Step.RELEASE: "Đã thôi nhận, người khác có thể nhận.",
    Step.RETURN: "Đã trả lại cho người viết.",
    Step.PASS_UP: "Đã chuyển cấp trên.",
    Step.PUBLISH: "Đã đăng.",
    Step.SCHEDULE: "Đã hẹn giờ đăng.",
    Step.UNSCHEDULE: "Đã bỏ hẹn giờ.",
}
ASK: dict[Step, tuple[str, str]] = {
    Step.RECALL: ("Rút bài về?", "Ban biên tập sẽ không còn thấy bài này cho đến khi đồng chí gửi lại."),
    Step.DISCARD: ("Bỏ bài này?", "Bài vào mục Bài đã bỏ; trong 30 ngày đồng chí còn lấy lại được."),
    Step.TAKE_OVER: ("Nhận thay?", "Người đang nhận sẽ thấy đồng chí đã nhận thay bài này."),
    Step.RELEASE: ("Thôi nhận bài này?", "Bài trở lại hàng chờ, người khác có thể nhận."),
    Step.PASS_UP: ("Chuyển bài lên cấp trên?", "Cấp trên sẽ quyết định việc đăng."),
    Step.UNSCHEDULE: ("Bỏ hẹn giờ?", "Bài sẽ không tự đăng nữa."),
}  # fmt: skip
PUBLISH_TITLE = "Đăng bài này?"
RETURN_TITLE = "Trả lại để sửa"
RETURN_REASON = "Cần sửa những gì"
RETURN_REASON_HELP = "Người viết đọc được dòng này."
REASON_SHORT = "Đồng chí ghi lý do, ít nhất 3 ký tự."
SCHEDULE_TITLE = "Hẹn giờ đăng"
ON_DAY = "Ngày đăng"
AT_TIME = "Giờ đăng"
AT_TIME_HELP = "Giờ Việt Nam, ví dụ 07:30."
TIME_WRONG = "Giờ chưa đúng. Đồng chí viết theo mẫu giờ:phút, ví dụ 07:30."
TIME_PAST = "Thời điểm này đã qua. Đồng chí chọn giờ sau lúc này."
DAY_MISSING = "Đồng chí chọn ngày."
BACK = "Quay lại bài"

# The desk
DESK = "Tòa soạn"
SHOWS: dict[Show, str] = {
    Show.ALL: "Tất cả",
    Show.MINE: "Tôi nhận",
    Show.UNCLAIMED: "Chưa ai nhận",
    Show.SCHEDULED: "Hẹn giờ",
}
WHICH = "Xem những bài"
NOTHING_WAITS: dict[Show, str] = {
    Show.ALL: "Không có bài nào đang chờ.",
    Show.MINE: "Đồng chí chưa nhận bài nào.",
    Show.UNCLAIMED: "Bài nào cũng đã có người nhận.",
    Show.SCHEDULED: "Không có bài nào hẹn giờ.",
}
NOBODY = "Chưa ai nhận"
MINE = "Tôi đang nhận"
OLDEST_FIRST = "Bài chờ lâu nhất ở trên."

# Differences and history
CHANGES = "Đã sửa gì"
NO_CHANGES = "Hai bản giống nhau."
LEGEND = "Chữ gạch ngang là chữ đã bỏ, chữ gạch chân là chữ thêm vào."
GONE = "bỏ"
ADDED = "thêm"
LINE_GONE = "Đoạn bỏ đi"
LINE_ADDED = "Đoạn thêm vào"
LINE_CHANGED = "Đoạn có sửa"
FILES_CHANGED = "Ảnh có thay đổi"
VERSIONS = "Các bản đã lưu"
STEPS_TAKEN = "Các bước"
NOTHING_YET = "Chưa có bước nào."

# Two people at once
CONFLICT = "Hai người cùng sửa"
CONFLICT_SAFE = "Phần đồng chí viết vẫn còn nguyên ở đây."
MERGED_BY_ITSELF = "Hai bên sửa ở những đoạn khác nhau, ghép được ngay."
CHOOSE = "Hai bên cùng sửa đoạn này"
KEEP_MINE = "Giữ của tôi"
KEEP_THEIRS = "Giữ của bên kia"
KEEP_BOTH = "Giữ cả hai"
MY_TEXT = "Của tôi"
THEIR_TEXT = "Của bên kia"
SAVE_MERGED = "Lưu bản đã ghép"
MERGED_SAVED = "Đã lưu bản ghép. Cả hai bản cũ vẫn còn trong quá trình xử lý."
SAVE_AS_OWN = "Giữ thành bài riêng của tôi"
SAVED_AS_OWN = "Đã giữ thành một bài riêng trong Bài viết của tôi."
SEE_THEIRS = "Bên kia đã sửa gì"
WAS_MOVED = (
    "Bài này vừa chuyển sang khâu khác nên không lưu thêm được. Phần đồng chí viết vẫn còn ở đây; "
    "đồng chí có thể giữ thành bài riêng."
)

# Published articles
POST_DESK = "Xử lý bài đã đăng"
PIN = "Ghim lên đầu"
PIN_TITLE = "Ghim bài lên đầu mục Tin tức"
PIN_UNTIL = "Ghim đến hết ngày"
PIN_HELP = "Hết ngày này bài tự thôi ghim."
PINNED = "Đã ghim."
PIN_MOVE = "Đổi ngày thôi ghim"
PIN_SAVE = "Lưu ngày mới"
PIN_MOVED = "Đã đổi ngày thôi ghim."
UNPIN = "Bỏ ghim"
UNPINNED = "Đã bỏ ghim."
UNPIN_TITLE = "Bỏ ghim bài này?"
UNPIN_TEXT = "Bài trở về đúng chỗ theo ngày đăng."
CORRECT = "Đính chính"
CORRECT_HELP = "Sửa chỗ sai trong bài, số, ngày, người ký của văn bản; bạn đọc thấy lời đính chính."
CORRECTION_NOTE = "Lời đính chính"
CORRECTION_NOTE_HELP = (
    "Bạn đọc thấy dòng này ở đầu bài. Ví dụ: Sửa lại giờ tập trung thành 7 giờ 30."
)
SAVE_CORRECTION = "Đăng bản đính chính"
CORRECTION_TAKEN = "Đã lấy lại phần đính chính đồng chí viết dở trên máy này."
CORRECTION_OLDER = (
    "Đồng chí viết dở phần dưới đây khi bài còn là bản trước. Bài đã được đính chính từ đó; đồng chí "
    "xem lại rồi viết vào ô nếu còn cần."
)
CORRECTION_DROP = "Bỏ phần viết dở"
CORRECT_TITLE = "Đăng bản đính chính?"
CORRECT_TEXT = "Bạn đọc thấy bản mới cùng lời đính chính. Bản cũ được giữ trong quá trình xử lý."
CORRECTED = "Đã đính chính."
WITHDRAW = "Gỡ bài"
WITHDRAW_HELP = "Bài không còn đọc được; ai mở đường dẫn sẽ thấy lý do."
WITHDRAW_REASON = "Lý do gỡ bài"
WITHDRAW_REASON_HELP = "Bạn đọc thấy dòng này."
WITHDRAW_TITLE = "Gỡ bài này?"
WITHDRAW_TEXT = "Bài đã gỡ không đăng lại được. Ai mở đường dẫn sẽ thấy lý do đồng chí ghi."
WITHDRAWN = "Đã gỡ bài."
NOTHING_TO_DO = "Đồng chí không có việc gì phải làm với bài này."
OLD_TEXTS = "Bản trước khi đính chính"


def pinned_until(day: str) -> str:
    """How long a post stands on top."""
    return f"Đang ghim đến hết ngày {day}."
