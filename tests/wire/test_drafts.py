"""Forms on phones that lose their connection: what was typed is there again, but for the last second."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from tests.browser.serving import Site
from tests.meetings.desk import Cell
from tests.robot import Robot
from tests.tasks.desk import assign, assignment_of
from tests.wire.kit import confirm, drafts_of, eventually, signed_in, wrote
from views import paths
from views.meetings import strings as meetings
from views.opinions import strings as opinions
from views.shared import strings as words
from views.tasks import strings as tasks
from views.votes import strings as votes

at = partial(signed_in, address="192.0.2.61")
SAVED = "Đã lưu nháp lúc"


async def killed(robot: Robot) -> None:
    """The connection goes without a word."""
    await robot.drop()


async def holds(robot: Robot, label: str, text: str) -> None:
    """Wait until a field holds a text."""
    await robot.until(label)
    await robot.until(lambda: (robot.field(label).get("value") or "") == text)


async def test_a_task_half_given(site: Site) -> None:
    cell = Cell(site.house)
    member, title = cell.member(), "Dọn vệ sinh ngõ 12"
    form = paths.task_assign(cell.id)
    async with at(site, cell.secretary, form) as robot:
        await robot.until(tasks.MEMBERS)
        await robot.type(tasks.TITLE, title)
        await robot.until(SAVED)
        await robot.type(tasks.TITLE, f"{title} và ngõ 14")
        await eventually(lambda: wrote(site.house, cell.secretary, "ngõ 14"))
        await killed(robot)
    async with at(site, cell.secretary, form, address="192.0.2.62") as robot:
        await holds(robot, tasks.TITLE, f"{title} và ngõ 14")
        assert robot.sees("Đây là bản đồng chí viết dở")
        assert robot.sees(member.name)
        # Thrown away, it is gone for good.
        await robot.tap(words.DRAFT_DROP)
        await confirm(robot)
        await holds(robot, tasks.TITLE, "")
        await eventually(lambda: drafts_of(site.house, cell.secretary) == {})
    async with at(site, cell.secretary, form) as robot:
        await holds(robot, tasks.TITLE, "")
        assert not robot.sees(words.DRAFT_DROP)


async def test_leaving_the_form_within_the_second_keeps_it_too(site: Site) -> None:
    cell = Cell(site.house)
    async with at(site, cell.secretary, paths.task_assign(cell.id)) as robot:
        await robot.until(tasks.MEMBERS)
        await robot.type(tasks.TITLE, "Vừa gõ xong thì quay lại")
        await robot.go(paths.tasks_given(cell.id))
        await eventually(lambda: wrote(site.house, cell.secretary, "quay lại"))


async def test_an_answer_half_written_and_sent_is_kept_no_longer(site: Site) -> None:
    cell = Cell(site.house)
    member = cell.member()
    given = (await assign(site.house, cell.secretary, cell.id, member.id)).body["task_id"]
    assignment = assignment_of(site.house, given, member.id)
    form = f"{paths.task(assignment)}/ask_time"
    said = "Xin lùi vì vật tư về muộn"
    async with at(site, member, form) as robot:
        await robot.until(tasks.WORDS["ask_time"])
        await robot.type(tasks.WORDS["ask_time"], said)
        await robot.until(SAVED)
        await killed(robot)
    async with at(site, member, f"{paths.task(assignment)}/comment") as robot:
        await holds(robot, tasks.WORDS["comment"], "")  # another step is another form
        await robot.type(tasks.WORDS["comment"], "Đã liên hệ nơi bán")
        await robot.until(SAVED)
        await robot.tap(tasks.STEPS["comment"])
        await eventually(lambda: "task.comment" not in drafts_of(site.house, member))
    assert drafts_of(site.house, member).keys() == {"task.ask_time"}
    async with at(site, member, form) as robot:
        await holds(robot, tasks.WORDS["ask_time"], said)


async def test_a_correction_over_an_older_text_is_shown_and_not_laid_over(site: Site) -> None:
    cell = Cell(site.house)
    member = cell.member()
    given = (await assign(site.house, cell.secretary, cell.id, member.id)).body["task_id"]
    assignment = assignment_of(site.house, given, member.id)
    form = f"{paths.task(assignment)}/correct-text"
    async with at(site, cell.secretary, form) as robot:
        await holds(robot, tasks.TITLE, "Vận động phân loại rác")
        await robot.type(tasks.TITLE, "Tên việc đang sửa dở")
        await robot.until(SAVED)
        await killed(robot)
    site.house.run(
        "update handbook.tasks set title = 'Tên mới của người khác', version = version + 1"
        " where id = %s",
        UUID(given),
    )
    async with at(site, cell.secretary, form) as robot:
        await holds(robot, tasks.TITLE, "Tên mới của người khác")
        assert robot.sees(words.DRAFT_OLDER)
        assert robot.sees("Tên việc đang sửa dở")
        await robot.settle(1.5)
    assert wrote(site.house, cell.secretary, "đang sửa dở")


async def test_a_meeting_half_planned(site: Site) -> None:
    cell = Cell(site.house)
    form = paths.meetings_of(cell.id, "new")
    async with at(site, cell.secretary, form) as robot:
        await robot.until(meetings.PLACE)
        await robot.type(meetings.TITLE, "Sinh hoạt chuyên đề quý")
        await robot.type(meetings.PLACE, "Nhà văn hóa khu phố")
        await eventually(lambda: wrote(site.house, cell.secretary, "Nhà văn hóa khu phố"))
        await killed(robot)
    async with at(site, cell.secretary, form) as robot:
        await holds(robot, meetings.TITLE, "Sinh hoạt chuyên đề quý")
        await holds(robot, meetings.PLACE, "Nhà văn hóa khu phố")


async def test_a_question_for_a_vote_half_put(site: Site) -> None:
    cell = Cell(site.house)
    meeting = await cell.running()
    form = f"{paths.meeting(meeting)}/votes/new"
    async with at(site, cell.secretary, form) as robot:
        await robot.until(votes.TITLE)
        await robot.type(votes.TITLE, "Bầu bổ sung một chi ủy viên")
        await robot.until(SAVED)
        await killed(robot)
    async with at(site, cell.secretary, form) as robot:
        await holds(robot, votes.TITLE, "Bầu bổ sung một chi ủy viên")


async def test_an_opinion_under_ones_name(site: Site) -> None:
    cell = Cell(site.house)
    member = cell.member()
    meeting = await cell.planned()
    form = f"{paths.opinions(meeting)}/named"
    async with at(site, member, form) as robot:
        await robot.until(opinions.WORDS)
        await robot.type(opinions.WORDS, "Đề nghị lắp đèn ngõ 12")
        await robot.until(SAVED)
        await killed(robot)
    async with at(site, member, form) as robot:
        await holds(robot, opinions.WORDS, "Đề nghị lắp đèn ngõ 12")
        await robot.tap(opinions.SEND)
        await robot.until(opinions.MINE)
    assert drafts_of(site.house, member) == {}


@pytest.mark.parametrize("leave", [True, False], ids=["left", "killed"])
async def test_an_opinion_without_a_name_is_stored_nowhere_before_it_is_sent(
    site: Site, leave: bool
) -> None:
    cell = Cell(site.house)
    member = cell.member()
    meeting = await cell.planned()
    form = f"{paths.opinions(meeting)}/unnamed"
    async with at(site, member, form) as robot:
        await robot.until(opinions.PROTECTS)
        await robot.type(opinions.WORDS, "Điều không muốn ai biết là ai nói")
        await robot.settle(1.6)
        if leave:
            await robot.go(paths.opinions(meeting))
            await robot.until(opinions.SEND_NAMED)
        else:
            await killed(robot)
        assert not any("không muốn ai biết" in str(v) for v in robot.browser.stored.values())
    assert drafts_of(site.house, member) == {}
    async with at(site, member, form) as robot:
        await holds(robot, opinions.WORDS, "")


async def test_words_that_look_classified_are_not_kept_and_it_is_said(site: Site) -> None:
    cell = Cell(site.house)
    async with at(site, cell.secretary, paths.task_assign(cell.id)) as robot:
        await robot.until(tasks.MEMBERS)
        await robot.type(tasks.TITLE, "Chuyển văn bản MẬT")
        await robot.until(words.DRAFT_STAMPED)
        assert drafts_of(site.house, cell.secretary) == {}
        await robot.type(tasks.TITLE, "Chuyển văn bản")
        await robot.until(SAVED)
