"""What is done with published posts: corrected with a note, withdrawn with a reason, pinned to a date."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, Invalid, NotFound
from services.newsroom.models import Correction, PostStep, State, Step
from tests.house import House
from tests.newsroom.conftest import Newsroom, found_newsroom
from tests.permissions.world import Text, write

SOON = timedelta(days=2)


async def published(newsroom: Newsroom, **more: object) -> tuple[UUID, UUID]:
    """An article of the ward: its manuscript and its post."""
    saved = await newsroom.at_the_ward(**more)
    post_id = (await newsroom.go("editor", saved, Step.PUBLISH)).post_id
    assert post_id is not None
    return saved.manuscript_id, post_id


def correction(post_id: UUID, **more: object) -> Correction:
    given = {
        "key": uuid4(), "post_id": post_id, "version": 1, "title": "Tin thử nghiệm", "lead": "",
        "body": "Họp lúc 19 giờ.", "note": "Sửa giờ họp từ 20 giờ thành 19 giờ",
    }  # fmt: skip
    return Correction.model_validate(given | more)


async def test_a_correction_is_told_and_what_it_said_before_is_kept(newsroom: Newsroom) -> None:
    manuscript_id, post_id = await published(newsroom, body="Họp lúc 20 giờ.")
    editor, reader = await newsroom.of("editor"), await newsroom.of("member")
    assert (await editor.posts.open(post_id)).steps == ["correct", "pin", "withdraw"]
    assert (await reader.posts.open(post_id)).steps == []
    await editor.newsroom.correct(correction(post_id))
    read = await reader.posts.open(post_id)
    assert (read.body, read.version) == ("Họp lúc 19 giờ.", 2)
    assert [c.note for c in read.corrections] == ["Sửa giờ họp từ 20 giờ thành 19 giờ"]
    with pytest.raises(Conflict) as refused:
        await editor.newsroom.correct(correction(post_id, body="Họp lúc 18 giờ."))
    assert (refused.value.code, refused.value.details["by_me"]) == ("post.changed_meanwhile", True)
    await editor.newsroom.correct(
        correction(post_id, version=2, body="Họp lúc 18 giờ.", note="Sửa lần hai")
    )
    assert (await reader.posts.open(post_id)).corrections[0].note == "Sửa lần hai"
    history = await editor.newsroom.post_history(post_id)
    assert [(t.version, t.body) for t in history.texts] == [
        (2, "Họp lúc 19 giờ."),
        (1, "Họp lúc 20 giờ."),
    ]
    assert history.manuscript_id == manuscript_id
    assert [s.step for s in history.steps] == ["publish", "correct", "correct"]
    author = await (await newsroom.of("contributor")).newsroom.history(manuscript_id)
    assert [s.step for s in author.steps] == ["submit", "publish", "correct", "correct"]
    with pytest.raises(NotFound, match=r"post\.not_found"):
        await reader.newsroom.post_history(post_id)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"note": " x "}, "post.reason_missing"),
        ({"title": "ab"}, "post.title_length"),
        ({"body": "Nội dung."}, "post.nothing_corrected"),
    ],
    ids=("no note", "no title", "nothing new"),
)
async def test_what_is_no_correction_is_refused(
    newsroom: Newsroom, more: dict[str, str], code: str
) -> None:
    _, post_id = await published(newsroom)
    with pytest.raises(Invalid) as refused:
        await (await newsroom.of("editor")).newsroom.correct(correction(post_id, **more))
    assert refused.value.code == code


async def test_a_stamp_in_a_correction_is_stopped_and_its_denial_logged(
    newsroom: Newsroom, house: House
) -> None:
    _, post_id = await published(newsroom)
    editor = (await newsroom.of("editor")).newsroom
    with pytest.raises(Conflict, match=r"post\.classified"):
        await editor.correct(correction(post_id, body="Văn bản MẬT"))
    await editor.correct(correction(post_id, body="Văn bản MẬT"), classified_confirmed=True)
    denied = (
        "select count(*) from handbook.audit_entries"
        " where action = 'posts.stamp_denied' and subject_id = %s"
    )
    assert house.value(denied, str(post_id)) == 1


async def test_a_withdrawn_article_tells_its_readers_why_and_others_nothing(
    newsroom: Newsroom, house: House
) -> None:
    manuscript_id, post_id = await published(
        newsroom, title="Bài có số liệu sai", body="Số liệu sai."
    )
    editor, reader = await newsroom.of("editor"), await newsroom.of("member")
    await reader.posts.open(post_id)
    await editor.newsroom.post_step(uuid4(), post_id, PostStep.PIN, until=datetime.now(UTC) + SOON)
    with pytest.raises(Invalid, match=r"post\.reason_missing"):
        await editor.newsroom.post_step(uuid4(), post_id, PostStep.WITHDRAW)
    await editor.newsroom.post_step(
        uuid4(), post_id, PostStep.WITHDRAW, reason="Số liệu chưa kiểm tra"
    )

    gone = await reader.posts.open(post_id)
    assert gone.withdrawn is not None
    assert (gone.state, gone.withdrawn.reason, gone.title, gone.body, gone.attachments) == (
        "withdrawn", "Số liệu chưa kiểm tra", "", "", [],
    )  # fmt: skip
    raw = (await house.call(newsroom.people["member"], "post_open", post_id=post_id)).body
    assert "liệu sai" not in str(raw)
    assert post_id not in {item.post_id for item in await reader.posts.feed()}
    kept = await editor.posts.open(post_id)
    assert (kept.title, kept.withdrawn) == ("Bài có số liệu sai", gone.withdrawn)
    assert kept.steps == []
    for outsider in ("secretary_b", "admin", "auditor"):
        with pytest.raises(NotFound, match=r"post\.not_found"):
            await (await house.as_(outsider)).posts.open(post_id)
    author = (await newsroom.of("contributor")).newsroom
    opened = await author.open(manuscript_id)
    assert (opened.state, opened.reason) == (State.WITHDRAWN, "Số liệu chưa kiểm tra")
    with pytest.raises(Conflict, match=r"post\.step_impossible"):
        await editor.newsroom.post_step(uuid4(), post_id, PostStep.WITHDRAW, reason="Lần nữa")


async def test_what_was_for_leaders_is_withdrawn_before_leaders_alone(
    newsroom: Newsroom, house: House
) -> None:
    post_id = write(house, Text("ward-a", "directive", leaders_only=True))
    await (await house.as_("office_a")).newsroom.post_step(
        uuid4(), post_id, PostStep.WITHDRAW, reason="Ban hành nhầm"
    )
    assert (await (await house.as_("secretary")).posts.open(post_id)).withdrawn
    for who in ("member", "sibling", "secretary_b"):
        with pytest.raises(NotFound):
            await (await house.as_(who)).posts.open(post_id)


async def test_pins_stand_on_top_until_their_date_the_nearest_first(house: House) -> None:
    room = found_newsroom(house, "Đảng ủy phường thử ghim")
    editor, reader = (await room.of("editor")).newsroom, await room.of("member")
    old = [(await published(room, title=f"Bài ghim {n}"))[1] for n in range(4)]
    house.run(
        "update handbook.posts set published_at = published_at - interval '200 days' where id = any (%s)",
        old,
    )
    for n in range(25):
        await published(room, title=f"Bài mới {n}") if n < 2 else write_in(house, room.ward, n)
    until = datetime.now(UTC) + SOON
    for post_id in old[:3]:
        await editor.post_step(uuid4(), post_id, PostStep.PIN, until=until)
    with pytest.raises(Conflict, match=r"post\.too_many_pins"):
        await editor.post_step(uuid4(), old[3], PostStep.PIN, until=until)
    cell_post = write_in(house, room.cell, 99)
    await (await room.of("cell_secretary")).newsroom.post_step(
        uuid4(), cell_post, PostStep.PIN, until=until
    )

    first = await reader.posts.feed()
    pinned = [
        item.post_id
        for item in first
        if item.pinned_until and item.unit_name != "Thành ủy Sông Mau"
    ]
    assert pinned[:1] == [cell_post]
    assert set(pinned[1:4]) == set(old[:3])
    seen = [item.post_id for item in first]
    page = first
    while page:
        page = await reader.posts.feed(after=page[-1])
        assert not [item for item in page if item.pinned_until]
        seen += [item.post_id for item in page]
    assert len(seen) == len(set(seen))
    assert {*old, cell_post} <= set(seen)

    await editor.post_step(uuid4(), old[0], PostStep.UNPIN)
    house.run(
        "update handbook.pins set pinned_until = now() - interval '1 second' where post_id = %s",
        old[1],
    )
    still = {item.post_id for item in await reader.posts.feed() if item.pinned_until}
    assert still & set(old) == {old[2]}
    assert (await reader.posts.open(old[1])).pinned_until is None
    await editor.post_step(uuid4(), old[3], PostStep.PIN, until=until)
    with pytest.raises(Invalid, match=r"post\.pin_until_invalid"):
        await editor.post_step(uuid4(), old[0], PostStep.PIN, until=datetime.now(UTC) - SOON)


def write_in(house: House, unit: UUID, n: int) -> UUID:
    post_id: UUID = house.value(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
        " values (%s, '', 'news', 'published', %s, now() - make_interval(hours => %s)) returning id",
        unit, f"Bài phụ {n}", n,
    )  # fmt: skip
    return post_id


async def test_the_feed_goes_day_by_day_and_within_a_day_the_nearest_unit_first(
    house: House,
) -> None:
    room = found_newsroom(house, "Đảng ủy phường thử dòng tin")
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=400)
    plan = [  # unit, days back, hour (UTC): as the feed should show them
        ("cell", 0, 1), ("ward", 0, 12), ("ward", 0, 2), ("city", 0, 14),
        ("cell", 1, 3), ("city", 1, 16), ("city", 1, 9), ("ward", 3, 5),
    ]  # fmt: skip
    units = {"cell": room.cell, "ward": room.ward, "city": room.city}
    ids: list[UUID] = []
    for unit, back, hour in plan:
        moment = day - timedelta(days=back) + timedelta(hours=hour)
        ids.append(
            house.value(
                "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
                " values (%s, '', 'news', 'published', 'Bài theo ngày', %s) returning id",
                units[unit], moment,
            )
        )  # fmt: skip
    try:
        gateway = (await room.of("member")).gateway
        for size in (1, 2, 3, 8):
            seen: list[UUID] = []
            cursor: dict[str, object] = {}
            while len(seen) < len(ids):
                page = [
                    row
                    for row in await gateway.rpc("feed", page_size=size, **cursor)
                    if row["pinned_until"] is None
                ]
                seen += [UUID(row["post_id"]) for row in page]
                last = page[-1]
                cursor = {"before": last["published_at"], "before_id": last["post_id"]}
                if size != 2:  # without the nearness it is looked up
                    cursor["before_nearness"] = last["nearness"]
            assert seen[: len(ids)] == ids, size
        ward_only = await gateway.rpc("feed", unit_id=str(room.ward), page_size=50)
        assert [UUID(r["post_id"]) for r in ward_only if r["pinned_until"] is None][:3] == [
            ids[1],
            ids[2],
            ids[7],
        ]
        assert {r["unit_name"] for r in ward_only} == {"Đảng ủy phường thử dòng tin"}
        foreign = await gateway.rpc("feed", unit_id=str(house.unit("ward-a")))
        assert foreign == []
    finally:
        house.run("update handbook.posts set state = 'withdrawn' where id = any (%s)", ids)
