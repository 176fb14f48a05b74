"""The number of a paper: read from its letterhead, and from nowhere else; filed with the document."""

from datetime import date
from pathlib import Path

import pytest

from services.articles.filing import file_article
from services.articles.numbers import find_number
from services.articles.reader import read_folder
from services.library.models import Wanted
from services.posts.models import Category, DocumentType
from tests.articles.builders import docx, para, table
from tests.house import House

HEAD = "ĐẢNG CỘNG SẢN VIỆT NAM"
PAPER = docx(
    table(
        ("ĐẢNG BỘ PHƯỜNG MẪU A", HEAD),
        ("Số: 12-CT/ĐU", "Sông Mẫu, ngày 3 tháng 2 năm 2026"),
    ),
    para("CHỈ THỊ", bold=True),
    para("về giữ gìn khu phố sạch, đẹp"),
    para("Căn cứ tình hình thực tế của phường, Đảng ủy yêu cầu các chi bộ thực hiện."),
    para("Các chi bộ báo cáo trước ngày 30 hằng tháng."),
)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 12-CT/ĐU", "12-CT/ĐU"),
        ("Số 50 - CT/TW", "50-CT/TW"),
        ("số: 123/BC-UBND", "123/BC-UBND"),
        (f"{HEAD}\tSố: 7-KH/ĐU", "7-KH/ĐU"),
        ("Số 12 phố Hàng Mẫu", None),
        ("Theo Chỉ thị số 50-CT/TW của Ban Bí thư, các chi bộ thực hiện", None),
        ("Số: ...-CT/ĐU", None),
    ],
)
def test_a_number_is_read_where_it_stands_alone(line: str, number: str | None) -> None:
    assert find_number([HEAD, line]) == number


def test_without_a_letterhead_it_is_no_paper() -> None:
    assert find_number(["Tin hôm nay", "Số: 12-CT/ĐU"]) is None


async def test_a_paper_is_filed_with_its_facts_and_an_article_without(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "chi-thi.docx").write_bytes(PAPER)
    (tmp_path / "tin.txt").write_text(
        "Thông báo lịch họp tháng này\n\nHọp lúc 19 giờ.\n\nMời đủ.\n"
    )
    (tmp_path / "bao.txt").write_text(
        "Khu phố sạch hơn\nCho phép: Thư ngày 3/10\n\n"
        "Bà con dọn ngõ.\n\nAi cũng vui.\n\nNguồn: Báo Sông Mẫu\n"
    )
    ward = house.found("ward", "city", "Đảng bộ phường nhập văn bản")
    code = house.value("select code from handbook.units where id = %s", ward)
    member = house.newcomer(house.found("cell", ward))
    for result in read_folder([tmp_path]):
        assert result.article is not None
        filed = await file_article(
            house.services.service, result, result.article, code, ward, publish=True
        )
        assert filed.outcome == "ok"
    services = await house.as_(member)
    opened = [
        await services.posts.open(
            house.value(
                "select id from handbook.posts where unit_id = %s and category = %s", ward, kind
            )
        )
        for kind in ("document", "notice", "news")
    ]
    posts = {post.category: post for post in opened}
    paper = posts[Category.DOCUMENT].document
    assert paper is not None
    assert (paper.number, paper.issued_on, paper.type, paper.issuing_body) == (
        "12-CT/ĐU", date(2026, 2, 3), DocumentType.DIRECTIVE, "Đảng bộ phường nhập văn bản",
    )  # fmt: skip
    notice = posts[Category.NOTICE]
    assert notice.document is not None
    assert (notice.document.number, notice.document.type) == (None, DocumentType.NOTICE)
    assert notice.directive is not None
    assert not notice.directive.wants_acknowledgement
    assert posts[Category.NEWS].document is None
    assert posts[Category.NEWS].source == "Báo Sông Mẫu"
    shelf = await services.library.lines(Wanted())
    assert "12-CT/ĐU" in {line.number for line in shelf}
