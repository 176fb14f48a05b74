"""Pure parts of the library's screens."""

from datetime import date
from uuid import uuid4

from services.library.models import LibraryLine, Paper, Wanted
from services.library.shelf import Bounded
from services.posts.models import Category, DocumentType, Validity
from views.library.library import held
from views.library.paper import Place, reflow, way
from views.library.wanted import in_words


def test_printed_lines_become_paragraphs() -> None:
    printed = (
        "Điều 1. Chi bộ họp mỗi tháng một lần, vào ngày cố\nđịnh, đảng viên biết trước.\n"
        "Điều 2. Nội dung họp gửi trước.\n- Người không dùng điện thoại\n- Người đi xa\n\nKết thúc"
    )
    assert reflow(printed) == [
        "Điều 1. Chi bộ họp mỗi tháng một lần, vào ngày cố định, đảng viên biết trước.",
        "Điều 2. Nội dung họp gửi trước.",
        "- Người không dùng điện thoại",
        "- Người đi xa",
        "Kết thúc",
    ]
    assert reflow("") == []


def paper(content_type: str) -> Paper:
    return Paper(
        attachment_id=uuid4(), post_id=uuid4(), title="T", object_name="o", file_name="f",
        content_type=content_type, size_bytes=1,
    )  # fmt: skip


def test_a_word_file_has_words_alone() -> None:
    assert way(paper("application/pdf"), Place()) == "picture"
    assert way(paper("application/pdf"), Place(how="text")) == "text"
    assert way(paper("application/x-word"), Place(how="picture")) == "text"


def test_what_is_chosen_is_said_and_always_how_documents_stand() -> None:
    assert in_words(Wanted()) == ["Đang có hiệu lực"]
    chosen = Wanted(type=DocumentType.PLAN, year=2025, body="Đảng ủy", validity=None)
    assert in_words(chosen) == ["Tất cả", "Kế hoạch", "Đảng ủy", "Năm 2025"]
    assert (Wanted().narrowed, chosen.narrowed) == (False, True)


def test_a_line_says_until_when_it_holds() -> None:
    line = LibraryLine(
        post_id=uuid4(), category=Category.DOCUMENT, title="T", unit_name="U", leaders_only=False,
        type=DocumentType.PLAN, number=None, issued_on=None, issuing_body="B", subject=None,
        validity=Validity.REPLACED, valid_until=date(2026, 1, 2), replaced_from=date(2026, 1, 1),
        files=1, filed_on=date(2025, 1, 1),
    )  # fmt: skip
    assert held(line) == ["Được thay thế từ 01/01/2026"]
    assert held(line.model_copy(update={"validity": Validity.EXPIRED})) == [
        "Có hiệu lực đến 02/01/2026"
    ]


def test_what_is_kept_of_files_is_bounded() -> None:
    kept = Bounded[str](100)
    for n in range(50):
        kept.put(str(n), bytes(30), n)
        assert kept.size <= 100
    assert [kept.get(str(n)) is not None for n in (46, 47, 48, 49)] == [False, True, True, True]
    kept.put("large", bytes(101))
    assert kept.get("large") is None
    kept.get("47")
    kept.put("new", bytes(30))
    assert (kept.get("47") is not None, kept.get("48")) == (True, None)
