"""Reading lists and sharing over the wire: kept, taken off, put back; the link is the post's."""

from __future__ import annotations

from functools import partial

from tests.browser.serving import Site
from tests.posts.test_save import a_post
from tests.wire.kit import confirm, received, signed_in
from views import paths
from views.questions import strings as asking
from views.reading import strings
from views.shared.posts.below import strings as foot

at = partial(signed_in, address="192.0.2.61")


async def test_a_post_is_kept_for_later_taken_off_and_put_back(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    office = await site.house.as_("office_a")
    post = await office.posts.save(a_post(site.house.unit("ward-a"), title="Bài để dành đọc tối"))
    async with at(site, who, paths.post(post)) as robot:
        await robot.until(foot.WITH_IT)
        await robot.tap(foot.LATER)
        await robot.until(foot.NOT_LATER)
        await robot.go(paths.share(paths.post(post)))
        await robot.until(strings.COPY)
        assert robot.sees(f"{site.url}{paths.post(post)}")
        await robot.go(paths.READING)
        await robot.until("Bài để dành đọc tối")
        await robot.tap(strings.TAKE_OFF)
        await robot.until(strings.TAKEN_OFF)
        await robot.until(lambda: not robot.sees("Bài để dành đọc tối"))
        await robot.tap(strings.UNDO)
        await robot.until("Bài để dành đọc tối")
    async with at(site, "secretary_b", paths.post(post)) as robot:
        await robot.until("Không tìm thấy nội dung")
        assert received(robot, "Bài để dành đọc tối") == []


async def test_what_is_asked_waits_at_the_desk_and_nowhere_else(site: Site) -> None:
    house = site.house
    who = house.newcomer("cell-a1", name="Hoàng Thị Riêng")
    office = await house.as_("office_a")
    post = await office.posts.save(a_post(house.unit("ward-a"), title="Bài có chỗ sai"))
    async with at(site, who, paths.mistake_in(paths.post(post))) as robot:
        await robot.until(asking.MISTAKE_WORDS)
        await robot.tap(asking.SEND)
        await robot.until(asking.SHORT)
        await robot.type(asking.MISTAKE_WORDS, "Ngày trong bài ghi sai")
        await robot.tap(asking.SEND)
        await robot.until(asking.STATES["asked"])
    async with at(site, "office_a", paths.QUESTIONS) as robot:
        await robot.until("Ngày trong bài ghi sai")
        assert robot.sees("Hoàng Thị Riêng")
        await robot.tap("Ngày trong bài ghi sai")
        await robot.until(asking.DO["answer"])
        await robot.tap(asking.DO["answer"])  # thanks stand there already
        await robot.until(asking.MENDED_TITLE)
        await confirm(robot)
        await robot.until(asking.DONE["answered"])
    for other in ("secretary", "staff_a", "sibling"):
        async with at(site, other, paths.QUESTIONS) as robot:
            await robot.until(lambda robot=robot: robot.sees(asking.INBOX))
            await robot.settle()
            assert received(robot, "Ngày trong bài ghi sai", "Hoàng Thị Riêng") == []
    assert [q.answer and q.answer.words for q in await (await house.as_(who)).questions.mine()] == [
        asking.THANKS
    ]
