"""Words of votes."""

from __future__ import annotations

VOTE = "Biểu quyết, bỏ phiếu"
NEW = "Tạo biểu quyết"

# Who votes

YOUR_VOTE = "Phiếu của đồng chí"
PICK_ONE = "Chọn một ý"
NOTHING_BUT = "Phiếu trắng (không chọn ai, không chọn ý nào)"
SEND = "Gửi phiếu"
SEND_TITLE = "Gửi phiếu này?"
SEND_BLANK = "Đồng chí gửi phiếu trắng."
NO_WAY_BACK = "Gửi rồi thì không sửa được."
SENT = "Đã gửi phiếu"
SENT_OPEN = "Đã ghi nhận ý kiến của đồng chí."
RECEIPT = "Mã biên nhận"
RECEIPT_TEXT = (
    "Mã chỉ hiện một lần này. Sau khi kiểm phiếu, tìm mã trong danh sách để biết phiếu của đồng chí đã được đếm. "
    "Mã không cho biết đồng chí chọn gì."
)
COPY = "Chép mã"
COPIED = "Đã chép mã"
WHY = "Vì sao không ai biết tôi chọn gì?"
SEALED = (
    "Phiếu được khóa ngay khi gửi, không ai mở được trước giờ kiểm phiếu. "
    "Khi mở, tên người gửi đã được bỏ ra."
)
VOTED = {
    "electronic": "Đồng chí đã bỏ phiếu. Mỗi người một phiếu, không sửa được.",
    "paper": "Đồng chí đã nhận phiếu giấy. Xin ghi phiếu giấy và bỏ vào hòm phiếu.",
}
WAIT_OPEN = "Chưa mở bỏ phiếu. Khi chủ trì mở, phiếu tự hiện ở đây."
WAIT_COUNT = "Đã hết giờ bỏ phiếu. Kiểm phiếu xong, kết quả tự hiện ở đây."


def pick_some(least: int, most: int) -> str:
    if least == most:
        return f"Chọn đúng {most}"
    return f"Chọn nhiều nhất {most}" if least <= 1 else f"Chọn từ {least} đến {most}"


def picked(count: int) -> str:
    return f"Đang chọn: {count}"


def you_picked(names: list[str]) -> str:
    return f"Đồng chí chọn: {', '.join(names)}."


def few(expected: int) -> str:
    return (
        f"Chỉ có {expected} đồng chí bỏ phiếu. Ít phiếu như vậy, nhìn kết quả có thể đoán được ai chọn gì, "
        "nhất là khi mọi người chọn giống nhau."
    )


# The question

QUESTION = "Nội dung"
OPTIONS = "Các ý để chọn"
MAJORITY = "Để được thông qua"
MAJORITIES = {"half": "Quá một nửa", "two_thirds": "Từ hai phần ba trở lên"}
BASE = "Số người được tính"
EXPECTED = "Có mặt khi mở"
TELLERS = "Người kiểm phiếu"
READY = "Đã đặt khóa"
NOT_READY = "Chưa đặt khóa"
SEATS = "Số người cần bầu"
CANCELLED_WHY = "Lý do hủy"


def needs(base: int, needed: int) -> str:
    return f"ít nhất {needed} trên {base} phiếu"


def reckoning(official: int, away: int, exempt: int, base: int) -> str:
    less = [f"{away} tạm sinh hoạt nơi khác"] * (away > 0) + [f"{exempt} được miễn sinh hoạt"] * (
        exempt > 0
    )
    if not less:
        return f"{base} (đảng viên chính thức được triệu tập)"
    return f"{base} ({official} chính thức, trừ {' và '.join(less)} vắng mặt)"


# Who runs it

RUN = "Điều hành bỏ phiếu"
OPEN = "Mở bỏ phiếu"
OPEN_TITLE = "Mở bỏ phiếu?"
OPEN_TEXT = "Số người được tính chốt theo điểm danh lúc này. Mở rồi thì không sửa câu hỏi, không mở lại lần hai."
OPENED = "Đã mở bỏ phiếu"
WAIT_KEYS = "Còn chờ người kiểm phiếu đặt khóa trên điện thoại của mình: "
CHANGE_TELLERS = "Đổi người kiểm phiếu"
CLOSE = "Kết thúc bỏ phiếu"
CLOSE_TITLE = "Kết thúc bỏ phiếu?"
CLOSED = "Đã kết thúc bỏ phiếu"
PAPER = "Phiếu giấy"
PAPER_LINE = "Ghi tên người nhận phiếu giấy"
HANDS = "Người giơ tay"
HANDS_LINE = "Đếm người không dùng điện thoại"
COUNT = "Kiểm phiếu"
COUNT_LINE = "Cần hai người kiểm phiếu cùng có mặt tại máy này"
CANCEL = "Hủy cuộc bỏ phiếu"
CANCEL_TEXT = "Mọi phiếu đã gửi sẽ bị hủy và không được đếm. Sau đó có thể tạo cuộc bỏ phiếu khác."
CANCEL_WHY = "Lý do hủy"
CANCELLED = "Đã hủy cuộc bỏ phiếu"


def close_text(total: int, expected: int) -> str:
    return f"Đã bỏ phiếu {total} trên {expected} đồng chí có mặt. Kết thúc rồi thì không nhận thêm phiếu."


def by_way(electronic: int, paper: int, hands: int, *, secret: bool) -> str:
    other = f"phiếu giấy {paper}" if secret else f"giơ tay {hands}"
    return f"Trên điện thoại {electronic}, {other}"


# Tellers

KEY = "Khóa của người kiểm phiếu"
KEY_MINE = "Đồng chí là người kiểm phiếu"
KEY_SET = "Đặt khóa của tôi"
KEY_AGAIN = "Đặt lại khóa của tôi"
KEY_TEXT = (
    "Đồng chí tự đặt một cụm từ khóa, ghi ra giấy và giữ kín. Khi kiểm phiếu, hai người kiểm phiếu cùng gõ cụm từ của "
    "mình thì hòm phiếu mới mở. Phần mềm không lưu cụm từ này: quên thì không ai mở được, phải bỏ phiếu lại."
)
PASSPHRASE = "Cụm từ khóa"
PASSPHRASE_AGAIN = "Gõ lại cụm từ khóa"
PASSPHRASE_HELP = "Ít nhất 12 chữ hoặc số. Không dùng mật khẩu đăng nhập."
SUGGEST = "Máy gợi ý 16 chữ số"
SUGGESTED = "Xin ghi dãy số này ra giấy trước khi bấm Đặt khóa:"
SET = "Đặt khóa"
KEY_DONE = "Đã đặt khóa. Xin giữ kín cụm từ."
NOT_THE_SAME = "Hai lần gõ chưa giống nhau."
TOO_WEAK = "Cụm từ cần ít nhất 12 chữ hoặc số và không lặp mãi một chữ."
FIRST_TELLER = "Người kiểm phiếu thứ nhất"
SECOND_TELLER = "Người kiểm phiếu thứ hai"
TWO_DIFFERENT = "Xin chọn hai người khác nhau."
BOX = "Hòm phiếu giấy"
PAPER_TOTAL = "Số phiếu giấy trong hòm"
PAPER_BLANK = "Phiếu trắng"
PAPER_INVALID = "Phiếu không hợp lệ"
NUMBER_WRONG = "Xin ghi một số, thí dụ 0 hoặc 12."
COUNT_NOW = "Mở hòm phiếu và công bố"
COUNT_TITLE = "Công bố kết quả?"
COUNT_TEXT = (
    "Kết quả công bố cho cả chi bộ và không sửa được. Các phiếu và khóa được hủy ngay sau đó."
)
COUNTED = "Đã công bố kết quả"


def paper_taken(count: int) -> str:
    return f"Có {count} đồng chí đã nhận phiếu giấy."


def passphrase_of(name: str) -> str:
    return f"Cụm từ khóa của {name}" if name else PASSPHRASE


# Paper, hands

PAPER_TEXT = "Bật tên người nhận phiếu giấy. Người đó không bỏ phiếu trên điện thoại được nữa; ai đã bỏ rồi thì máy báo."
NOBODY_THERE = "Chưa điểm danh đảng viên chính thức nào có mặt."
ABSENT = "Chưa điểm danh"
HANDS_TEXT = (
    "Chỉ đếm những đồng chí chưa bỏ phiếu trên điện thoại. Lần ghi sau thay cho lần ghi trước."
)
HANDS_PERSONS = "Số người giơ tay"
HANDS_SAVE = "Ghi số người giơ tay"
HANDS_SAVED = "Đã ghi"

# The result

RESULT = "Kết quả"
STANDS = {
    "reached": "Đủ số phiếu cần có",
    "tied": "Bằng phiếu",
    "behind": "Quá nửa nhưng hết số cần bầu",
    "below": "Chưa đủ số phiếu cần có",
}
TIE = (
    "Có số phiếu bằng nhau. Phần mềm không quyết định thay: hội nghị xem xét, có thể bỏ phiếu lại."
)
BALLOTS = "Số phiếu thu về"
BLANK = "Phiếu trắng"
INVALID = "Phiếu không hợp lệ"
UNCHECKED = "Mức này chưa được cán bộ đối chiếu với văn bản gốc."
RECEIPTS = "Danh sách mã biên nhận"
RECEIPTS_LINE = "Tìm mã của mình để biết phiếu đã được đếm"
RECEIPTS_TEXT = (
    "Mỗi mã là một phiếu điện tử đã được đếm, xếp theo chữ cái. Không ai biết mã nào của ai."
)
FIND = "Gõ mã của đồng chí"
FOUND = "Có mã này: phiếu của đồng chí đã được đếm."
NOT_FOUND = "Không có mã này. Xin xem lại mã; nếu đúng mã mà không thấy, báo người kiểm phiếu."
NO_RECEIPTS = "Không có phiếu điện tử nào."


def counted_by(names: list[str]) -> str:
    return f"Kiểm phiếu: {', '.join(names)}."


def votes_of(votes: int, base: int) -> str:
    share = round(votes * 1000 / base) / 10 if base else 0
    return f"{votes} phiếu ({share:g} %)".replace(".", ",")


# Preparing

KIND = "Cách bỏ phiếu"
TITLE = "Nội dung biểu quyết"
TITLE_HINT = "Thí dụ: Thông qua nghị quyết tháng 12"
DETAILS = "Nói thêm"
TEMPLATE = "Các ý để chọn"
TEMPLATES = {
    "yes_no": "Đồng ý · Không đồng ý · Ý kiến khác",
    "names": "Bầu hoặc chọn theo danh sách tôi ghi",
}
YES_NO = ("Đồng ý", "Không đồng ý", "Ý kiến khác")
NAMES = "Danh sách, mỗi dòng một người hoặc một ý"
NAMES_HELP = "Từ 2 đến 20 dòng."
PICKS = "Được chọn nhiều nhất"
ELECTION = "Đây là bầu cử"
ELECTION_HELP = "Kết quả cho biết ai đạt trong số người cần bầu"
BLANK_ALLOWED = "Cho gửi phiếu trắng"
TELLERS_TEXT = "Chọn hai hoặc ba đảng viên chính thức có mặt. Người có tên trong danh sách bầu không làm người kiểm phiếu."
PREPARE = "Tạo"
PREPARED = "Đã tạo. Khi chủ trì mở, mọi người mới bỏ phiếu được."
SAVE_TELLERS = "Ghi người kiểm phiếu"
SAVED = "Đã ghi"
CLASSIFIED_TITLE = "Có phải tài liệu mật không?"
CLASSIFIED_TEXT = (
    "Nội dung có chữ như dấu MẬT. Tài liệu mật không được đưa vào đây. Nếu chắc chắn không phải tài liệu mật thì mới "
    "tạo; việc xác nhận được ghi vào nhật ký."
)
NOT_CLASSIFIED = "Không phải tài liệu mật, tạo"

FAULTS = {
    "title": "Xin ghi nội dung, ít nhất 3 chữ.",
    "options": "Xin ghi từ 2 đến 20 dòng, không dòng nào trùng nhau.",
    "picks": "Xin ghi một số không lớn hơn số dòng.",
    "seats": "Xin ghi một số nhỏ hơn số dòng.",
    "tellers": "Xin chọn hai hoặc ba người kiểm phiếu.",
    "why": "Xin ghi lý do.",
}

# What protects it

WHY_PARAGRAPHS = (
    (
        "Phiếu kín được giữ thế nào",
        "Khi đồng chí bấm Gửi phiếu, máy chủ khóa lá phiếu lại rồi mới lưu. Sổ chỉ ghi: đồng chí đã gửi một phong bì "
        "khóa kín. Không lưu giờ gửi, không lưu thứ tự, không ghi nhật ký lựa chọn.",
    ),
    (
        "Ai mở được",
        "Chìa khóa được chia cho hai hoặc ba người kiểm phiếu. Một người thì không mở được; bí thư, cán bộ kỹ thuật, "
        "người giữ bản sao lưu cũng không mở được. Hai người kiểm phiếu cùng gõ cụm từ khóa, sau khi hết giờ bỏ phiếu, "
        "thì máy bỏ tên người gửi, xáo trộn, mở và đếm một lần.",
    ),
    (
        "Sau khi kiểm phiếu",
        "Phiếu, chìa khóa và danh sách ai đã bỏ phiếu được hủy. Chỉ còn số phiếu cho mỗi ý và danh sách mã biên nhận "
        "xếp theo chữ cái.",
    ),
    (
        "Điều phần mềm không bảo vệ được",
        "Lúc đồng chí gửi, máy chủ đang chạy nhìn thấy lựa chọn trong chốc lát: nếu có kẻ sửa được phần mềm trên máy "
        "chủ thì kẻ đó nhìn thấy. Hai người kiểm phiếu cùng nhau, nếu có bản sao lưu lấy trước khi kiểm phiếu, cũng "
        "xem được. Rất ít người bỏ phiếu, hoặc mọi người chọn giống nhau, thì nhìn kết quả cũng biết. Đồng chí nào "
        "lo các điều đó có thể xin bỏ phiếu giấy.",
    ),
)

ERRORS = {
    "vote.not_found": "Không tìm thấy cuộc bỏ phiếu này, hoặc đồng chí không tham gia.",
    "meeting.not_found": "Không tìm thấy buổi họp này, hoặc đồng chí không điều hành.",
    "meeting.wrong_state": "Buổi họp đã kết thúc hoặc đã hủy nên không tạo thêm được.",
    "vote.not_open": "Hiện không trong giờ bỏ phiếu: chưa mở hoặc đã kết thúc.",
    "vote.wrong_state": "Cuộc bỏ phiếu đã sang bước khác. Xin tải lại màn hình.",
    "vote.changed_meanwhile": "Có thay đổi vừa xong. Xin tải lại rồi làm lại.",
    "vote.not_summoned": "Đồng chí không có trong danh sách triệu tập của buổi họp này. Nếu nhầm, xin báo chủ trì.",
    "vote.probationary": "Đảng viên dự bị dự họp và phát biểu, không biểu quyết.",
    "vote.not_present": "Chưa điểm danh có mặt. Xin điểm danh, rồi phiếu tự hiện ở đây.",
    "vote.came_late": "Cuộc bỏ phiếu đã mở khi đồng chí chưa có mặt, nên lần này không được tính.",
    "vote.paper_only": "Tài khoản được kích hoạt hoặc đặt lại sau khi mở bỏ phiếu. Để bảo đảm đúng người, xin bỏ phiếu "
    "giấy hoặc giơ tay.",
    "vote.already": "Đã có phiếu rồi: mỗi người một phiếu. Nếu vừa mất mạng thì phiếu của đồng chí đã đến nơi.",
    "vote.picks_wrong": "Lựa chọn không hợp lệ. Xin tải lại rồi chọn lại.",
    "vote.too_few": "Đồng chí chọn chưa đủ.",
    "vote.too_many": "Đồng chí chọn nhiều hơn số được phép. Xin bỏ bớt.",
    "vote.meeting_not_running": "Buổi họp chưa bắt đầu. Bắt đầu buổi họp rồi mới mở bỏ phiếu.",
    "vote.nobody_there": "Chưa điểm danh đảng viên chính thức nào có mặt.",
    "vote.keys_missing": "Còn người kiểm phiếu chưa đặt khóa.",
    "vote.teller_absent": "Có người kiểm phiếu chưa điểm danh có mặt. Xin điểm danh, hoặc đổi người kiểm phiếu.",
    "vote.sealing_wrong": "Chưa khóa được hòm phiếu. Xin tải lại rồi mở lại.",
    "vote.sums_wrong": "Các số chưa khớp nhau: cộng các ý, phiếu trắng và không hợp lệ phải bằng số phiếu (hoặc số người).",
    "vote.more_than_there": "Nhiều hơn số người có mặt chưa bỏ phiếu. Xin đếm lại.",
    "vote.two_tellers": "Cần đúng hai người kiểm phiếu khác nhau.",
    "vote.passphrase_wrong": "Cụm từ khóa không đúng. Chữ hoa, chữ thường và dấu phải như lúc đặt.",
    "vote.passphrase_weak": TOO_WEAK,
    "vote.key_wrong": "Chưa đặt được khóa. Xin chọn cụm từ khác.",
    "vote.proof_wrong": "Chưa mở được hòm phiếu. Xin thử lại.",
    "vote.count_wrong": "Số đếm không khớp số phiếu. Xin tải lại rồi kiểm lại.",
    "vote.tellers_wrong": FAULTS["tellers"],
    "vote.title_length": FAULTS["title"],
    "vote.options_wrong": FAULTS["options"],
    "vote.seats_wrong": FAULTS["seats"],
    "vote.why_missing": FAULTS["why"],
    "member.not_found": "Người được chọn không phải đảng viên chính thức của chi bộ.",
}
