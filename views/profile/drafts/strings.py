"""Words of the list of one's own drafts."""

TITLE = "Bản nháp của tôi"
LINE = "Những gì đang viết dở, chưa gửi"
INTRO = "Những gì đồng chí viết dở mà chưa gửi. Chỉ đồng chí thấy; gửi rồi thì bản nháp tự hết."
EMPTY = "Đồng chí không có gì viết dở."
OPEN = "Viết tiếp"
NO_PATH = "Đồng chí mở lại mục ấy để viết tiếp."
DROPPED = "Đã bỏ bản nháp"
DROP_TEXT = "Những gì đồng chí viết trong bản nháp này sẽ mất, không lấy lại được."
OTHER = "Viết dở"

FORMS: dict[str, str] = {
    "answer.question": "Trả lời câu hỏi",
    "article.return": "Trả lại bài viết",
    "file.release": "Cho dùng lại tệp",
    "file.stop": "Ngừng lưu hành tệp",
    "inspection.aims": "Mục đích, yêu cầu của kế hoạch kiểm tra, giám sát",
    "inspection.adoption": "Sửa ngày thông qua kế hoạch kiểm tra, giám sát",
    "inspection.conclude": "Kết luận kiểm tra, giám sát",
    "inspection.line": "Sửa nội dung kiểm tra, giám sát",
    "inspection.new": "Thêm nội dung kiểm tra, giám sát",
    "inspection.report": "Báo cáo kiểm tra, giám sát",
    "inspection.statement": "Ý kiến về kết quả kiểm tra, giám sát",
    "inspection.unadopt": "Bỏ ghi thông qua kế hoạch kiểm tra, giám sát",
    "inspection": "Kiểm tra, giám sát",
    "meeting.cancel": "Hủy buổi họp",
    "meeting.edit": "Sửa buổi họp",
    "meeting.excuse": "Xin vắng họp",
    "meeting.excuse_for": "Xin vắng thay người khác",
    "meeting.new": "Lập buổi họp",
    "member.export": "Lý do tải danh sách",
    "opinion.named": "Ý kiến gửi trước buổi họp",
    "opinion.note": "Phê bình, tự phê bình",
    "opinion.question": "Câu hỏi lấy ý kiến",
    "paper.correct": "Đính chính biên bản, nghị quyết",
    "post.compose": "Soạn bài, thông báo",
    "post.correct": "Đính chính bài đã đăng",
    "post.withdraw": "Thu hồi bài đã đăng",
    "question.mistake": "Báo chỗ sai",
    "question.question": "Câu hỏi về bài đăng",
    "question": "Câu hỏi, góp ý",
    "record.ask": "Xin sửa hồ sơ của tôi",
    "record.contact": "Cách liên hệ với tôi",
    "record.edit": "Sửa hồ sơ đảng viên",
    "record.erase": "Xóa hồ sơ",
    "record.new": "Thêm đảng viên",
    "record.proxy": "Nhập thay đảng viên",
    "request.answer": "Trả lời đề nghị sửa hồ sơ",
    "score": "Chấm điểm buổi họp",
    "score.self": "Tự chấm điểm buổi họp",
    "score.superior": "Chấm điểm buổi họp",
    "task.add": "Giao thêm người",
    "task.ask_change": "Đề nghị đổi việc",
    "task.ask_time": "Xin thêm thời gian",
    "task.assign": "Giao việc",
    "task.cancel": "Thôi giao việc",
    "task.comment": "Lời nhắn về việc",
    "task.correct": "Sửa nội dung việc",
    "task.hand_in": "Báo xong việc",
    "task.report": "Báo tiến độ",
    "task.return": "Trả lại việc",
    "task": "Việc được giao",
    "vote.cancel": "Hủy biểu quyết",
    "vote.new": "Lập biểu quyết",
}
"""What is being filled in, by the name of the form or the beginning of it."""


def form(name: str) -> str:
    """What a form is called; of the parts of its name the longest that is known."""
    parts = name.split(".")
    known = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((FORMS[one] for one in known if one in FORMS), OTHER)


def kept(saved: str, until: str) -> str:
    """Since when, and until when."""
    return f"Lưu lúc {saved}; tự xóa ngày {until}"
