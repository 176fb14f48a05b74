"""Two officers edit one record at once: the second is told, loses nothing, and chooses."""

from __future__ import annotations

from uuid import uuid4

from services.records.models import Value
from tests.browser.serving import Site
from tests.house import Person
from tests.robot import Robot
from tests.wire.kit import confirm, signed_in
from views import paths
from views.records import strings

ALIAS = "Họ và tên đang dùng, bí danh"
LANGUAGES = "Ngoại ngữ, tiếng dân tộc"


async def value_of(site: Site, who: Person, field: str) -> Value:
    record = await (await site.house.as_(who)).records.mine()
    found = record.field(field)
    assert found is not None
    return found.value


async def save_with_reason(robot: Robot) -> None:
    """From the form through the review to the server."""
    await robot.tap(strings.REVIEW)
    await robot.until(strings.REVIEW_TITLE)
    await robot.type(strings.REASON, "Theo giấy tờ")
    await robot.tap(strings.SAVE_CHANGES)


async def test_the_second_to_save_keeps_what_was_typed_and_chooses_field_by_field(
    site: Site,
) -> None:
    who = site.house.newcomer("cell-a1")
    edit = paths.member(who.id, "edit")
    async with (
        signed_in(site, "city_staff", edit, address="192.0.2.31") as first,
        signed_in(site, "staff_a", edit, address="192.0.2.32") as second,
    ):
        for robot, alias in ((first, "Tư Một"), (second, "Tư Hai")):
            await robot.until(strings.REVIEW)
            await robot.type(ALIAS, alias)
            await robot.tap("Học tập, bồi dưỡng")
            await robot.until(lambda r=robot: r.field(LANGUAGES))
        await first.type(LANGUAGES, "Anh")
        await second.type(LANGUAGES, "Nga")
        await second.tap("Công tác")
        await second.until(lambda: second.field("Nghề nghiệp hiện nay"))
        await second.type("Nghề nghiệp hiện nay", "Thợ may")
        await save_with_reason(first)
        await first.until(strings.saved(2))
        await save_with_reason(second)
        await second.until(strings.OVERTAKEN)
        officer = site.house.value(
            "select full_name from handbook.members where id = %s", site.house.id("city_staff")
        )
        assert second.sees(f"{officer} đã sửa mục này")
        assert second.sees("Tư Một")
        assert second.sees("Tư Hai")
        assert second.sees("Thợ may")
        assert second.field(strings.REASON)["value"] == "Theo giấy tờ"
        assert await value_of(site, who, "occupation") is None, "nothing was written"
        await second.settle()
        await second.event(second.by_key("theirs-alias")["_i"], "click")
        await second.until("Tư Hai", gone=True)
        await second.until(lambda: not second.button(strings.SAVE_OVER).get("disabled"))
        await second.tap(strings.SAVE_OVER)
        await second.until(strings.saved(2))
    assert await value_of(site, who, "alias") == "Tư Một"
    assert await value_of(site, who, "languages") == ["Nga"]
    assert await value_of(site, who, "occupation") == "Thợ may"


async def test_a_request_over_a_newer_value_is_decided_with_both_in_sight(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    asked = await (await site.house.as_(who)).requests.file(
        uuid4(), "occupation", "Kỹ sư", "Đổi nghề", []
    )
    async with signed_in(site, "secretary", paths.inbox(asked)) as robot:
        await robot.until(strings.ACCEPT)
        staff = (await site.house.as_("staff_a")).records
        await staff.edit(uuid4(), who.id, {"occupation": "Bác sĩ"}, "Theo quyết định")
        await robot.type(strings.ANSWER, "Đã xem")
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.REQUEST_ERRORS["request.value_moved_on"])
        await robot.tap("Tải lại")
        await robot.until("Bác sĩ")
        assert robot.field(strings.ANSWER)["value"] == "Đã xem"
        await robot.until(lambda: not robot.button(strings.ACCEPT).get("disabled"))
        await robot.tap(strings.ACCEPT)
        await robot.until("Giá trị này thay giá trị mới sửa gần đây: Bác sĩ")
        await confirm(robot)
        await robot.until(strings.DONE["accepted"])
    assert await value_of(site, who, "occupation") == "Kỹ sư"
