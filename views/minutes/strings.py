"""Vietnamese words of the papers and the score of a meeting."""

from datetime import datetime

from services.days import VIETNAM

TITLES = {"minutes": "Biên bản", "resolution": "Nghị quyết", "report": "Báo cáo"}
BEGIN = {
    "minutes": "Soạn biên bản từ buổi họp",
    "resolution": "Soạn nghị quyết từ buổi họp",
    "report": "Soạn báo cáo từ buổi họp",
}
BEGIN_NOTE = "Phần mềm điền sẵn thời gian, thành phần, kết luận đã ghi trong buổi họp. Đồng chí sửa lại cho đúng rồi ký."
NOT_BEGUN = "Chưa có văn bản này."
NUMBER, PLACE = "Số văn bản", "Nơi ban hành"
NUMBER_HINT = "Ví dụ: 05-NQ/CB"
FILL = "Điền phần này từ buổi họp"
FILLED_NOTHING = "Buổi họp chưa có gì để điền vào phần này."
PREVIEW, EDIT_ON = "Xem toàn văn", "Sửa tiếp"
SIGN = {"minutes": "Ký biên bản", "resolution": "Ký nghị quyết", "report": "Ký báo cáo"}
SIGN_TITLE = {
    "minutes": "Ký biên bản này?",
    "resolution": "Ký nghị quyết này?",
    "report": "Ký báo cáo này?",
}
SIGN_TEXT = "Ký rồi thì bản này không sửa được nữa. Nếu có chỗ sai, đồng chí lập bản sửa, ghi rõ sửa gì; bản cũ vẫn được giữ."
SIGNED_DONE = "Đã ký"
SIGN_LATER = "Họp xong mới ký được. Trong lúc họp, đồng chí cứ soạn trước."
ONLY_SECRETARY = "Bí thư hoặc phó bí thư ký văn bản này."
SIGNED_WAITING = (
    "Đã ký. Đảng viên và cấp trên đọc được sau khi đồng chí bấm đăng và báo cáo ở trang buổi họp."
)
CORRECT = "Lập bản sửa"
CORRECT_TITLE = "Lập bản sửa"
CORRECT_NOTE = "Sửa gì, vì sao"
CORRECT_HELP = "Lời ghi này hiện trên bản sửa cho mọi người đọc."
CORRECT_MISSING = "Ghi rõ sửa gì, ít nhất 2 chữ cái."
VERSIONS = "Các bản"
OLD = "Đây là bản cũ."
FILES = "Tải về máy"
WORD, PDF = "Tệp Word", "Tệp PDF"
SAVED_FILE = "Đã tải tệp về máy"
EMPTY = "Chưa có nội dung."
CLASSIFIED = "Trong văn bản có chữ như dấu độ mật. Văn bản mật không được đưa vào đây."
SECRECY = "Không ghi nội dung thuộc bí mật nhà nước vào đây."
CHECK_FIELDS = "Đồng chí xem lại các ô báo đỏ."
TASKS = "Giao việc từ văn bản này"
TASKS_NOTE = "Bấm vào một dòng để giao thành nhiệm vụ có người làm, có hạn."
TASKS_NONE = "Phần phân công chưa có dòng nào."
TASKS_ALL_GIVEN = "Các dòng phân công đều đã giao thành nhiệm vụ."
TASK_OTHER = "Giao việc khác của buổi họp này"
GIVEN = "Đã giao từ buổi họp này"

# The score
SCORE = "Chấm điểm buổi sinh hoạt"
SELF, SUPERIOR = "Chi bộ tự chấm", "Cấp trên chấm"
POINTS, EVIDENCE = "Điểm", "Căn cứ"
USE_PROPOSED = "Dùng gợi ý"
NOT_CHECKED = "Mẫu này chưa đối chiếu với văn bản gốc; điểm và xếp loại chỉ để chi bộ tham khảo cho đến khi được đối chiếu."
CHECKED = "Mẫu đã đối chiếu với văn bản gốc."
PEOPLE_DECIDE = "Phần mềm chỉ cộng điểm và gợi ý căn cứ, không tự cho điểm."
SAVE_SCORE = "Lưu điểm"
SCORE_SAVED = "Đã lưu điểm"
BY_FORM = "theo mẫu"
POINTS_WRONG = "Điểm từ 0 đến mức tối đa, lẻ nửa điểm cũng được."
NOT_YET = "Họp xong mới chấm điểm được."
SELF_MISSING = "Chi bộ chưa tự chấm điểm buổi này."
SELF_CLOSED = "Đã báo cáo cấp trên nên điểm tự chấm không sửa được nữa."

ERRORS: dict[str, str] = {
    "meeting.not_found": "Văn bản này chưa được đăng, hoặc không thuộc phạm vi của đồng chí.",
    "minutes.not_found": "Văn bản này chưa có.",
    "meeting.wrong_state": "Buổi họp chưa kết thúc nên chưa làm được việc này.",
    "meeting.classified": CLASSIFIED,
    "minutes.changed_meanwhile": "Có người vừa sửa văn bản này. Đồng chí tải lại, xem rồi làm lại.",
    "minutes.signed": "Văn bản này vừa được ký nên không sửa được nữa. Đồng chí tải lại trang.",
    "minutes.note_missing": CORRECT_MISSING,
    "minutes.number_long": "Số văn bản dài quá 40 chữ cái.",
    "minutes.place_long": "Nơi ban hành dài quá 60 chữ cái.",
    "minutes.words_long": "Một phần dài quá 20.000 chữ cái. Đồng chí viết ngắn lại.",
    "minutes.empty": "Văn bản chưa có nội dung nên chưa ký được.",
    "score.over": "Có mục vượt điểm tối đa.",
    "score.step": POINTS_WRONG,
    "score.line_missing": "Đồng chí chấm đủ các mục.",
    "score.evidence_long": "Căn cứ của một mục dài quá 1.000 chữ cái.",
    "score.reported": SELF_CLOSED,
    "score.not_reported": "Chi bộ chưa báo cáo buổi này nên cấp trên chưa chấm được.",
    "score.changed_meanwhile": "Có người vừa chấm điểm buổi này. Đồng chí tải lại, xem rồi làm lại.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí tải lại để kiểm tra.",
}


def version(number: int, *, signed: bool) -> str:
    """A version in the list of versions."""
    name = "Bản đầu" if number == 1 else f"Bản sửa lần {number - 1}"
    return f"{name}, đã ký" if signed else f"{name}, đang soạn"


def version_by(at: datetime, by: str | None) -> str:
    """When a version was signed or last saved, by whom."""
    said = f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
    return f"{by}, {said}" if by else said


def correction(note: str) -> str:
    """What a further version corrects."""
    return f"Bản sửa: {note}"


def points(value: float) -> str:
    """Points as Vietnamese write them."""
    return f"{value:g}".replace(".", ",")


def most(value: float) -> str:
    """The most that may be given for a criterion."""
    return f"tối đa {points(value)} điểm"


def proposed(words: str) -> str:
    """Evidence that the program proposes."""
    return f"Gợi ý: {words}"


def total(value: float, band: str) -> str:
    """Sum and band while one is still typing."""
    return f"Tổng: {points(value)}/100 điểm – {band} ({BY_FORM})"


def total_partly(value: float, left: int) -> str:
    """The sum while criteria are missing."""
    return f"Tổng tạm: {points(value)} điểm, còn {left} mục chưa chấm"


def given(value: float, most_points: float) -> str:
    """Points given for a criterion."""
    return f"{points(value)}/{points(most_points)}"


def source(words: str) -> str:
    """Where the form comes from."""
    return f"Mẫu chấm: {words}."


def task_line(title: str, people: list[str], due: str) -> str:
    """A task that was given."""
    return f"{', '.join(people)} · hạn {due}"
