"""The newsroom by its screens: returned with a reason, passed up, due at its hour once, pinned, corrected,
withdrawn; and two editors at one text, of whom neither loses a word."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from services.newsroom.models import Saved, Step
from tests.browser.serving import Site
from tests.newsroom.conftest import Newsroom, found_newsroom
from tests.robot import Robot
from tests.wire.kit import confirm, eventually, signed_in
from views import paths
from views.newsroom import saving, strings
from views.newsroom.sentences.strings import HISTORY_STEPS
from views.posts import strings as posts
from views.shared import text

at = partial(signed_in, address="192.0.2.51")
WARD = "Đảng ủy phường Tòa Soạn Thử"
TITLE, BODY = strings.FIELD_TITLE, strings.FIELD_BODY


@pytest.fixture
def desk(site: Site) -> Newsroom:
    """A ward of one's own each time it is tried."""
    return found_newsroom(site.house, WARD)


async def press(robot: Robot, name: str) -> None:
    """Tap a button as soon as it takes taps."""
    await robot.until(lambda: not robot.button(name).get("disabled"))
    await robot.tap(name)


async def fill(robot: Robot, label: str, words: str) -> None:
    """Type into a field as soon as it is there."""
    await robot.until(lambda: robot.field(label))
    await robot.type(label, words)


async def arrive(robot: Robot, path: str) -> None:
    await robot.until(lambda: robot.page["route"] == path)


def state(site: Site, saved: Saved) -> str:
    return site.house.value(
        "select state::text from handbook.manuscripts where id = %s", saved.manuscript_id
    )


async def test_returned_mended_passed_up_and_published_once_at_its_hour(
    site: Site, desk: Newsroom
) -> None:
    house = site.house
    saved = await desk.at_the_ward(title="Ngõ sạch cuối tuần", body="Bà con cùng quét ngõ.")
    path = paths.article(saved.manuscript_id, under=paths.DESK)
    async with at(site, desk.people["editor"], paths.DESK) as editor:
        await editor.until("1 bài đang chờ, 1 bài chưa ai nhận.")
        await press(editor, "Ngõ sạch cuối tuần")
        await press(editor, strings.STEPS[Step.TAKE])
        await editor.until(strings.STEPS[Step.RELEASE])
        await press(editor, strings.STEPS[Step.RETURN])
        await editor.until(lambda: editor.field(strings.RETURN_REASON))
        await press(editor, strings.STEPS[Step.RETURN])
        await editor.until(strings.REASON_SHORT)
        assert state(site, saved) == "taken", "never without a reason"
        await fill(editor, strings.RETURN_REASON, "Ghi thêm ngày nào.")
        await press(editor, strings.STEPS[Step.RETURN])
        await editor.until(strings.NOTHING_WAITS[next(iter(strings.SHOWS))])

    async with at(site, desk.people["contributor"], paths.ARTICLES) as writer:
        await writer.until("Lý do trả lại: Ghi thêm ngày nào.")
        await press(writer, "Ngõ sạch cuối tuần")
        await press(writer, strings.EDIT)
        await writer.until("Ghi thêm ngày nào.")
        await fill(writer, BODY, "Sáng thứ Bảy bà con cùng quét ngõ.")
        await writer.until("Đã lưu lúc")
        await press(writer, strings.SEND)
        await confirm(writer)
        await arrive(writer, paths.ARTICLES)
        await writer.until("Đang chờ biên tập")

    for who in ("editor", "secretariat"):
        async with at(site, desk.people[who], path) as robot:
            await press(robot, strings.STEPS[Step.TAKE])
            await robot.until(strings.STEPS[Step.RELEASE])
            await press(robot, strings.STEPS[Step.PASS_UP])
            await robot.until("Chuyển bài lên cấp trên?")
            await confirm(robot)
            await robot.until(strings.DONE[Step.PASS_UP])
        assert state(site, saved) == "submitted"

    async with at(site, desk.people["board"], path) as city:
        await press(city, strings.STEPS[Step.TAKE])
        await city.until(strings.meant_for_others(WARD, "Thành ủy Sông Mẫu"))
        await press(city, strings.EDIT)
        await city.until(lambda: city.field(BODY))
        group = city.all_of("RadioGroup")[0]
        await city.props(group["_i"], value=str(desk.city))
        await city.event(group["_i"], "change", str(desk.city))
        await city.until("Đã lưu lúc")
        await press(city, strings.DONE_EDITING)
        await city.until("Chi bộ viết gửi Thành ủy Sông Mẫu")
        await press(city, strings.STEPS[Step.SCHEDULE])
        await fill(city, strings.AT_TIME, "25 giờ")
        await press(city, strings.STEPS[Step.SCHEDULE])
        await city.until(strings.TIME_WRONG)
        await fill(city, strings.ON_DAY, text.day(text.now().date()))
        await fill(city, strings.AT_TIME, "0h00")
        await city.until(strings.TIME_PAST)
        await fill(city, strings.ON_DAY, text.day(text.now().date() + timedelta(days=2)))
        await fill(city, strings.AT_TIME, "7h30")
        await press(city, strings.STEPS[Step.SCHEDULE])
        await city.until("Đã hẹn giờ đăng")
        await city.until(strings.STEPS[Step.UNSCHEDULE])
        promised = "select publish_at from handbook.manuscripts where id = %s"
        assert f"{text.local(house.value(promised, saved.manuscript_id)):%H:%M}" == "07:30"
        house.run(
            "update handbook.manuscripts set publish_at = now() - interval '5 s' where id = %s",
            saved.manuscript_id,
        )
        turns = [await house.services.service.rpc("publish_due") for _ in range(2)]
        assert [turn["published"] for turn in turns] == [1, 0]
        await city.go(f"{path}/history")
        await city.until(HISTORY_STEPS["publish_due"])
        for step in ("submit", "take", "return", "pass_up", "schedule"):
            assert city.sees(HISTORY_STEPS[step]), step
        assert city.sees("Ghi thêm ngày nào.")
        await press(city, strings.version(2))
        await city.until("Bản sau: Bản 2")
        assert city.sees(strings.LINE_CHANGED)

    async with at(site, desk.people["contributor"], paths.ARTICLES) as writer:
        await press(writer, "Ngõ sạch cuối tuần")
        await press(writer, strings.SEE_POST)
        await writer.until("Sáng thứ Bảy bà con cùng quét ngõ.")


async def test_pinned_corrected_and_withdrawn_before_its_readers(
    site: Site, desk: Newsroom
) -> None:
    saved = await desk.at_the_ward(title="Giờ tập trung", body="Tập trung lúc 7 giờ.")
    await desk.go("editor", saved, Step.TAKE)
    moved = await desk.go("editor", saved, Step.PUBLISH)
    assert moved.post_id is not None
    path = paths.post(moved.post_id)
    async with (
        at(site, desk.people["editor"], path) as editor,
        at(site, desk.people["member"], path) as reader,
    ):
        await reader.until("Tập trung lúc 7 giờ.")
        await reader.go(paths.post_desk(path, "correct"))
        await reader.until(strings.NOTHING_TO_DO)
        assert strings.SAVE_CORRECTION not in reader.buttons()
        await reader.go(path)
        await press(editor, strings.POST_DESK)
        await press(editor, strings.PIN)
        last = text.day(text.now().date() + timedelta(days=5))
        await fill(editor, strings.PIN_UNTIL, last)
        await press(editor, strings.PIN)
        await editor.until(strings.pinned_until(last))
        await press(editor, strings.PIN_MOVE)
        later = text.day(text.now().date() + timedelta(days=8))
        await editor.until(lambda: editor.field(strings.PIN_UNTIL)["value"] == later)
        await press(editor, strings.PIN_SAVE)
        await editor.until(strings.pinned_until(later))

        await press(editor, strings.CORRECT)
        await editor.until(lambda: editor.field(BODY)["value"] == "Tập trung lúc 7 giờ.")
        await fill(editor, BODY, "Tập trung lúc 8 giờ.")
        await press(editor, strings.SAVE_CORRECTION)
        await editor.until(strings.REASON_SHORT)
        await fill(editor, strings.CORRECTION_NOTE, "Sửa giờ thành 8 giờ.")
        await press(editor, strings.SAVE_CORRECTION)
        await confirm(editor)
        await editor.until(": Sửa giờ thành 8 giờ.")
        await reader.go("/news")
        await reader.until("Giờ tập trung")
        await reader.go(path)
        await reader.until(": Sửa giờ thành 8 giờ.")
        await reader.until("Tập trung lúc 8 giờ.")
        await press(editor, strings.POST_DESK)
        await editor.until(strings.OLD_TEXTS)

        await press(editor, strings.WITHDRAW)
        await editor.until(lambda: editor.field(strings.WITHDRAW_REASON))
        await press(editor, strings.WITHDRAW)
        await editor.until(strings.REASON_SHORT)
        await fill(editor, strings.WITHDRAW_REASON, "Buổi tập trung đã hoãn.")
        await press(editor, strings.WITHDRAW)
        await confirm(editor)
        await editor.until("bạn đọc không đọc được nữa")
        await reader.go("/news")
        await reader.until("Giờ tập trung", gone=True)
        await reader.go(path)
        await reader.until(posts.WITHDRAWN_TITLE)
        assert reader.sees("Buổi tập trung đã hoãn.")
        assert not reader.sees("Tập trung lúc")


async def test_two_editors_who_changed_one_passage_choose_and_both_texts_stay(
    site: Site, desk: Newsroom
) -> None:
    saved = await desk.at_the_ward(title="Cùng một đoạn", body="Đoạn đầu.\n\nĐoạn cuối.")
    await desk.go("editor", saved, Step.TAKE)
    path = paths.article(saved.manuscript_id, "edit", paths.DESK)
    async with (
        at(site, desk.people["editor"], path) as one,
        at(site, desk.people["editor_2"], path) as other,
    ):
        for robot in (one, other):
            await robot.until(lambda r=robot: r.field(BODY))
        here = (
            "select array_agg(member_id) from handbook.manuscript_presence where manuscript_id = %s"
        )
        assert sorted(site.house.value(here, saved.manuscript_id)) == sorted(
            [desk.people["editor"].id, desk.people["editor_2"].id]
        )
        await fill(one, BODY, "Đoạn đầu của người thứ nhất.\n\nĐoạn cuối.")
        await one.until("Đã lưu lúc")
        await fill(other, TITLE, "Cùng một đoạn, người thứ hai")
        await fill(other, BODY, "Đoạn đầu của người thứ hai.\n\nĐoạn cuối.")
        await other.until(strings.CONFLICT_SAFE)
        await other.until("Có 1 đoạn hai bên cùng sửa.")
        assert other.sees("Đoạn đầu của người thứ nhất.")
        assert other.sees("Đoạn đầu của người thứ hai.")
        await other.tap(strings.KEEP_THEIRS)
        await press(other, strings.SAVE_MERGED)
        await other.until(
            lambda: other.field(BODY)["value"].startswith("Đoạn đầu của người thứ nhất.")
        )
        assert other.field(TITLE)["value"] == "Cùng một đoạn, người thứ hai"
    now = await (await desk.of("editor")).newsroom.open(saved.manuscript_id)
    assert now.title == "Cùng một đoạn, người thứ hai"
    assert now.body == "Đoạn đầu của người thứ nhất.\n\nĐoạn cuối."


async def test_whoever_has_lost_the_connection_is_no_longer_said_to_be_at_the_text(
    site: Site, desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "BEAT_S", 0.6)
    saved = await desk.at_the_ward(title="Bỏ dở giữa chừng")
    await desk.go("editor", saved, Step.TAKE)
    path = paths.article(saved.manuscript_id, "edit", paths.DESK)
    seen = "select seen_at from handbook.manuscript_presence where manuscript_id = %s"

    def last_seen() -> object:
        return site.house.value(seen, saved.manuscript_id)

    async with at(site, desk.people["editor"], path) as robot:
        await robot.until(lambda: robot.field(BODY))
        first = last_seen()
        await eventually(lambda: last_seen() != first)
    await asyncio.sleep(1)  # what was under way when the device went
    gone = last_seen()
    await asyncio.sleep(2)  # three beats of somebody who is there
    assert last_seen() == gone
