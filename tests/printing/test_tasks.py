"""Tasks on paper and in a sheet: the words stand there, whole, and nothing becomes a formula."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from services.printing.tasks import tasks_pdf
from services.tasks.models import Source, State, TaskFigures, UnitFigures, Weight
from services.tasks.paper import Paper, of_figures, of_tasks
from services.tasks.reporting import Period, ReportLine, TasksReport
from services.tasks.sheet import tasks_sheet

NOW = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
TITLE = "=HYPERLINK Vận động bà con trong ngõ phân loại rác tại nguồn và giữ gìn vệ sinh"


def line(number: int) -> ReportLine:
    return ReportLine(
        assignment_id=uuid4(), member_id=uuid4(), full_name=f"Nguyễn Thị Ngọc Huyền {number}",
        title=TITLE, unit_name="Chi bộ 1", source=Source.RESOLUTION, source_note="12-NQ/CB",
        weight=Weight.HEAVY, state=State.DONE, due_on=date(2026, 11, 20), percent=100,
        handed_in_on=date(2026, 11, 19), beyond=True, late=False, to_decide=False,
    )  # fmt: skip


def tasks() -> Paper:
    lines = [line(number) for number in range(60)]
    report = TasksReport(
        unit_id=UUID(int=1), name="Chi bộ 1", unit_names=["Thành ủy", "Chi bộ 1"],
        from_on=date(2026, 11, 1), until_on=date(2026, 11, 30), given=60, done=60, on_time=60,
        beyond=60, late=0, to_decide=0, lines=lines,
    )  # fmt: skip
    return of_tasks(report, Period(year=2026, month=11), "Trần Thị Bích", NOW)


def figures() -> Paper:
    below = [
        UnitFigures(
            unit_id=uuid4(),
            name=f"Chi bộ {n}",
            kind="cell",
            given=400,
            done=100,
            on_time=60,
            beyond=1,
        )
        for n in range(3)
    ]
    whole = TaskFigures(
        unit_id=uuid4(),
        name="Đảng ủy phường Mẫu",
        year=2026,
        children=below,
        kind="ward",
        given=1200,
        done=300,
        on_time=200,
        beyond=1,
    )
    return of_figures(whole, "Trần Thị Bích", NOW)


def words_of(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (tasks(), ("Tháng 11/2026", "Huyền 59", "đúng hạn, vượt mức", "12-NQ/CB", "28/11/2026 09:00")),
        (figures(), ("Năm 2026", "Chi bộ 2", "1.200", "25 %", "không xếp hạng")),
    ],
)  # fmt: skip
def test_the_paper_says_it_all(paper: Paper, expected: tuple[str, ...]) -> None:
    told = words_of(tasks_pdf(paper, demo=True))
    for words in (paper.title, *expected):
        assert words in told, words


def test_the_sheet_has_the_same_rows_and_no_formula() -> None:
    sheet = load_workbook(BytesIO(tasks_sheet(tasks(), demo=True))).worksheets[0]
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    listed = [row for row in rows if row and row[0].value == TITLE]
    assert len(listed) == 60
    assert [row[0].data_type for row in listed] == ["s"] * 60
    assert [row[2].value for row in listed] == [datetime(2026, 11, 20)] * 60
