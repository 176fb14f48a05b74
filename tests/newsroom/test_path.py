"""From the contributor's draft to the reader, by way of the desks."""

from uuid import uuid4

import pytest

from services.errors import NotFound
from services.newsroom.models import Desk, ManuscriptSave, Show, State, Step
from tests.newsroom.conftest import Newsroom


async def test_an_article_for_the_ward_needs_no_city(newsroom: Newsroom) -> None:
    places = await (await newsroom.of("contributor")).newsroom.places()
    assert [(p.unit_id, [t.unit_id for t in p.targets]) for p in places] == [
        (newsroom.cell, [newsroom.cell, newsroom.ward, newsroom.city])
    ]
    saved = await newsroom.write(title="Ngày hội ở ngõ", lead="Vui.", body="**Rất vui.**")
    moved = await newsroom.go("contributor", saved, Step.SUBMIT)
    assert (moved.state, moved.desk_name, moved.desk_level) == (
        State.SUBMITTED, "Đảng ủy phường thử tòa soạn", Desk.EDITORS,
    )  # fmt: skip
    editor = (await newsroom.of("editor")).newsroom
    line = next(
        x for x in await editor.queue(Show.UNCLAIMED) if x.manuscript_id == saved.manuscript_id
    )
    assert (line.author_name, line.owner_name, line.unit_name) == (
        newsroom.people["contributor"].name, None, "Chi bộ viết",
    )  # fmt: skip
    await newsroom.go("editor", saved, Step.TAKE)
    opened = await editor.open(saved.manuscript_id)
    assert (
        opened.mine and opened.may_write and opened.may(Step.PUBLISH) and not opened.may(Step.TAKE)
    )
    again = await editor.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=opened.manuscript_id, version=opened.version,
            target_id=opened.target_id, title="Ngày hội trong ngõ", lead=opened.lead, body=opened.body,
        )
    )  # fmt: skip
    published = await newsroom.go("editor", again, Step.PUBLISH)
    assert published.post_id is not None
    read = await (await newsroom.of("member")).posts.open(published.post_id)
    assert (read.title, read.unit_id, read.state) == (
        "Ngày hội trong ngõ",
        newsroom.ward,
        "published",
    )
    with pytest.raises(NotFound, match=r"post\.not_found"):
        await (await newsroom.house.as_("secretary_b")).posts.open(published.post_id)


async def test_an_article_for_the_city_passes_the_secretariat_and_the_board(
    newsroom: Newsroom,
) -> None:
    saved = await newsroom.at_the_ward(target_id=newsroom.city)
    assert not (await (await newsroom.of("editor")).newsroom.open(saved.manuscript_id)).may(
        Step.PUBLISH
    )
    first = await newsroom.go("editor", saved, Step.PASS_UP)
    second = await newsroom.go("secretariat", saved, Step.PASS_UP)
    assert (first.desk_level, second.desk_level) == (Desk.EDITORS, Desk.BOARD)
    published = await newsroom.go("board", saved, Step.PUBLISH)
    assert published.post_id is not None
    assert (await (await newsroom.house.as_("secretary_b")).posts.open(published.post_id)).title
    history = await (await newsroom.of("contributor")).newsroom.history(saved.manuscript_id)
    assert [(s.step, s.done_by) for s in history.steps] == [
        ("submit", newsroom.people["contributor"].name), ("pass_up", newsroom.people["editor"].name),
        ("pass_up", newsroom.people["secretariat"].name), ("publish", newsroom.people["board"].name),
    ]  # fmt: skip
