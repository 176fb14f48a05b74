"""What cannot be taken back by another tap is asked about first: the first tap changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from services.library.texts import read_due
from services.newsroom.models import ManuscriptSave, PostStep
from tests.browser.serving import Site
from tests.library.papers import pdf
from tests.posts.test_save import a_post
from tests.robot import Robot
from tests.wire.kit import changes, confirm, rows, signed_in
from views import paths
from views.library import strings as library
from views.newsroom import strings as newsroom
from views.posts import strings as posts

at = partial(signed_in, address="192.0.2.35")

Case = tuple[str, str, str, str]
"""Where, what is tapped, what is asked, what is said when it is done."""


async def saved(site: Site, **more: object) -> UUID:
    office = await site.house.as_("office_a")
    return await office.posts.save(a_post(site.house.unit("ward-a"), **more))


async def a_draft(site: Site) -> Case:
    path = paths.post(await saved(site, publish=False), paths.DRAFTS)
    return path, posts.PUBLISH_NOW, posts.PUBLISH_TITLE, posts.PUBLISHED_TOAST


async def an_article(site: Site) -> Case:
    unit = site.house.unit("ward-a")
    manuscript = await (await site.house.as_("office_a")).newsroom.save(
        ManuscriptSave(
            key=uuid4(), unit_id=unit, target_id=unit, title="Bài chờ đăng ngay", body="Nội dung."
        )
    )
    publish = next(words for step, words in newsroom.STEPS.items() if step == "publish")
    done = next(words for step, words in newsroom.DONE.items() if step == "publish")
    return paths.article(manuscript.manuscript_id), publish, newsroom.PUBLISH_TITLE, done


async def a_pin(site: Site) -> Case:
    post_id = await saved(site)
    office = await site.house.as_("office_a")
    until = datetime.now(UTC) + timedelta(days=2)
    await office.newsroom.post_step(uuid4(), post_id, PostStep.PIN, until=until)
    desk = paths.post_desk(paths.post(post_id))
    return desk, newsroom.UNPIN, newsroom.UNPIN_TITLE, newsroom.UNPINNED


async def suspected(site: Site, title: str) -> str:
    """A file whose text seems to carry a stamp; the card's own buttons are the only ones there."""
    site.house.run("delete from handbook.attachment_texts")
    office = await site.house.as_("office_a")
    file = await office.posts.upload(site.house.unit("ward-a"), f"{title}.pdf", pdf(["TỐI MẬT"]))
    await saved(site, title=title, files=[file.model_dump()])
    await read_due(site.house.services.service)
    return paths.FILES_TO_CHECK


async def a_stop(site: Site) -> Case:
    path = await suspected(site, "Tệp cần dừng")
    return path, library.STOP_NOW, library.STOP_TITLE, library.STOPPED


async def a_clearing(site: Site) -> Case:
    path = await suspected(site, "Tệp không có gì")
    return path, library.NOT_CLASSIFIED, library.CLEAR_TITLE, library.CLEARED


@pytest.mark.parametrize(
    "case", [a_draft, an_article, a_pin, a_stop, a_clearing], ids=lambda case: case.__name__
)
async def test_the_first_tap_asks_and_changes_nothing(
    site: Site, case: Callable[[Site], Awaitable[Case]]
) -> None:
    path, tapped, asked, done = await case(site)
    async with at(site, "office_a", path) as robot:
        await robot.until(tapped)
        await robot.settle()
        before = rows(site.house)
        await robot.tap(tapped)
        await robot.until(asked)
        await robot.settle()
        assert changes(before, rows(site.house)) == []
        await confirm(robot)
        await robot.until(done)
        assert changes(before, rows(site.house)) != []


async def test_withdrawing_wants_a_reason_and_a_yes(site: Site) -> None:
    post_id = await saved(site)

    def state() -> str:
        return str(site.house.value("select state from handbook.posts where id = %s", post_id))

    async def press(robot: Robot) -> None:
        await robot.tap(newsroom.WITHDRAW)

    async with at(site, "office_a", paths.post_desk(paths.post(post_id), "withdraw")) as robot:
        await robot.until(newsroom.WITHDRAW_REASON)
        await press(robot)
        await robot.until(newsroom.REASON_SHORT)
        await robot.type(newsroom.WITHDRAW_REASON, "Số liệu chưa kiểm tra")
        await press(robot)
        await robot.until(newsroom.WITHDRAW_TITLE)
        assert state() == "published"
        await confirm(robot)
        await robot.until(newsroom.WITHDRAWN)
        assert state() == "withdrawn"
