"""A draft is its author's alone; at a desk it is the desk's too; what is not yours is not there."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.errors import AppError, Conflict
from services.newsroom.models import ManuscriptSave, PostStep, Saved, Show, State, Step
from services.posts.models import Category, NewFile, PostCreate
from tests.cast import CAST
from tests.house import House
from tests.newsroom.conftest import Newsroom
from tests.newsroom.samples import PNG
from tests.permissions.test_storage import attempt

BUCKET = "attachments"
EVERYBODY = (
    "contributor", "other_contributor", "sibling_contributor", "member", "cell_secretary",
    "editor", "editor_2", "secretariat", "board",
)  # fmt: skip


async def with_picture(newsroom: Newsroom, **more: Any) -> tuple[Saved, NewFile]:
    """A draft with a picture in it."""
    saved = await newsroom.write(**more)
    me = (await newsroom.of("contributor")).newsroom
    uploaded = await me.upload(saved.manuscript_id, "anh.png", PNG, alternative="Ảnh thử")
    opened = await me.open(saved.manuscript_id)
    again = await me.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=saved.manuscript_id, version=saved.version, target_id=opened.target_id,
            title=opened.title, body=opened.body, files=[uploaded],
        )
    )  # fmt: skip
    return again, uploaded


async def readers(
    newsroom: Newsroom, manuscript_id: UUID, name: str
) -> dict[str, tuple[bool, ...]]:
    """Who opens the manuscript, its history, its file, and finds it in a list."""
    found: dict[str, tuple[bool, ...]] = {}
    for who in (*EVERYBODY, *CAST):
        house, person = newsroom.house, newsroom.people.get(who, who)
        opened = [
            (await house.call(person, f"manuscript_{verb}", manuscript_id=manuscript_id)).outcome
            for verb in ("open", "history", "present")
        ]
        bucket = (await house.client(person)).storage.from_(BUCKET)
        folder, _, leaf = name.partition("/")
        files = (
            await attempt(bucket.download(name)) == "ok",
            await attempt(bucket.create_signed_url(name, 60)) == "ok",
            leaf in {entry["name"] for entry in await bucket.list(folder)},
        )
        assert set(opened) in ({"ok"}, {"manuscript.not_found"}), (who, opened)
        found[who] = (opened[0] == "ok", *files)
    return found


def see(*who: str) -> dict[str, tuple[bool, ...]]:
    return {name: (name in who,) * 4 for name in (*EVERYBODY, *CAST)}


async def test_who_sees_a_manuscript_and_its_files_on_its_way(newsroom: Newsroom) -> None:
    saved, file = await with_picture(newsroom, target_id=newsroom.city)

    async def now() -> dict[str, tuple[bool, ...]]:
        return await readers(newsroom, saved.manuscript_id, file.object_name)

    assert await now() == see("contributor")
    await newsroom.go("contributor", saved, Step.SUBMIT)
    assert await now() == see("contributor", "editor", "editor_2")
    await newsroom.go("contributor", saved, Step.RECALL)
    assert await now() == see("contributor"), "recalled, it is a draft like any other"
    await newsroom.go("contributor", saved, Step.SUBMIT)
    await newsroom.go("editor", saved, Step.PASS_UP)
    desks = ("contributor", "editor", "editor_2", "secretariat", "board", "news")
    assert await now() == see(*desks)
    await newsroom.go("secretariat", saved, Step.RETURN, reason="Xin bổ sung ảnh")
    assert await now() == see(*desks), "the desks it passed know how it went on"


async def test_a_file_goes_with_the_article_and_is_gone_with_it(newsroom: Newsroom) -> None:
    saved, file = await with_picture(newsroom)
    await newsroom.go("contributor", saved, Step.SUBMIT)
    post_id = (await newsroom.go("editor", saved, Step.PUBLISH)).post_id
    assert post_id is not None
    reader = await newsroom.of("member")
    post = await reader.posts.open(post_id)
    assert [(a.object_name, a.alternative, a.kind) for a in post.attachments] == [
        (file.object_name, "Ảnh thử", "picture")
    ]
    bucket = (await newsroom.house.client(newsroom.people["member"])).storage.from_(BUCKET)
    assert await bucket.download(file.object_name) == PNG
    outsider = (await newsroom.house.client("secretary_b")).storage.from_(BUCKET)
    missing = f"{saved.manuscript_id}/{uuid4()}.png"
    assert await attempt(outsider.download(file.object_name)) == await attempt(
        outsider.download(missing)
    )

    await (await newsroom.of("editor")).newsroom.post_step(
        uuid4(), post_id, PostStep.WITHDRAW, reason="Sai tên người trong ảnh"
    )
    assert await attempt(bucket.download(file.object_name)) == await attempt(
        bucket.download(missing)
    )
    assert await attempt(bucket.create_signed_url(file.object_name, 60)) != "ok"
    author = (await newsroom.house.client(newsroom.people["contributor"])).storage.from_(BUCKET)
    assert await author.download(file.object_name) == PNG, "its author keeps it"


async def test_nobody_brings_a_file_into_a_manuscript_that_is_not_theirs_to_write(
    newsroom: Newsroom,
) -> None:
    saved, file = await with_picture(newsroom)
    for who in ("other_contributor", "cell_secretary", "editor", "member"):
        with pytest.raises(AppError):
            await (await newsroom.of(who)).newsroom.upload(saved.manuscript_id, "x.png", PNG)
    await newsroom.go("contributor", saved, Step.SUBMIT)
    with pytest.raises(AppError):
        await (await newsroom.of("contributor")).newsroom.upload(saved.manuscript_id, "x.png", PNG)
    await (await newsroom.of("editor")).newsroom.upload(saved.manuscript_id, "x.png", PNG)
    bucket = (await newsroom.house.client(newsroom.people["contributor"])).storage.from_(BUCKET)
    assert await bucket.remove([file.object_name]) == []
    assert await bucket.download(file.object_name) == PNG


async def test_no_post_and_no_other_manuscript_borrows_a_manuscripts_file(
    newsroom: Newsroom,
) -> None:
    """Or it would open it to other readers."""
    saved, file = await with_picture(newsroom)
    me = await newsroom.of("contributor")
    other = await newsroom.write(title="Bài mượn ảnh")
    with pytest.raises(AppError, match=r"file\.not_found"):
        await me.newsroom.save(
            ManuscriptSave(
                key=uuid4(), manuscript_id=other.manuscript_id, version=1, target_id=newsroom.ward,
                title="Bài mượn ảnh", files=[file],
            )
        )  # fmt: skip
    await newsroom.go("contributor", saved, Step.SUBMIT)
    borrowed = PostCreate(
        key=uuid4(),
        unit_id=newsroom.ward,
        category=Category.NEWS,
        title="Tin mượn ảnh",
        files=[file],
    )
    with pytest.raises(AppError, match=r"file\.not_found"):
        await (await newsroom.of("editor")).posts.save(borrowed)


async def test_the_queue_and_the_badge(newsroom: Newsroom, house: House) -> None:
    ward = house.found("ward", "city", "Đảng ủy phường có hàng đợi")
    cell = house.found("cell", ward)
    writer = house.newcomer(cell, ("contributor", cell))
    people = [house.newcomer(cell, ("editor", ward)) for _ in range(2)]
    room = Newsroom(
        house,
        newsroom.city,
        ward,
        cell,
        cell,
        {"contributor": writer, "editor": people[0], "editor_2": people[1]},
    )
    editor = (await room.of("editor")).newsroom
    assert (await editor.counts()).oldest_since is None
    sent = [await room.at_the_ward(title=f"Bài số {n}") for n in range(23)]
    await room.go("editor", sent[3], Step.TAKE)
    await room.go("editor_2", sent[4], Step.TAKE)
    await room.go("editor", sent[5], Step.RETURN, reason="Chưa đạt")

    async def titles(show: Show) -> list[str]:
        page = await editor.queue(show)
        return [line.title for line in page + (await editor.queue(show, page[-1]) if page else [])]

    waiting = [f"Bài số {n}" for n in range(23) if n != 5]
    assert await titles(Show.ALL) == waiting, "the oldest first, over two pages"
    assert await titles(Show.MINE) == ["Bài số 3"]
    assert await titles(Show.UNCLAIMED) == [t for t in waiting if t not in ("Bài số 3", "Bài số 4")]
    counts = await editor.counts()
    assert (counts.waiting, counts.unclaimed, counts.mine, counts.scheduled) == (22, 20, 1, 0)
    assert counts.oldest_since == (await editor.queue())[0].waiting_since
    mine = (await room.of("contributor")).newsroom
    assert (await mine.counts()).returned_to_me == 1
    first = await mine.mine()
    second = await mine.mine(first[-1])
    assert len({line.manuscript_id for line in first + second}) == 23
    returned = next(line for line in first + second if line.state == State.RETURNED)
    assert (returned.title, returned.reason) == ("Bài số 5", "Chưa đạt")
    assert await (await newsroom.of("editor")).newsroom.queue(Show.MINE) == []


async def test_a_stamp_stops_a_text_and_a_file_name_until_it_is_denied_and_logged(
    newsroom: Newsroom, house: House
) -> None:
    me = (await newsroom.of("contributor")).newsroom
    new = ManuscriptSave(
        key=uuid4(), unit_id=newsroom.cell, target_id=newsroom.ward, title="Báo cáo MẬT"
    )
    with pytest.raises(Conflict, match=r"post\.classified"):
        await me.save(new)
    direct = await house.call(
        newsroom.people["contributor"], "manuscript_save", key=uuid4(), unit_id=newsroom.cell,
        target_id=newsroom.ward, body="TUYỆT MẬT",
    )  # fmt: skip
    assert direct.outcome == "post.classified", "the database refuses what was not asked about"
    saved = await me.save(new, classified_confirmed=True)
    with pytest.raises(Conflict, match=r"post\.classified"):
        await me.upload(saved.manuscript_id, "CV TỐI MẬT.png", PNG)
    file = await me.upload(saved.manuscript_id, "CV TỐI MẬT.png", PNG, classified_confirmed=True)
    await me.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=saved.manuscript_id, version=1, target_id=newsroom.ward,
            title="Báo cáo", files=[file],
        )
    )  # fmt: skip
    with house.sql() as connection:
        denied = connection.execute(
            "select actor_id from handbook.audit_entries"
            " where action = 'manuscripts.stamp_denied' and subject_id = %s",
            (str(saved.manuscript_id),),
        ).fetchall()
        texts = connection.execute(
            "select count(*) from handbook.audit_entries e join handbook.audit_values v on v.entry_id = e.id"
            " where e.subject = 'manuscripts' and e.action <> 'manuscripts.stamp_denied'"
            " and (v.after ? 'body' or v.after ? 'title')"
        ).fetchone()
    assert {row[0] for row in denied} == {newsroom.people["contributor"].id}
    assert texts == (0,), "the log keeps steps, not every saving of a text"
