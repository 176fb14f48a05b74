"""Over the wire: a directive gives rise to a task, the task leads back, Trang chủ says what waits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from services.reading.models import ReadingList
from tests.browser.serving import Site
from tests.permissions.world import Text, write
from tests.tasks.desk import assign, assignment_of, step, today
from tests.wire.kit import HOME, signed_in
from tests.wire.test_tasks import choose
from views import paths
from views.home import strings as home
from views.posts import strings as posts
from views.reading import strings as reading
from views.shared import text
from views.shared.tasks import strings as arising
from views.tasks import strings

at = partial(signed_in, address="192.0.2.34")


async def test_from_a_directive_to_a_task_and_back(site: Site) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", "Chi bộ nhận việc")
    secretary = house.newcomer(cell, ("secretary", cell))
    who, idle = house.newcomer(cell), house.newcomer(cell)
    post_id = write(house, Text("ward-a", "directive"))
    house.run(
        "insert into handbook.documents (post_id, unit_path, type, number, issued_on)"
        " values (%s, '', 'directive', '31-CT/ĐU', handbook.today())"
        " on conflict (post_id) do update set number = excluded.number",
        post_id,
    )
    async with at(site, secretary, paths.post(post_id)) as robot:
        await robot.until(arising.ARISEN)
        await robot.tap(arising.GIVE)
        await robot.until(strings.MEMBERS)
        assert robot.page["route"] == paths.task_from_post(paths.post(post_id), cell)
        await robot.type(strings.TITLE, "Tuyên truyền trong tổ dân phố")
        await robot.type(strings.DUE, text.day(today(house) + timedelta(days=1)))
        await choose(robot, who.name)
        await robot.until(strings.give_to(1))
        await robot.tap(strings.give_to(1))
        await robot.until(arising.arisen(1, 0))
        assert robot.page["route"] == paths.post(post_id)
        assert who.name in robot.words()
    assert (
        house.value(
            "select (source, source_note)::text from handbook.tasks where post_id = %s", post_id
        )
        == '(directive,"Số 31-CT/ĐU")'
    )
    async with at(site, who, "/") as robot:
        await robot.until(HOME)
        await robot.tap(next(w for w in robot.words() if w.startswith("1 nhiệm vụ chờ đồng chí")))
        await robot.until("Tuyên truyền trong tổ dân phố")
        await robot.tap("Tuyên truyền trong tổ dân phố")
        await robot.until(strings.SEE_DOCUMENT)
        await robot.tap(strings.SEE_DOCUMENT)
        await robot.until(arising.ARISEN)
        assert arising.GIVE not in robot.words()
        assert "Tuyên truyền trong tổ dân phố" in robot.words()
    async with at(site, idle, paths.post(post_id)) as robot:
        await robot.until("Với bài này")
        assert arising.ARISEN not in robot.words()


async def test_home_says_what_is_late_and_what_waits_for_a_decision(site: Site) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", "Chi bộ có việc chậm")
    secretary = house.newcomer(cell, ("secretary", cell))
    who = house.newcomer(cell)
    tasks = [
        assignment_of(house, (await assign(house, secretary, cell, who.id)).body["task_id"], who.id)
        for _ in range(2)
    ]
    house.run(
        "update handbook.task_assignments set due_on = handbook.today() - 1 where id = %s", tasks[0]
    )
    await step(house, who, tasks[1], "hand_in")
    async with at(site, who, "/") as robot:
        await robot.until("1 nhiệm vụ chờ đồng chí: 1 việc mới, 1 quá hạn")
        assert home.LATE in robot.words()
    async with at(site, secretary, "/") as robot:
        await robot.until(home.to_decide(1))
        await robot.tap(home.to_decide(1))
        await robot.until(strings.FILTERS["to_decide"])
        assert robot.page["route"] == paths.tasks_given(cell)


async def test_the_reading_lists_open_from_the_news_and_lead_back_there(site: Site) -> None:
    post_id = write(site.house, Text("ward-a", "news"))
    reader = site.house.newcomer(site.house.found("cell", "ward-a"))
    await (await site.house.as_(reader)).reading.keep(post_id, ReadingList.LATER, kept=True)
    async with at(site, reader, "/news") as robot:
        await robot.until(posts.READING)
        await robot.tap(posts.READING)
        await robot.until(reading.PRIVATE)
        title = site.house.value("select title from handbook.posts where id = %s", post_id)
        await robot.until(title)
        await robot.tap(title)
        await robot.until(lambda: robot.page["route"] == paths.post(post_id, paths.NEWS_READING))
        await robot.until("Với bài này")
