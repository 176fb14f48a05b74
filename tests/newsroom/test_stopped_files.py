"""Pictures and papers of articles taken out of circulation, before they are published and afterwards."""

from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, Forbidden, Invalid, NotFound
from services.newsroom.models import ManuscriptSave, Step
from services.posts.models import NewFile
from tests.house import House
from tests.newsroom.conftest import Newsroom
from tests.newsroom.samples import PNG

BODY = "Trước.\n\n[Ảnh 1]\n\nGiữa.\n\n[Ảnh 2]\n\nSau.\n"


async def illustrated(newsroom: Newsroom) -> tuple[UUID, list[NewFile]]:
    """An article of two pictures that lies at the ward's desk, taken by an editor."""
    author = (await newsroom.of("contributor")).newsroom
    saved = await newsroom.write(body=BODY)
    files = [
        await author.upload(saved.manuscript_id, f"{n}.png", PNG, alternative=f"Ảnh số {n}")
        for n in (1, 2)
    ]
    saved = await author.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=saved.manuscript_id, version=1, target_id=newsroom.ward,
            title="Tin có ảnh", body=BODY, files=files,
        )
    )  # fmt: skip
    await newsroom.go("contributor", saved, Step.SUBMIT)
    await newsroom.go("editor", saved, Step.TAKE)
    return saved.manuscript_id, files


async def test_an_editor_stops_a_picture_at_once_and_the_article_goes_on_without_it(
    newsroom: Newsroom, house: House
) -> None:
    manuscript_id, (first, second) = await illustrated(newsroom)
    editor, author = (await newsroom.of("editor")).newsroom, (await newsroom.of("contributor"))
    assert (await editor.open(manuscript_id)).may_quarantine
    with pytest.raises(Invalid, match=r"quarantine\.reason_length"):
        await editor.quarantine(uuid4(), manuscript_id, first.object_name, " x ")
    await editor.quarantine(uuid4(), manuscript_id, first.object_name, "Có dấu mật")
    with pytest.raises(Conflict, match=r"file\.quarantined_already"):
        await editor.quarantine(uuid4(), manuscript_id, first.object_name, "Có dấu mật")
    for who in (editor, author.newsroom):
        with pytest.raises((NotFound, Forbidden)):
            await who.link(first.object_name)
        assert await who.link(second.object_name)
        seen = (await who.open(manuscript_id)).files
        assert [(f.quarantined, f.file_name, f.alternative) for f in seen] == [
            (True, "", ""), (False, "2.png", "Ảnh số 2"),
        ]  # fmt: skip

    # Saved as the screen has it, it stays where it stands, with its name for who looks into it.
    m = await editor.open(manuscript_id)
    saved = await editor.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=manuscript_id, version=m.version, target_id=newsroom.ward,
            title="Tin có ảnh, đã sửa", body=BODY, files=m.files,
        )
    )  # fmt: skip
    kept = (
        "select file_name || '/' || alternative || '/' || place"
        " from handbook.manuscript_files where object_name = %s"
    )
    assert house.value(kept, first.object_name) == "1.png/Ảnh số 1/1"

    post_id = (await newsroom.go("editor", saved, Step.PUBLISH)).post_id
    assert post_id is not None
    reader = await newsroom.of("member")
    post = await reader.posts.open(post_id)
    assert [(a.quarantined, a.kind, a.file_name) for a in post.attachments] == [
        (True, "picture", ""), (False, "picture", "2.png"),
    ]  # fmt: skip
    assert not post.may_quarantine
    with pytest.raises((NotFound, Forbidden)):
        await reader.posts.link(first.object_name)

    library = (await newsroom.of("editor")).library
    [held] = [
        q for q in (await library.to_check()).quarantined
        if q.file_name == "1.png" and q.title == "Tin có ảnh, đã sửa"
    ]  # fmt: skip
    assert (held.reason, held.placed_by) == ("Có dấu mật", newsroom.people["editor"].name)
    await library.release(uuid4(), held.quarantine_id, "Đã xem, không phải")
    post = await reader.posts.open(post_id)
    assert [a.file_name for a in post.attachments] == ["1.png", "2.png"]
    assert await reader.posts.link(first.object_name)


async def test_a_picture_in_a_published_text_keeps_its_place_while_it_is_looked_at(
    newsroom: Newsroom,
) -> None:
    """`[Ảnh 2]` stays the second picture."""
    manuscript_id, _ = await illustrated(newsroom)
    m = await (await newsroom.of("editor")).newsroom.open(manuscript_id)
    moved = await newsroom.go("editor", m, Step.PUBLISH)  # pyright: ignore[reportArgumentType]
    assert moved.post_id is not None
    officer, reader = await newsroom.of("editor"), await newsroom.of("member")
    post = await officer.posts.open(moved.post_id)
    assert post.may_quarantine
    await officer.library.quarantine(uuid4(), post.attachments[0].attachment_id, "Có dấu mật")
    seen = (await reader.posts.open(moved.post_id)).attachments
    assert [(a.quarantined, a.kind) for a in seen] == [(True, "picture"), (False, "picture")]
    assert (seen[0].object_name, seen[1].file_name) == ("", "2.png")


async def test_who_may_not_stop_it_learns_nothing(newsroom: Newsroom) -> None:
    manuscript_id, (first, _) = await illustrated(newsroom)
    author = (await newsroom.of("contributor")).newsroom
    assert not (await author.open(manuscript_id)).may_quarantine
    with pytest.raises(NotFound, match=r"file\.not_found"):
        await author.quarantine(uuid4(), manuscript_id, first.object_name, "Có dấu mật")
    for who in ("member", "sibling_contributor"):
        with pytest.raises(NotFound, match=r"manuscript\.not_found"):
            await (await newsroom.of(who)).newsroom.quarantine(
                uuid4(), manuscript_id, first.object_name, "Có dấu mật"
            )
    other, _ = await illustrated(newsroom)
    editor = (await newsroom.of("editor")).newsroom
    with pytest.raises(NotFound, match=r"file\.not_found"):
        await editor.quarantine(uuid4(), other, first.object_name, "Tệp của bài khác")
