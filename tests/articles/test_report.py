"""The report: one line a file at least, in plain Vietnamese, within the width."""

from datetime import date
from pathlib import Path

from services.articles.models import Caution, FileResult, ImportedArticle, Reason
from services.articles.report import report_table


def _ok(
    name: str, title: str, *warnings: Caution, day: date | None = date(2026, 11, 12)
) -> FileResult:
    article = ImportedArticle(
        title=title,
        published_on=day,
        category="study",
        lead="",
        body_markdown="x\n",
        pictures=(),
        source_name=name,
    )
    return FileResult(file=Path("thư mục", name), outcome="ok", article=article, warnings=warnings)


def test_report_shows_each_file_and_the_sum() -> None:
    report = report_table(
        [
            _ok("a.md", "Đọc nghị quyết thế nào", Caution.NO_DATE, day=None),
            FileResult(file=Path("b.docx"), outcome="refused", reason=Reason.PASSWORD),
            _ok("c.txt", "Tên bài"),
        ]
    )
    assert report == (
        "Tệp     Kết quả  Ngày        Loại     Ảnh  Tiêu đề hoặc lý do\n"
        "------  -------  ----------  -------  ---  " + "-" * (110 - 43) + "\n"
        "a.md    Đã đọc   –           Học tập  0    Đọc nghị quyết thế nào\n"
        "                                           Lưu ý: Không thấy ngày đăng.\n"
        "b.docx  Từ chối                            "
        "Tệp được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi thử lại.\n"
        "c.txt   Đã đọc   12/11/2026  Học tập  0    Tên bài\n"
        "\n"
        "Tổng cộng 3 tệp: đọc được 2, từ chối 1.\n"
    )


def test_report_wraps_long_names_and_titles_within_the_width() -> None:
    report = report_table([_ok("t" * 80 + ".md", "tiêu đề rất dài " * 15)], width=90)
    assert max(len(line) for line in report.splitlines()) <= 90
    assert sum(line.count("t" * 10) for line in report.splitlines()) >= 4
    assert report.count("rất") == 15


def test_report_shows_no_control_characters_of_a_file() -> None:
    report = report_table([_ok("a\x1b[31m.md", "đỏ \x1b]0;x\x07\u202e")])
    assert "\x1b" not in report
    assert "\x07" not in report
    assert "\u202e" not in report


def test_report_of_nothing_says_so() -> None:
    assert report_table([]) == "Không có tệp nào để đọc.\n"
