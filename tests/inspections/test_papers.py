"""Plan and report as files: what Word and a PDF reader find in them, and the sheet of an overview."""

import io
import zipfile
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from services.inspections import papers, strings
from services.inspections.models import (
    Figures,
    Kind,
    Line,
    Part,
    Plan,
    PlanCard,
    Report,
    Signer,
    State,
    Target,
    Who,
)
from services.inspections.overview import Overview, OverviewLine
from services.minutes.templates import ALIKE, build
from services.printing.official import official_pdf
from services.tasks.sheet import tasks_sheet

MOMENT = datetime(2026, 12, 10, 3, 0, tzinfo=UTC)


def line(target: Target = Target.MEMBERS, **more: object) -> Line:
    """A line in the third quarter."""
    people = [
        Who(member_id=uuid4(), full_name="Lê Văn Ẵm", part=Part.SUBJECT),
        Who(member_id=uuid4(), full_name="Trần Thị Phụ", part=Part.LEAD),
        Who(member_id=uuid4(), full_name="Ngô Văn Cùng", part=Part.DOER),
    ]
    return Line(
        line_id=uuid4(), kind=Kind.INSPECTION, target=target, group_id=None, group_name=None,
        content="Việc đóng đảng phí", period="Cả năm", form="Xem sổ", due_on=date(2026, 9, 30), months=3,
        planned_for=date(2026, 9, 30), state=State.CONCLUDED, concluded_on=date(2026, 9, 20), version=1,
        late=False, people=people, part=None,
    ).model_copy(update=more)  # fmt: skip


def card(**more: object) -> PlanCard:
    """An adopted plan with two lines and a report that was sent."""
    figures = [
        Figures(kind=Kind.INSPECTION, planned=3, done=2, moved=1, dropped=0, late=0),
        Figures(kind=Kind.SUPERVISION, planned=0, done=0, moved=0, dropped=0, late=0),
    ]
    return PlanCard(
        unit_id=uuid4(), unit_name="Chi bộ Ỵ", superior="Đảng ủy phường Mẫu A", year=2026, mine=True,
        may_run=True, may_oversee=False, plan_by=date(2026, 1, 31), report_by=date(2026, 12, 15),
        plan=Plan(plan_id=uuid4(), aims="Giữ nền nếp", adopted_on=date(2026, 1, 20), version=2,
                  adopted_by=Signer(full_name="Phạm Bí Thư", role="secretary")),
        lines=[line(), line(Target.COMMITTEE, people=[], kind=Kind.SUPERVISION, months=1)],
        figures=figures,
        report=Report(good="Làm đủ việc", lacking="", proposal="Không", figures=figures, edits=2,
                      updated_at=MOMENT, sent_at=MOMENT,
                      sent_by=Signer(full_name="Phan Thị Gửi", role="deputy_secretary")),
        history=[], can_copy=False, choices=None, meetings=[],
    ).model_copy(update=more)  # fmt: skip


def of_word(content: bytes) -> str:
    """All text of a Word document."""
    document = Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*cells, *(p.text for p in document.paragraphs)])


def of_pdf(content: bytes) -> str:
    """All text of a PDF."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_plan_names_who_what_when_and_that_no_form_was_compared() -> None:
    layout = papers.plan_layout(card(), demo=True)
    said = (
        "KẾ HOẠCH", "kiểm tra, giám sát năm 2026", strings.UNCONFIRMED, "I. Mục đích, yêu cầu",
        "1. Kiểm tra: Việc đóng đảng phí.", "- Đối tượng: đồng chí Lê Văn Ẵm. Mốc thời gian: Cả năm.",
        "- Thực hiện: quý 3. Phụ trách: đồng chí Trần Thị Phụ; tham gia: đồng chí Ngô Văn Cùng.",
        "Hình thức: Xem sổ.",
        "2. Giám sát thường xuyên", "- Đối tượng: Chi ủy.", "tháng 9. Phụ trách: chưa phân công.",
        "Chi bộ thông qua ngày 20/01/2026.", "Phạm Bí Thư", "BÍ THƯ",
    )  # fmt: skip
    for text in (of_word(papers.word("plan", layout)), of_pdf(official_pdf(layout))):
        for words in said:
            assert words in text, words
        assert strings.DRAFT_PLAN not in text


def test_a_draft_says_that_the_cell_has_not_adopted_it() -> None:
    held = card()
    assert held.plan is not None
    draft = held.plan.model_copy(update={"adopted_on": None, "adopted_by": None})
    layout = papers.plan_layout(held.model_copy(update={"plan": draft}))
    assert strings.DRAFT_PLAN in of_pdf(official_pdf(layout))


def test_a_report_has_the_counts_of_the_day_it_was_sent() -> None:
    layout = papers.report_layout(card(figures=[]))
    for text in (of_word(papers.word("report", layout)), of_pdf(official_pdf(layout))):
        for words in (
            "BÁO CÁO", "- Kiểm tra: đã kết luận 2/3 cuộc (1 phải lùi thời gian).",
            "- Giám sát thường xuyên: không có trong kế hoạch.", "II. Ưu điểm", "III. Đề xuất, kiến nghị",
            "ngày 10 tháng 12 năm 2026", "Đảng ủy phường Mẫu A (để báo cáo)", "Phan Thị Gửi",
            "PHÓ BÍ THƯ",
        ):  # fmt: skip
            assert words in text, words
        assert "Hạn chế" not in text
        assert "Đảng viên trong chi bộ" not in text


def test_a_sheet_counts_units_and_no_name_becomes_a_formula() -> None:
    counts = {"adopted": 2, "sent": 1, "planned": 7, "done": 3, "moved": 0, "late": 1}
    child = OverviewLine(unit_id=uuid4(), name="=1+1", kind="cell", cells=3, **counts)
    told = Overview(
        unit_id=uuid4(), name="Đảng ủy", kind="ward", cells=3, year=2026, plan_by=None, report_by=None,
        children=[child], **counts,
    )  # fmt: skip
    content = tasks_sheet(papers.of_overview(told, "Người Lập", MOMENT))
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows())
    values = [[cell.value for cell in row] for row in rows]
    assert ["=1+1", 3, 2, 1, 7, 3, 1] in values
    named = next(cell for row in rows for cell in row if cell.value == "=1+1")
    assert named.data_type == "s"


@pytest.mark.parametrize("name", ALIKE["inspections"])
def test_the_templates_are_those_of_the_script(name: str) -> None:
    held = io.BytesIO()
    build("report").save(held)
    path = papers.FOLDER / f"{name}.docx"
    with zipfile.ZipFile(held) as fresh, zipfile.ZipFile(path) as kept:
        for part in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
            assert fresh.read(part) == kept.read(part), part
