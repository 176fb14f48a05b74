"""Published once and at the minute, whoever's turn it is, and after a downtime as well."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, Invalid
from services.newsroom.models import Saved, Show, State, Step
from services.worker import work
from tests.house import House
from tests.newsroom.conftest import Newsroom
from views.newsroom.refusals.strings import ERRORS


async def scheduled(newsroom: Newsroom, due: timedelta, **more: object) -> Saved:
    """A manuscript whose time was, or will be, so long from now."""
    saved = await newsroom.at_the_ward(**more)
    await newsroom.go("editor", saved, Step.SCHEDULE, at=datetime.now(UTC) + timedelta(days=1))
    newsroom.house.run(
        "update handbook.manuscripts set publish_at = now() + %s where id = %s",
        due,
        saved.manuscript_id,
    )
    return saved


def posts_of(house: House, saved: Saved) -> list[tuple[UUID, datetime]]:
    with house.sql() as connection:
        return connection.execute(
            "select p.id, p.published_at from handbook.manuscripts m"
            " join handbook.posts p on p.id = m.post_id where m.id = %s",
            (saved.manuscript_id,),
        ).fetchall()


async def test_many_processes_publish_each_article_once(newsroom: Newsroom, house: House) -> None:
    due = [await scheduled(newsroom, timedelta(seconds=-5), title=f"Hẹn giờ {n}") for n in range(6)]
    later = await scheduled(newsroom, timedelta(hours=1), title="Chưa đến giờ")
    service = house.services.service
    turns = await asyncio.gather(*(service.rpc("publish_due") for _ in range(8)))
    assert sum(turn["published"] for turn in turns) == 6
    assert sum(turn["failed"] for turn in turns) == 0
    titles = house.value(
        "select count(*) from handbook.posts where unit_id = %s and title like 'Hẹn giờ %%'",
        newsroom.ward,
    )
    assert titles == 6
    for saved in due:
        [(post_id, at)] = posts_of(house, saved)
        assert datetime.now(UTC) - timedelta(minutes=1) < at
        member = await newsroom.of("member")
        assert (await member.posts.open(post_id)).state == "published"
    assert posts_of(house, later) == []
    assert (await service.rpc("publish_due"))["published"] == 0
    history = await (await newsroom.of("editor")).newsroom.history(due[0].manuscript_id)
    assert [(s.step, s.done_by) for s in history.steps][-1] == ("publish_due", None)


async def test_a_row_that_another_process_holds_is_left_to_it(
    newsroom: Newsroom, house: House
) -> None:
    held = await scheduled(newsroom, timedelta(seconds=-5), title="Đang giữ")
    free = await scheduled(newsroom, timedelta(seconds=-5), title="Đang rảnh")
    with house.sql() as connection, connection.transaction():
        connection.execute(
            "select 1 from handbook.manuscripts where id = %s for update", (held.manuscript_id,)
        )
        turn = await asyncio.wait_for(house.services.service.rpc("publish_due"), 10)
        assert turn == {"published": 1, "failed": 0}
        assert (len(posts_of(house, free)), posts_of(house, held)) == (1, [])
    assert (await house.services.service.rpc("publish_due"))["published"] == 1


async def test_on_time_it_bears_the_promised_minute_after_a_downtime_the_real_one(
    newsroom: Newsroom, house: House
) -> None:
    on_time = await scheduled(newsroom, timedelta(seconds=-20))
    late = await scheduled(newsroom, timedelta(hours=-30))
    planned = house.value(
        "select publish_at from handbook.manuscripts where id = %s", on_time.manuscript_id
    )
    await house.services.service.rpc("publish_due")
    [(_, at)], [(late_post, late_at)] = posts_of(house, on_time), posts_of(house, late)
    assert at == planned
    assert datetime.now(UTC) - late_at < timedelta(minutes=1)
    feed = await (await newsroom.of("member")).posts.feed()
    assert late_post in {item.post_id for item in feed}, "it stands among the new, where it is seen"


async def test_what_cannot_be_published_goes_back_and_holds_up_nobody(
    newsroom: Newsroom, house: House
) -> None:
    broken = await scheduled(newsroom, timedelta(minutes=-10), target_id=newsroom.ward)
    fine = await scheduled(newsroom, timedelta(minutes=-5))
    house.run("update handbook.manuscripts set body = '' where id = %s", broken.manuscript_id)
    turn = await house.services.service.rpc("publish_due")
    assert turn == {"published": 1, "failed": 1}
    assert len(posts_of(house, fine)) == 1
    author = (await newsroom.of("contributor")).newsroom
    opened = await author.open(broken.manuscript_id)
    assert (opened.state, opened.reason) == (State.RETURNED, "manuscript.body_missing")


async def test_what_the_database_itself_says_is_nobodys_reason(
    newsroom: Newsroom, house: House
) -> None:
    """The author reads a sentence, not a constraint's name."""
    due = await scheduled(newsroom, timedelta(minutes=-5))
    house.run(
        "alter table handbook.posts add constraint no_tuesday check (title <> 'Tin thử nghiệm') not valid"
    )
    try:
        turn = await house.services.service.rpc("publish_due")
    finally:
        house.run("alter table handbook.posts drop constraint no_tuesday")
    assert turn == {"published": 0, "failed": 1}
    opened = await (await newsroom.of("contributor")).newsroom.open(due.manuscript_id)
    assert (opened.state, opened.reason) == (State.RETURNED, "manuscript.not_published")
    kept = (
        "select reason || details::text from handbook.newsroom_history"
        " where manuscript_id = %s and step = 'publish_fail'"
    )
    assert "tuesday" not in house.value(kept, due.manuscript_id)


def test_every_reason_of_the_clock_is_a_sentence_on_the_screen(house: House) -> None:
    """Whatever code the functions that publish can end with."""
    written = house.value(
        "select string_agg(pg_get_functiondef(p.oid), ' ')"
        " from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname || '.' || p.proname in ('api.publish_due', 'handbook.put_in_print',"
        " 'handbook.check_manuscript', 'handbook.attachment_follows_post')"
    )
    codes = set(re.findall(r"'((?:manuscript|post|unit|file)\.[a-z_]+)'", written))
    assert {"manuscript.not_published", "unit.closed", "file.not_found"} <= codes
    assert codes - ERRORS.keys() == set()


async def test_a_busy_database_sends_nothing_back_the_next_turn_tries_again(
    newsroom: Newsroom, house: House
) -> None:
    due = await scheduled(newsroom, timedelta(minutes=-5))
    house.run(
        "create function handbook.too_busy() returns trigger language plpgsql as "
        "$$ begin raise exception 'busy' using errcode = 'deadlock_detected'; end $$"
    )
    house.run(
        "create trigger too_busy before insert on handbook.posts "
        "for each row execute function handbook.too_busy()"
    )
    try:
        turn = await house.services.service.rpc("publish_due")
    finally:
        house.run("drop function handbook.too_busy cascade")
    assert turn == {"published": 0, "failed": 0}
    assert posts_of(house, due) == []
    assert await house.services.service.rpc("publish_due") == {"published": 1, "failed": 0}
    assert len(posts_of(house, due)) == 1


async def test_scheduled_it_may_be_taken_back_or_published_now_by_the_desk(
    newsroom: Newsroom,
) -> None:
    saved = await scheduled(newsroom, timedelta(hours=3))
    editor, colleague = (
        (await newsroom.of("editor")).newsroom,
        (await newsroom.of("editor_2")).newsroom,
    )
    line = next(
        x for x in await colleague.queue(Show.SCHEDULED) if x.manuscript_id == saved.manuscript_id
    )
    assert (line.owner_name, line.publish_at is not None) == (newsroom.people["editor"].name, True)
    assert not (await editor.open(saved.manuscript_id)).may_write
    assert (await newsroom.go("editor_2", saved, Step.UNSCHEDULE)).state == State.TAKEN
    again = datetime.now(UTC) + timedelta(hours=1)
    await newsroom.go("editor_2", saved, Step.SCHEDULE, at=again)
    assert (await newsroom.go("editor", saved, Step.PUBLISH)).state == State.PUBLISHED
    with pytest.raises(Conflict, match=r"manuscript\.step_impossible"):
        await newsroom.go("editor", saved, Step.UNSCHEDULE)


@pytest.mark.parametrize("minutes", (None, -1, 0, 366 * 24 * 60))
async def test_a_time_is_needed_and_lies_within_a_year(
    newsroom: Newsroom, minutes: int | None
) -> None:
    saved = await newsroom.at_the_ward()
    at = None if minutes is None else datetime.now(UTC) + timedelta(minutes=minutes)
    with pytest.raises(Invalid, match=r"manuscript\.time_invalid"):
        await newsroom.go("editor", saved, Step.SCHEDULE, at=at)


async def test_two_editors_who_publish_at_once_publish_one_post(
    newsroom: Newsroom, house: House
) -> None:
    saved = await newsroom.at_the_ward(title="Cùng bấm đăng")
    rooms = [
        (await newsroom.of(who)).newsroom for who in ("editor", "editor_2", "editor", "editor_2")
    ]
    done = await asyncio.gather(
        *(
            room.step(uuid4(), saved.manuscript_id, Step.PUBLISH, version=saved.version)
            for room in rooms
        ),
        return_exceptions=True,
    )
    assert sum(not isinstance(one, BaseException) for one in done) == 1
    assert all(
        one.code == "manuscript.step_impossible" for one in done if isinstance(one, Conflict)
    )
    assert house.value("select count(*) from handbook.posts where title = 'Cùng bấm đăng'") == 1


async def test_the_workers_of_two_processes_publish_it_once(
    newsroom: Newsroom, house: House
) -> None:
    saved = await scheduled(newsroom, timedelta(seconds=-1), title="Hai tiến trình")

    async def soon(_: float) -> None:
        await asyncio.sleep(0.05)

    workers = [asyncio.create_task(work(house.services.service, sleep=soon)) for _ in range(2)]
    try:
        async with asyncio.timeout(20):
            while not posts_of(house, saved):  # noqa: ASYNC110 - a row appears in the database
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        assert not any(worker.done() for worker in workers)
    finally:
        for worker in workers:
            worker.cancel()
    assert house.value("select count(*) from handbook.posts where title = 'Hai tiến trình'") == 1
