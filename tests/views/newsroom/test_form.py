"""An article's form: pictures and their lines in the text, what is checked, two forms made one."""

from __future__ import annotations

from uuid import uuid4

from services.posts.models import NewFile
from views.newsroom.form import (
    Form,
    check_list,
    faults,
    from_word,
    moved_picture,
    to_save,
    without_picture,
)
from views.shared.markdown import link_target
from views.shared.posts.body import Part, parts_of


def picture(name: str, shows: str = "Ngõ nhỏ") -> NewFile:
    return NewFile(
        kind="picture", object_name=name, file_name=f"{name}.jpg", content_type="image/jpeg",
        size_bytes=1, alternative=shows,
    )  # fmt: skip


UNIT = uuid4()
FORM = Form(
    unit_id=UNIT,
    target_id=UNIT,
    title="Tên bài",
    body="Đầu.\n\n[Ảnh 1]\n\nGiữa.\n\n[Ảnh 2]\n\nCuối.",
    files=(picture("a"), picture("b")),
)


def test_lines_in_the_text_follow_their_pictures() -> None:
    assert without_picture(FORM, "a").body == "Đầu.\n\nGiữa.\n\n[Ảnh 1]\n\nCuối."
    moved = moved_picture(FORM, "b", -1)
    assert [f.object_name for f in moved.files] == ["b", "a"]
    assert moved.body == "Đầu.\n\n[Ảnh 2]\n\nGiữa.\n\n[Ảnh 1]\n\nCuối."
    assert moved_picture(FORM, "a", -1) == FORM


def test_pictures_of_a_word_file_stand_behind_those_that_are_there() -> None:
    c, d = picture("c"), picture("d")
    taken = from_word(FORM, "Tên", "Dẫn.", "Một.\n\n[Ảnh 1]\n\nHai.\n\n[Ảnh 2]\n", (c, d))
    assert taken.body == "Một.\n\n[Ảnh 3]\n\nHai.\n\n[Ảnh 4]\n"
    assert [f.object_name for f in taken.files] == ["a", "b", "c", "d"]
    assert (taken.title, taken.lead) == ("Tên", "Dẫn.")
    # One that could not be brought leaves neither line nor number.
    lacking = from_word(FORM, "Tên", "", "Một.\n\n[Ảnh 1]\n\nHai.\n\n[Ảnh 2]\n", (None, d))
    assert lacking.body == "Một.\n\nHai.\n\n[Ảnh 3]\n"
    # The only one has no line where it stands on top; behind others it needs one.
    empty = FORM.model_copy(update={"files": ()})
    assert from_word(empty, "Tên", "", "Một.\n", (c,)).body == "Một.\n"
    assert from_word(FORM, "Tên", "", "Một.\n", (c,)).body == "[Ảnh 3]\n\nMột.\n"
    assert from_word(FORM, "Tên", "", "Một.\n", (None,)).body == "Một.\n"


def test_the_same_content_is_saved_under_the_same_key() -> None:
    assert to_save(FORM).key == to_save(FORM).key
    assert to_save(FORM).key != to_save(FORM.model_copy(update={"body": "Khác."})).key
    assert to_save(FORM).key != to_save(FORM.model_copy(update={"version": 2})).key


def test_what_is_missing_is_said_by_field() -> None:
    assert faults(FORM) == {}
    bare = Form(unit_id=UNIT, target_id=UNIT, from_press=True, files=(picture("a", " "),))
    assert set(faults(bare)) == {"title", "body", "source", "permission", "files"}
    assert [there for _, there, needed in check_list(FORM) if needed] == [True, True, True]


def test_pictures_stand_where_the_text_names_them() -> None:
    assert parts_of(FORM.body, 2) == [
        Part(text="Đầu."), Part(picture=1), Part(text="Giữa."), Part(picture=2), Part(text="Cuối."),
    ]  # fmt: skip
    # A number without a picture is plain text; a picture named twice is shown once.
    assert parts_of("[Ảnh 9]", 1) == [Part(text="[Ảnh 9]")]
    assert parts_of("[Ảnh 1]\n\n[Ảnh 1]", 1) == [Part(picture=1)]
    assert parts_of("```\n[Ảnh 1]\n```", 1) == [Part(text="```\n[Ảnh 1]\n```")]


def test_a_long_text_comes_in_pieces_that_lose_nothing() -> None:
    items = "\n".join(f"- mục {n} {'chữ ' * 60}" for n in range(40))
    body = "\n\n".join([*(f"Đoạn {n}. {'chữ ' * 100}".strip() for n in range(50)), items, "Cuối."])
    parts = parts_of(body, 0)
    assert len(parts) > 10
    assert "\n\n".join(part.text for part in parts) == body
    assert any(items in part.text for part in parts)  # a list is not torn


def test_links_that_do_something_else_than_lead_somewhere_do_nothing() -> None:
    for address in (
        "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "blob:x",
        "//evil.example", "/\\evil.example", "https://bank.example@evil.example/",
    ):  # fmt: skip
        assert link_target(address) is None
