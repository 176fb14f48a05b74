"""Vietnamese words of the papers of a meeting: what they are called, and the sentences they are prepared with."""

from collections.abc import Sequence
from datetime import date, datetime

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
DEMO = "Bản dùng thử: mọi tên và số liệu đều là minh họa."
DRAFT = "DỰ THẢO – CHƯA KÝ"
TO = "Nơi nhận:"
STAR = "*"
FILE_NAMES = {"minutes": "bien-ban", "resolution": "nghi-quyet", "report": "bao-cao"}
TITLES = {"minutes": "BIÊN BẢN", "resolution": "NGHỊ QUYẾT", "report": "BÁO CÁO"}
ENDINGS = {"minutes": "BB/CB", "resolution": "NQ/CB", "report": "BC/CB"}

SECTIONS = {
    "minutes": {
        "opening": "Thời gian, địa điểm, chủ trì",
        "attendance": "Thành phần dự họp",
        "content": "Nội dung và ý kiến thảo luận",
        "votes": "Kết quả biểu quyết",
        "assignments": "Kết luận, phân công nhiệm vụ",
        "score": "Tự chấm điểm buổi sinh hoạt",
        "closing": "Kết thúc",
    },
    "resolution": {
        "basis": "Căn cứ",
        "results": "Kết quả thực hiện nhiệm vụ",
        "next_month": "Nhiệm vụ thời gian tới",
        "assignments": "Phân công thực hiện",
        "score": "Tự chấm điểm buổi sinh hoạt",
        "recipients": "Nơi nhận",
    },
    "report": {
        "meeting": "Tình hình tổ chức buổi sinh hoạt",
        "results": "Kết quả chính",
        "score": "Tự chấm điểm buổi sinh hoạt",
        "proposals": "Kiến nghị, đề xuất với cấp trên",
        "recipients": "Nơi nhận",
    },
}
UNNUMBERED = ("basis", "recipients")
"""Parts without a Roman number: the first stands above the parts, the last at the foot."""

ROLES = {"secretary": "BÍ THƯ", "deputy_secretary": "PHÓ BÍ THƯ"}
FOR_CELL = "T/M CHI BỘ"
CHAIR, CLERK = "CHỦ TRÌ", "NGƯỜI GHI BIÊN BẢN"
SIGNED_IN_APP = "(đã ký trên sổ tay điện tử)"

KINDS = {
    "regular": "sinh hoạt chi bộ thường kỳ",
    "thematic": "sinh hoạt chi bộ chuyên đề",
    "extraordinary": "sinh hoạt chi bộ bất thường",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def number_line(number: str) -> str:
    """The line under the name of the cell."""
    return f"Số {number}" if number else "Số ……"


def place_and_day(place: str, day: date) -> str:
    """The line under the party's name; single figures of day and of the first two months have a nought."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place or '……'}, ngày {day.day:02} tháng {month} năm {day.year}"


def about(kind: str, title: str) -> str:
    """The line under the title."""
    return {"resolution": "buổi ", "minutes": "", "report": "kết quả buổi "}[kind] + lowered(title)


def lowered(words: str) -> str:
    """A title inside a sentence: its first letter small, unless it is a name in capitals."""
    first = words.split(" ", 1)[0]
    return words if len(first) > 1 and first.isupper() else words[:1].lower() + words[1:]


def above(superior: str) -> str:
    """The name of the unit above as papers head it."""
    for committee, body in (("Đảng ủy", "Đảng bộ"), ("Thành ủy", "Đảng bộ thành phố")):
        if superior.startswith(committee):
            return (body + superior.removeprefix(committee)).upper()
    return superior.upper()


def place_of(superior: str) -> str:
    """The place that a paper's date line begins with, as far as the name of the unit above tells it."""
    for start in ("Đảng ủy phường ", "Đảng ủy xã ", "Đảng ủy đặc khu ", "Thành ủy "):
        if superior.startswith(start):
            return superior.removeprefix(start)
    return ""


def correction(version: int, note: str) -> str:
    """The note on a version that corrects an earlier one."""
    return f"Bản sửa lần {version - 1}: {note}"


def number_of(count: int, kind: str) -> str:
    """The number that a paper is proposed with."""
    return f"{count:02}-{ENDINGS[kind]}"


def said_clock(moment: datetime) -> str:
    """An hour in a sentence."""
    return f"{moment.hour} giờ {moment.minute:02}"


def said_day(day: date) -> str:
    """A day in a sentence."""
    return f"ngày {day.day:02}/{day.month:02}/{day.year}"


def opening(when: datetime, place: str, unit: str, title: str) -> str:
    """How minutes begin."""
    where = f", tại {place}" if place else ", họp trực tuyến"
    return (
        f"Hồi {said_clock(when)} {said_day(when.date())}{where}, {unit} tiến hành {lowered(title)}."
    )


def presided(chair: str, clerk: str) -> str:
    """Who led it and who wrote."""
    return f"Chủ trì: đồng chí {chair or '……'}.\nThư ký: đồng chí {clerk or '……'}."


def attendance(summoned: int, probationary: int, there: int) -> str:
    """Counts of the roll."""
    of_them = f" (trong đó {probationary} đảng viên dự bị)" if probationary else ""
    return f"Tổng số đảng viên của chi bộ: {summoned}{of_them}. Có mặt: {there}."


def named(label: str, names: Sequence[str]) -> str:
    """A count with its names."""
    return f"{label} {len(names)}: {', '.join(names)}."


PRESENT, ONLINE = "Có mặt tại chỗ", "Dự trực tuyến"
EXCUSED, UNEXCUSED = "Vắng có lý do", "Vắng không báo"
EXCEPTED = "Được miễn hoặc tạm thời sinh hoạt nơi khác"
QUORUM = "Buổi sinh hoạt đủ điều kiện tiến hành."
NO_QUORUM = "Số đảng viên chính thức có mặt chưa đủ theo quy định."


def guests(words: str) -> str:
    """Who came from elsewhere."""
    return f"Khách mời: {words}"


def spoke(names: Sequence[str]) -> str:
    """Who took the floor."""
    return f"Phát biểu: {', '.join(f'đồng chí {name}' for name in names)}."


def item(number: int, title: str) -> str:
    """The head of an item of the agenda."""
    return f"{number}. {title}"


NOTES = {"self_criticism": "tự phê bình", "criticism": "được góp ý, phê bình"}


def noted(kind: str, name: str, words: str) -> str:
    """What somebody agreed to have noted."""
    return f"- Đồng chí {name} {NOTES.get(kind, '')}: {words}"


STANDS = {
    "reached": "đủ số phiếu cần có",
    "tied": "ngang phiếu",
    "behind": "không trúng",
    "below": "chưa đủ số phiếu cần có",
}


def vote(title: str, *, secret: bool, base: int, ballots: int) -> str:
    """The head of a vote's result."""
    how = "bỏ phiếu kín" if secret else "biểu quyết công khai"
    return f"{title} ({how}; tính trên {base} đảng viên, {ballots} phiếu):"


def vote_option(option: str, votes: int, stands: str) -> str:
    """An option of a vote."""
    return f"- {option}: {votes} phiếu, {STANDS.get(stands, stands)}"


def vote_others(blank: int, invalid: int) -> str:
    """Ballots that count for no option."""
    return f"- Phiếu trắng: {blank}; phiếu không hợp lệ: {invalid}"


def task(title: str, people: Sequence[str], due: date) -> str:
    """A task that was given."""
    whom = ", ".join(f"đồng chí {name}" for name in people) or "……"
    return f"- {title}: {whom}, xong trước {said_day(due)}"


def score(total: float, band: str) -> str:
    """The self-score in a sentence."""
    return f"Chi bộ tự chấm {points(total)}/100 điểm, xếp loại {band}."


def points(value: float) -> str:
    """Points as Vietnamese write them."""
    return f"{value:g}".replace(".", ",")


def score_line(title: str, given: float, most: float) -> str:
    """A criterion in the score."""
    return f"- {title}: {points(given)}/{points(most)} điểm"


def closing(when: datetime) -> str:
    """How minutes end."""
    return f"Buổi sinh hoạt kết thúc hồi {said_clock(when)} cùng ngày. Biên bản đã được đọc lại cho chi bộ nghe và nhất trí thông qua."


def basis(when: date, unit: str, title: str, there: int, summoned: int) -> str:
    """What a resolution rests on."""
    return (
        f"Căn cứ Điều lệ Đảng và nhiệm vụ cấp trên giao; {said_day(when)}, {unit} tiến hành {lowered(title)}, "
        f"có {there}/{summoned} đảng viên dự. Sau khi thảo luận, chi bộ quyết nghị:"
    )


def recipients(superior: str) -> str:
    """Who gets a paper."""
    return (
        f"- {superior or 'Cấp ủy cấp trên'} (để báo cáo);\n- Đảng viên trong chi bộ;\n- Lưu chi bộ."
    )


def met(when: datetime, place: str, there: int, summoned: int, excused: int, unexcused: int) -> str:
    """How a report tells of a meeting."""
    where = f" tại {place}" if place else " trực tuyến"
    return (
        f"Chi bộ đã sinh hoạt{where} hồi {said_clock(when)} {said_day(when.date())}. Có mặt {there}/{summoned} đảng viên; "
        f"vắng có lý do {excused}, vắng không báo {unexcused}."
    )


NO_PROPOSALS = "Không."

# Evidence that is proposed for the score
ON_TIME = "Bắt đầu đúng giờ"


def evidence_time(late: int, length: int | None) -> str:
    """When it began, and how long it took."""
    began = f"Bắt đầu muộn {late} phút" if late > 0 else ON_TIME
    return f"{began}; kéo dài {length} phút." if length is not None else f"{began}."


def evidence_attendance(there: int, expected: int) -> str:
    """How many of those expected came."""
    share = f" ({there * 100 // expected}%)" if expected else ""
    return f"Có mặt {there}/{expected} đảng viên phải dự{share}."


def evidence_papers(count: int, in_time: int) -> str:
    """Papers that were there before."""
    return (
        f"{count} tài liệu, {in_time} gửi trước đúng hạn."
        if count
        else "Không có tài liệu gửi trước."
    )


def evidence_speakers(count: int, there: int) -> str:
    """How many took the floor; nobody is named."""
    return f"{count}/{there} người dự họp phát biểu."
