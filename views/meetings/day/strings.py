"""Vietnamese words of the day of a meeting."""

from __future__ import annotations

# arriving
ARRIVE_CODE = "Sáu số trên màn hình của bí thư"
ARRIVE_HELP = "Hoặc mở máy ảnh của điện thoại, đưa vào mã vuông trên màn hình của bí thư."
ARRIVE_SEND = "Tôi có mặt"
ARRIVE_SHORT = "Nhập đủ sáu số đang hiện trên màn hình của bí thư."
ARRIVED = "Đã ghi đồng chí có mặt"
ARRIVE_TO_MEETING = "Xem buổi họp"
ARRIVE_WHY = {
    "meeting.code_wrong": "Mã không đúng hoặc đã đổi. Mã đổi sau mỗi nửa phút: đồng chí nhìn lại màn hình của bí thư rồi nhập lại, hoặc nhờ thư ký điểm danh.",
    "meeting.too_many_tries": "Đã nhập sai năm lần. Đồng chí nhờ thư ký điểm danh, hoặc chờ mười phút rồi nhập lại.",
}

# roll
MARKED = "Đã ghi"
MARK_HELP = "Chạm vào tên để ghi có mặt hoặc vắng."
UNMARKED = "Chưa điểm danh"
ABSENT = "Vắng"
THERE = "Có mặt"
ROLL_EMPTY = "Chi bộ chưa có đảng viên nào."
PROBATIONARY = "Dự bị"
FOUND = "Tìm theo tên"
FOUND_NONE = "Không có tên nào như vậy."
CODE_ALT = "Mã vuông điểm danh, đổi sau mỗi nửa phút"
CODE_HOW = "Mở máy ảnh của điện thoại, đưa vào mã này. Ai đã mở ứng dụng thì nhập sáu số này ở mục Báo có mặt."

# agenda
ITEM = "Nội dung"
ITEM_BEGIN = "Bắt đầu nội dung này"
ITEM_END = "Xong nội dung này"
CONCLUSION = "Kết luận, ghi chép"
CONCLUSION_HINT = "Ghi ngắn gọn điều đã thống nhất. Tự lưu khi đồng chí ngừng gõ."
SAVED = "Đã lưu"
SAVING = "Đang lưu…"
NOT_SAVED = "Chưa lưu được; máy đang thử lại. Đồng chí giữ màn hình này mở."
SPEAKERS = "Ai phát biểu"
SPEAKERS_NOTE = "Chỉ ghi người phát biểu. Không có danh sách người không phát biểu."
NEXT_ITEM = "Nội dung tiếp theo"
GIVE_TASK = "Giao việc từ nội dung này"


def code_left(seconds: int) -> str:
    return f"Mã đổi sau {seconds} giây"


def clock_line(spent: int, planned_: int) -> str:
    if spent > planned_:
        return f"Đã {spent} phút, quá dự kiến {spent - planned_} phút"
    return f"Đã {spent} trên {planned_} phút"
