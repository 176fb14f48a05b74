"""Vietnamese words of opinions."""

from __future__ import annotations

from datetime import datetime

from services.opinions.models import NoteKind
from views.shared import text

OPINIONS = "Ý kiến, câu hỏi"
SEND_NAMED = "Gửi ý kiến có ghi tên"
SEND_UNNAMED = "Gửi ý kiến không ghi tên"
SEND_NOTE = "Bí thư, phó bí thư đọc trước và nêu ở buổi họp."
MINE = "Ý kiến đồng chí đã gửi"
NAMED = "Ý kiến có ghi tên"
UNNAMED = "Ý kiến không ghi tên"
UNNAMED_NOTE = "Không lưu người gửi và giờ gửi. Thứ tự ở đây không phải thứ tự gửi."
NONE = "Chưa có ý kiến nào."
WORDS = "Ý kiến của đồng chí"
WORDS_SHORT = "Viết ý kiến, ít nhất 2 chữ cái, nhiều nhất 4.000."
PROTECTS = (
    "Ý kiến này không kèm tên: phần mềm không lưu ai gửi, gửi lúc nào, không ghi vào nhật ký, không lưu bản nháp. "
    "Bí thư, phó bí thư chỉ đọc được chữ đồng chí viết. Cách viết hoặc chi tiết riêng vẫn có thể làm người đọc đoán ra. "
    "Gửi rồi không rút lại được, vì không ai biết ý kiến nào của ai."
)
SEND = "Gửi"
SENT = "Đã gửi ý kiến"
SENT_UNNAMED = "Đã gửi, không kèm tên"
ABOUT_ME = "Chờ đồng chí đồng ý"
ABOUT_ME_NOTE = "Thư ký muốn ghi điều này vào biên bản. Chỉ ghi khi đồng chí đồng ý; không đồng ý thì nội dung bị xóa."
AGREE = "Đồng ý ghi"
REFUSE = "Không đồng ý"
AGREED = "Đã đồng ý"
REFUSED = "Đã xóa, không ghi vào biên bản"
WAITING = "Chờ người được ghi đồng ý"
NOTES = "Tự phê bình, phê bình"
NOTE_ADD = "Ghi tự phê bình, phê bình"
NOTE_KIND = "Ghi điều gì"
NOTE_KINDS: dict[NoteKind, str] = {
    NoteKind.SELF_CRITICISM: "Tự phê bình",
    NoteKind.CRITICISM: "Góp ý, phê bình",
}
NOTE_WHO = "Về ai"
NOTE_WHO_MISSING = "Chọn người."
NOTE_WORDS = "Nội dung"
NOTE_HELP = "Chỉ vào biên bản khi chính người đó đồng ý trên điện thoại của mình. Ai không có điện thoại thì ghi trên giấy."
NOTE_ASKED = "Đã ghi, chờ người đó đồng ý"
QUESTIONS = "Câu hỏi, kiến nghị lên cấp trên"
QUESTIONS_NONE = "Chưa có câu hỏi nào."
QUESTION_ADD = "Ghi câu hỏi lên cấp trên"
QUESTION_WORDS = "Câu hỏi, kiến nghị"
QUESTION_HELP = "Không ghi ai hỏi. Trả lời của cấp trên hiện cho cả chi bộ."
QUESTION_PASS = "Chuyển cấp trên ngay"
PASS_UP = "Chuyển cấp trên"
PASSED = "Đã chuyển cấp trên"
NOT_PASSED = "Chưa chuyển"
QUESTION_SAVED = "Đã ghi câu hỏi"
ANSWER = "Trả lời"
ANSWER_WORDS = "Trả lời chi bộ"
ANSWER_SEND = "Gửi trả lời"
ANSWERED = "Đã trả lời chi bộ"
UP = "Câu hỏi của các chi bộ"
UP_NONE = "Không có câu hỏi nào chờ trả lời."
UP_DONE = "Đã trả lời"
UP_WAITING = "Chờ trả lời"
MORE = "Xem thêm"
CLASSIFIED_TEXT = "Chữ vừa nhập có dấu hiệu của tài liệu mật. Tài liệu mật không được đưa lên đây. Nếu không phải, đồng chí xác nhận; việc xác nhận được ghi lại."
NOT_CLASSIFIED = "Không phải tài liệu mật"
ERRORS: dict[str, str] = {
    "meeting.not_found": "Buổi sinh hoạt này đã kết thúc, hoặc không thuộc phạm vi của đồng chí.",
    "meeting.item_not_found": "Nội dung này không còn trong chương trình.",
    "meeting.opinion_length": WORDS_SHORT,
    "meeting.classified": CLASSIFIED_TEXT,
    "meeting.voice_classified": "Chữ vừa nhập có dấu hiệu của tài liệu mật nên không gửi được. Đồng chí viết lại, bỏ các chữ ghi độ mật; nếu cần nêu thì gửi có ghi tên.",
    "meeting.too_many_voices": "Đã có quá nhiều ý kiến không ghi tên cho buổi này. Đồng chí nêu trực tiếp ở buổi họp.",
    "meeting.note_not_found": "Điều này đã được trả lời trước đó.",
    "meeting.question_not_found": "Câu hỏi này đã sang bước khác. Đồng chí tải lại.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí tải lại để kiểm tra.",
}


def said_by(name: str | None, at: datetime | None) -> str:
    """Who and when."""
    return ", ".join(part for part in (name or "", text.moment(at) if at else "") if part)


def note_line(kind: NoteKind, name: str | None) -> str:
    """What is noted, about whom."""
    return f"{NOTE_KINDS[kind]}: {name}" if name else NOTE_KINDS[kind]
