"""The papers as files: what they are prepared with, and what Word and a PDF reader find in them."""

# ruff: noqa: E501 - facts are read line by line

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import uuid4

import pytest
from docx import Document
from pypdf import PdfReader

from services.files import WORD, content_type_of
from services.minutes import strings
from services.minutes.compose import evidence, prepared, task_lines
from services.minutes.layout import file_name, laid_out
from services.minutes.models import (
    Counts,
    FactItem,
    FactNote,
    Facts,
    FactVote,
    Head,
    Paper,
    PaperText,
    Section,
    State,
    VoteOption,
)
from services.minutes.templates import FOLDER, KINDS, build
from services.minutes.word import word_file
from services.printing.official import official_pdf
from tests.house import House
from tests.minutes.desk import Ended, lines

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴ"
)
SIGNED_AT = datetime(2027, 1, 31, 18, 0, tzinfo=UTC)  # the 1st of February in Vietnam
HEAD = Head(
    title="Sinh hoạt chi bộ thường kỳ tháng 1/2027", kind="regular", unit="Chi bộ A1 – Tổ dân phố số 1",
    superior="Đảng ủy phường Mẫu A", starts_at=datetime(2027, 1, 29, 12, 30, tzinfo=UTC),
    opened_at=datetime(2027, 1, 29, 12, 35, tzinfo=UTC), closed_at=datetime(2027, 1, 29, 14, 5, tzinfo=UTC),
    place="Nhà văn hóa", chair="Lê Thị Chủ", clerk="Trần Văn Thư", signer="Lê Thị Chủ",
    signer_role="deputy_secretary",
)  # fmt: skip


def paper(kind: Paper, *texts: str, **more: object) -> PaperText:
    """A signed version with these texts in its parts."""
    keys = list(strings.SECTIONS[kind.value])
    sections = [Section(key=key, text=text) for key, text in zip(keys, texts, strict=False)]
    return PaperText(
        version=1, state=State.SIGNED, number="01-NQ/CB", place="Mẫu A", sections=sections, note=None, head=HEAD,
        edits=1, updated_at=SIGNED_AT, signed_at=SIGNED_AT,
    ).model_copy(update=more)  # fmt: skip


def word_text(content: bytes) -> list[str]:
    """Paragraphs of a Word document, those of tables first."""
    document = cast(Any, Document(io.BytesIO(content)))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for cell in cells for p in cell.paragraphs] + [
        p.text for p in document.paragraphs
    ]


def pdf_text(content: bytes) -> str:
    """Text of all pages, lines joined."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("kind", Paper)
def test_every_letter_comes_back_from_word_and_pdf(kind: Paper) -> None:
    layout = laid_out(kind, paper(kind, "Mở đầu", LETTERS, "Ba"))
    word = word_file(kind, layout)
    assert LETTERS in word_text(word)
    assert content_type_of(word) == WORD
    pdf = official_pdf(layout)
    assert LETTERS in pdf_text(pdf).replace(" ", "")
    fonts = [
        font.get_object()["/BaseFont"]
        for font in cast(Any, PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"])["/Font"].values()
    ]
    assert fonts
    assert all("Tinos" in name for name in fonts), "embedded, no face of the machine's"


@pytest.mark.parametrize("kind", Paper)
def test_the_head_is_that_of_a_party_paper(kind: Paper) -> None:
    layout = laid_out(kind, paper(kind, "Một", "Hai"))
    found = word_text(word_file(kind, layout))
    assert found[:4] == [
        "ĐẢNG BỘ PHƯỜNG MẪU A",
        "CHI BỘ A1 – TỔ DÂN PHỐ SỐ 1",
        "*",
        "Số 01-NQ/CB",
    ]
    assert found[4] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    day = "Mẫu A, ngày 01 tháng 02 năm 2027"
    assert day in found
    said = pdf_text(official_pdf(layout))
    for words in ("ĐẢNG BỘ PHƯỜNG MẪU A", strings.PARTY, day, strings.TITLES[kind.value]):
        assert words in said


def test_parts_are_numbered_as_the_resolution_has_them_and_empty_ones_left_out() -> None:
    kind = Paper.RESOLUTION
    texts = ("Căn cứ Điều lệ", "Một", "Hai", "Ba", "Bốn", "- Lưu.")
    parts = [part.heading for part in laid_out(kind, paper(kind, *texts)).parts]
    assert parts == [
        "I. Kết quả thực hiện nhiệm vụ",
        "II. Nhiệm vụ thời gian tới",
        "III. Phân công thực hiện",
        "IV. Tự chấm điểm buổi sinh hoạt",
    ]
    found = word_text(word_file(kind, laid_out(kind, paper(kind, *texts))))
    assert found.index("Căn cứ Điều lệ") < found.index(parts[0])
    assert {"Nơi nhận:", "- Lưu.", "T/M CHI BỘ", "PHÓ BÍ THƯ", "Lê Thị Chủ"} <= set(found)
    fewer = laid_out(kind, paper(kind, "", "Một", " \n ", "Ba"))
    assert [part.heading.split(".")[0] for part in fewer.parts] == ["I", "II"]


def test_minutes_are_signed_by_clerk_and_chair() -> None:
    found = word_text(
        word_file(Paper.MINUTES, laid_out(Paper.MINUTES, paper(Paper.MINUTES, "Một")))
    )
    assert {"NGƯỜI GHI BIÊN BẢN", "Trần Văn Thư", "CHỦ TRÌ", "Lê Thị Chủ"} <= set(found)
    assert "T/M CHI BỘ" not in found


def test_a_draft_says_so_and_a_correction_too() -> None:
    kind = Paper.RESOLUTION
    draft = laid_out(kind, paper(kind, "Một", state=State.DRAFT, signed_at=None), demo=True)
    for said in ("\n".join(word_text(word_file(kind, draft))), pdf_text(official_pdf(draft))):
        assert strings.DRAFT in said
        assert strings.DEMO in said
        assert strings.SIGNED_IN_APP not in said
    again = laid_out(kind, paper(kind, "Một", version=2, note="Sửa tên đồng chí Ổn"))
    for said in ("\n".join(word_text(word_file(kind, again))), pdf_text(official_pdf(again))):
        assert "Bản sửa lần 1: Sửa tên đồng chí Ổn" in said
        assert strings.DRAFT not in said
    assert file_name(kind, paper(kind, version=2), "pdf") == "nghi-quyet-2027-01-29-ban-2.pdf"


HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p/> & \"'> \x00\x0b\u202e ]]> {{ marks.__class__ }}"


@pytest.mark.parametrize("kind", Paper)
def test_words_are_never_code_nor_markup(kind: Paper) -> None:
    layout = laid_out(kind, paper(kind, HOSTILE, HOSTILE, number="<b>{{ 1+1 }}", place="{{ x }}"))
    content = word_file(kind, layout)
    found = "\n".join(word_text(content))
    assert "{{ 7*7 }} {% for x in y %} <w:p/> & \"'> ]]> {{ marks.__class__ }}" in found.replace(
        "  ", " "
    )
    assert "49" not in found
    assert "Số <b>{{ 1+1 }}" in found
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    assert "{{ 7*7 }}" in pdf_text(official_pdf(layout))


def test_a_long_paper_runs_over_pages_with_numbers_and_no_lonely_heading() -> None:
    kind = Paper.MINUTES
    text = "\n".join(f"Ý kiến thứ {n}: " + "cần làm rõ thêm. " * 12 for n in range(60))
    pages = PdfReader(io.BytesIO(official_pdf(laid_out(kind, paper(kind, *[text] * 3))))).pages
    assert len(pages) > 10
    assert pages[1].extract_text().strip().startswith("2")
    for page in pages:
        last = page.extract_text().strip().splitlines()[-1]
        assert not last.startswith(("II.", "III.")), last


@pytest.mark.parametrize("kind", KINDS)
def test_the_templates_are_those_of_the_script(kind: str) -> None:
    held = io.BytesIO()
    build(kind).save(held)
    with zipfile.ZipFile(held) as fresh, zipfile.ZipFile(FOLDER / f"{kind}.docx") as kept:
        for part in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
            assert fresh.read(part) == kept.read(part), part


FACTS = Facts(
    head=HEAD, guests="Đồng chí Phạm Văn Khách, Đảng ủy phường", summoned=6, probationary=1, present=["Ân", "Bình"],
    online=["Cúc"], excused=["Dung"], unexcused=["Én"], unmarked=["Phúc"],
    reckoning=Counts(summoned=6, official=5, present=2, online=1, excused=1, unexcused=1, unmarked=1,
                     official_there=3, base=5, quorum=True),
    items=[
        FactItem(item_id=uuid4(), position=1, kind="last_month", title="Kết quả tháng trước", presenter="",
                 conclusion="Xong 4 trên 5 việc", speakers=["Ân", "Cúc"]),
        FactItem(item_id=uuid4(), position=2, kind="assignment", title="Phân công", presenter="",
                 conclusion="- Đồng chí Bình: vẽ tường\n- Đồng chí Cúc: phát thanh", speakers=[]),
    ],
    votes=[FactVote(title="Thông qua nghị quyết", secret=False, base=5, ballots=5, blank=1, invalid=0, options=[
        VoteOption(option="Tán thành", votes=4, stands="reached"), VoteOption(option="Không", votes=0, stands="below"),
    ])],
    tasks=[], score=None, next_numbers={Paper.MINUTES: 3, Paper.RESOLUTION: 3, Paper.REPORT: 1},
)  # fmt: skip


def test_minutes_are_prepared_from_what_happened() -> None:
    draft = prepared(Paper.MINUTES, FACTS)
    text = {section.key: section.text for section in draft.sections}
    assert (draft.number, draft.place) == ("03-BB/CB", "Mẫu A")
    assert "Hồi 19 giờ 35 ngày 29/01/2027, tại Nhà văn hóa" in text["opening"]
    assert "Chủ trì: đồng chí Lê Thị Chủ" in text["opening"]
    assert "Có mặt: 3." in text["attendance"]
    for said in ("Ân, Bình", "Cúc", "Dung", "Én", "Phúc", "Phạm Văn Khách"):
        assert said in text["attendance"]
    assert "đồng chí Ân, đồng chí Cúc" in text["content"]
    assert "Tán thành: 4 phiếu, đủ số phiếu" in text["votes"]
    assert "Phiếu trắng: 1" in text["votes"]
    assert "21 giờ 05" in text["closing"]


def test_what_is_assigned_becomes_lines_for_tasks() -> None:
    draft = prepared(Paper.RESOLUTION, FACTS)
    assert task_lines(draft.sections) == ["Đồng chí Bình: vẽ tường", "Đồng chí Cúc: phát thanh"]
    assert [s.key for s in draft.sections] == list(strings.SECTIONS["resolution"])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 2, 9), "ngày 09 tháng 02 năm 2027"),
        (date(2027, 3, 10), "ngày 10 tháng 3 năm 2027"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_are_written_as_papers_write_them(day: date, said: str) -> None:
    assert strings.place_and_day("Mẫu A", day) == f"Mẫu A, {said}"


async def test_a_real_meeting_goes_through_the_services_into_its_papers(house: House) -> None:
    cell = Ended(house)
    there, away = cell.member(), cell.member()
    meeting = await cell.running()
    await cell.mark(meeting, there)
    reason = "Đi khám bệnh nặng"
    marked = await house.call(
        cell.secretary, "meeting_mark", key=uuid4(), meeting_id=meeting, member_id=away.id, presence="excused",
        reason=reason,
    )  # fmt: skip
    assert marked.outcome == "ok"
    await cell.step(meeting, "close")
    await cell.score(meeting, lines=lines("Đúng", results=25))
    verbs = (await house.as_(cell.secretary)).minutes
    for kind in Paper:
        draft = prepared(kind, await verbs.facts(meeting))
        saved = await verbs.save(uuid4(), meeting, kind, draft, None)
        assert await verbs.sign(uuid4(), meeting, kind, saved.edits) == 1
        card = await verbs.open(meeting, kind)
        assert card.paper is not None
        layout = laid_out(kind, card.paper)
        for said in ("\n".join(word_text(word_file(kind, layout))), pdf_text(official_pdf(layout))):
            assert "95/100" in said
            assert reason not in said, "why somebody was away is in no paper"
            assert (away.name in said) == (kind is Paper.MINUTES)
    proposed = evidence(await verbs.score(meeting))
    assert "Có mặt 1/3" in proposed["attendance"]
    assert set(proposed) <= {"time", "attendance", "preparation", "conduct"}
    assert not any("điểm" in words for words in proposed.values()), "never points"
    assert (await verbs.report(uuid4(), meeting)).late is False
    assert (await verbs.after(meeting)).reported_at is not None


def test_criticism_stands_under_its_item_and_only_what_was_agreed_to() -> None:
    item = FactItem(
        item_id=uuid4(), position=3, kind="criticism", title="Tự phê bình và phê bình", presenter="",
        conclusion="", speakers=[],
    )  # fmt: skip
    note = FactNote(kind="self_criticism", full_name="Bình", words="còn vắng hai buổi trực")
    told = FACTS.model_copy(update={"items": [*FACTS.items, item], "notes": (note,)})
    parts = {part.key: part.text for part in prepared(Paper.MINUTES, told).sections}
    assert parts["content"].endswith(
        "3. Tự phê bình và phê bình\n- Đồng chí Bình tự phê bình: còn vắng hai buổi trực"
    )
