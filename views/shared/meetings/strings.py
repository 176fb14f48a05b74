"""Vietnamese words of what several rooms show of a meeting."""

from datetime import datetime

from services.days import VIETNAM

AFTER = "Sau buổi họp"
WHILE = "Văn bản, chấm điểm"
PAPERS = {"minutes": "Biên bản", "resolution": "Nghị quyết", "report": "Báo cáo"}
SCORE = "Chấm điểm buổi sinh hoạt"
NOT_BEGUN, DRAFTING = "Chưa soạn", "Đang soạn"
SIGNED = "Đã ký"
CORRECTING = "Đã ký; đang soạn bản sửa"
NOT_SCORED = "Chưa chấm"
SIDES = {"self": "Chi bộ tự chấm", "superior": "Cấp trên chấm"}
POST = "Đăng cho chi bộ và báo cáo cấp trên"
POST_TITLE = "Đăng và báo cáo buổi họp này?"
POST_TEXT = "Đảng viên trong chi bộ sẽ đọc được biên bản, nghị quyết đã ký; cấp trên đọc được cả báo cáo và điểm chi bộ tự chấm. Sau đó điểm tự chấm không sửa được nữa."
POST_NO_SCORE = "Chi bộ chưa tự chấm điểm buổi này."
POSTED = "Đã đăng và báo cáo"
CALENDAR_ONE = "Thêm vào lịch điện thoại"
CALENDAR_YEAR = "Tải lịch cả năm về điện thoại"
CALENDAR_SAVED = "Đã tải tệp lịch. Đồng chí mở tệp để thêm vào lịch."

ERRORS = {
    "meeting.not_found": "Buổi sinh hoạt này không còn hoặc không thuộc phạm vi của đồng chí.",
    "meeting.wrong_state": "Buổi họp chưa kết thúc nên chưa làm được việc này.",
    "meeting.reported": "Buổi họp này đã được đăng và báo cáo rồi.",
    "minutes.missing": "Đồng chí ký đủ các văn bản còn thiếu rồi hãy đăng và báo cáo.",
    "write.key_reused": "Lần gửi trước có thể đã được ghi với nội dung khác. Đồng chí tải lại để kiểm tra.",
}


def missing(papers: list[str]) -> str:
    """Which papers have to be signed first."""
    return f"Cần ký trước khi đăng: {', '.join(PAPERS[p].lower() for p in papers)}."


def signed(at: datetime, version: int) -> str:
    """When a paper was signed, and which version."""
    version_said = f", bản sửa lần {version - 1}" if version > 1 else ""
    return f"{SIGNED} {at.astimezone(VIETNAM):%d/%m/%Y}{version_said}"


def score_line(side: str, total: float, band: str) -> str:
    """Points and band of one side."""
    return f"{SIDES[side]}: {total:g} điểm, {band.lower()}".replace(".", ",")


def reported(at: datetime, *, late: bool) -> str:
    """When it was reported."""
    said = f"Đã đăng và báo cáo {at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
    return f"{said}, sau hạn." if late else f"{said}."
