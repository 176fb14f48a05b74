"""Vietnamese words of questions and of mistakes reported."""

from __future__ import annotations

from services.questions.models import Kind

# Asking
ASK = "Hỏi, góp ý"
MISTAKE = "Báo lỗi trong bài"
PRIVACY = (
    "Chỉ người trả lời biết đồng chí hỏi. Không ai xem được danh sách ai đã hỏi hay chưa hỏi. "
    "Nếu nơi nhận không trả lời được, câu hỏi có thể được chuyển tới nơi trả lời được; đồng chí "
    "thấy đã chuyển tới đâu."
)
MISTAKE_PRIVACY = "Ban biên tập của bài nhận được và trả lời riêng cho đồng chí."
NOT_SECRET = "Không viết bí mật nhà nước vào đây."
TO_WHOM = "Gửi tới"
TO_EDITORS = "Ban biên tập của bài"
TO_SECRETARY = "Bí thư của tôi"
WORDS = "Nội dung"
WORDS_HELP = "Viết ngắn, rõ. Đồng chí có thể bấm micro trên bàn phím để nói."
MISTAKE_WORDS = "Sai ở đâu, đúng là gì"
SHORT = "Đồng chí viết ít nhất 5 chữ cái."
AGREE = "Cho đăng công khai câu hỏi và trả lời"
AGREE_HELP = (
    "Hiện dưới bài cho mọi bạn đọc của bài, không có tên đồng chí. Rút lại được bất cứ lúc nào."
)
SEND = "Gửi"
SENT = "Đã gửi. Khi có trả lời, Trang chủ sẽ báo."

# My own
MINE = "Câu hỏi của tôi"
MINE_EMPTY = "Đồng chí chưa hỏi gì. Ở cuối mỗi bài có nút Hỏi, góp ý và Báo lỗi."
ONE = "Câu hỏi"
KINDS: dict[Kind, str] = {Kind.QUESTION: "Hỏi, góp ý", Kind.MISTAKE: "Báo lỗi"}
STATES: dict[str, str] = {
    "asked": "Chờ trả lời",
    "passed_on": "Đã chuyển, chờ trả lời",
    "answered": "Đã trả lời",
    "closed": "Đã đóng",
}
NEW_ANSWER = "Có trả lời mới"
PUBLISHED = "Đã đăng dưới bài"
MAY_PUBLISH = "Đồng ý đăng công khai"
NOT_PUBLIC = "Trả lời riêng"
OPEN_POST = "Mở bài"
CORRECT_POST = "Sửa bài (đính chính)"
DELETE = "Xóa câu hỏi"
DELETE_TITLE = "Xóa câu hỏi này?"
DELETE_TEXT = "Câu hỏi biến mất hẳn, người trả lời không còn thấy."
DELETED = "Đã xóa câu hỏi."
TAKE_BACK = "Rút đồng ý đăng công khai"
TAKE_BACK_TITLE = "Rút đồng ý đăng công khai?"
TAKE_BACK_TEXT = "Nếu đã đăng dưới bài thì được gỡ ngay. Trả lời riêng vẫn còn ở đây."
TAKEN_BACK = "Đã rút. Không còn hiện dưới bài."

# Answering
INBOX = "Câu hỏi cần trả lời"
WHICH = "Danh sách"
WAITING = "Đang chờ"
SETTLED = "Đã xong"
INBOX_NOTE = "Cũ nhất trước. Tên người hỏi chỉ hiện cho nơi trả lời; không chuyển cho người khác."
INBOX_EMPTY = "Không có câu hỏi nào đang chờ."
SETTLED_EMPTY = "Chưa trả lời câu hỏi nào."
NOT_YOURS = "Đồng chí chưa được giao trả lời câu hỏi."
WHAT = "Đồng chí muốn"
ANSWER = "Trả lời"
PASS_EDITORS = "Chuyển ban biên tập của bài"
PASS_SECRETARY = "Chuyển bí thư của người hỏi"
PASS_ABOVE = "Chuyển cấp trên"
CLOSE = "Đóng, không trả lời"
ANSWER_WORDS = "Trả lời"
CLOSE_WORDS = "Lý do đóng"
ANSWER_SHORT = "Đồng chí viết vài chữ để người hỏi hiểu."
MENDED_TITLE = "Bài đã được sửa?"
THANKS = "Cảm ơn đồng chí đã báo. Bài đã được sửa."
PUBLISH = "Đăng câu hỏi và trả lời dưới bài"
PUBLISH_HELP = "Người hỏi đã đồng ý. Bài không hiện tên người hỏi."
PUBLISH_NOW = "Đăng dưới bài"
UNPUBLISH = "Gỡ khỏi bài"
DO: dict[str, str] = {
    "answer": "Gửi trả lời",
    "pass_editors": "Chuyển",
    "pass_secretary": "Chuyển",
    "pass_above": "Chuyển",
    "close": "Đóng câu hỏi",
}
DONE: dict[str, str] = {
    "answered": "Đã gửi trả lời.",
    "passed_on": "Đã chuyển.",
    "closed": "Đã đóng.",
}
ANSWERED_PRIVATELY = "Người hỏi không đồng ý đăng công khai: trả lời chỉ tới người hỏi."
SETTLED_ALREADY = "Câu hỏi này đã xong."

MORE = "Xem thêm"

ERRORS: dict[str, str] = {
    "post.not_found": "Bài này không còn hoặc không thuộc phạm vi của đồng chí.",
    "question.length": "Nội dung từ 5 đến 2.000 chữ cái.",
    "question.answer_length": "Nội dung từ 3 đến 5.000 chữ cái.",
    "question.classified": (
        "Trong nội dung có chữ như dấu MẬT. Không gửi tài liệu mật qua đây; nếu không phải, đồng chí "
        "bấm Gửi lại và xác nhận."
    ),
    "question.slow_down": "Đồng chí vừa gửi nhiều câu liền. Nghỉ một lát rồi gửi tiếp; nội dung vẫn còn ở đây.",
    "question.nobody_answers": "Chưa có ai ở nơi nhận để trả lời. Đồng chí chọn nơi khác.",
    "question.not_found": "Câu hỏi này không còn, đã chuyển đi, hoặc không phải của đồng chí.",
    "question.settled": "Câu hỏi này đã được trả lời hoặc đóng trước đó. Đồng chí tải lại để xem.",
    "question.not_agreed": "Người hỏi không đồng ý đăng công khai. Đồng chí trả lời riêng.",
    "question.not_answered": "Câu hỏi này chưa có trả lời để đăng.",
    "question.already_there": "Câu hỏi đang ở đúng nơi ấy. Đồng chí chọn nơi khác.",
    "write.key_reused": "Đồng chí bấm Gửi lại một lần nữa.",
}


def about(title: str) -> str:
    """The post that a question is about."""
    return f"Về bài: {title}"


def asked(when: str) -> str:
    """When it was asked."""
    return f"Hỏi {when}"


def moved(desk: str, when: str) -> str:
    """To where it was passed on, when."""
    return f"Chuyển tới {desk}, {when}"


def answered_by(desk: str, when: str) -> str:
    """Who answered, when."""
    return f"{desk} trả lời {when}"


def closed_by(desk: str, when: str) -> str:
    """Who closed it, when."""
    return f"{desk} đóng {when}"


def lies_at(desk: str) -> str:
    """Whose desk it lies at."""
    return f"Nơi trả lời: {desk}"


def waits_for(days: int) -> str:
    """How long it has been waiting."""
    return "Mới hôm nay" if days < 1 else f"Chờ {days} ngày"


def mended(words: str) -> str:
    """Asked before words are sent that stood in the field from the start."""
    return f"Người báo lỗi sẽ nhận được: “{words}” Gửi rồi thì không lấy lại được."
