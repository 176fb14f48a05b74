"""From a reported mistake to where it is put right; and a paper's facts put right on the screen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

from services.accounts.models import Device
from services.posts.models import Category, PostCreate
from services.questions.models import Desk, Kind, QuestionAsk
from tests.browser.serving import Site
from tests.robot import open_robot
from tests.wire.kit import confirm, drafts_of, eventually, kept, signed_in, spotless, wrote
from views import paths
from views.newsroom import strings
from views.newsroom.facts import strings as facts
from views.questions import strings as questions
from views.shared import text
from views.shared.posts.replaces import strings as replaces

at = partial(signed_in, address="192.0.2.33")


async def paper(site: Site, title: str) -> UUID:
    """A directive of ward A."""
    return await (await site.house.as_("office_a")).posts.save(
        PostCreate(
            key=uuid4(),
            unit_id=site.house.unit("ward-a"),
            category=Category.DIRECTIVE,
            title=title,
            body="Nội dung chỉ thị.",
            number="21-CT/ĐU",
            issued_on=date(2026, 3, 2),
            signatory="Ngô Văn Nhầm",
        )
    )


async def test_a_mistake_leads_the_editor_to_the_correction_and_back(site: Site) -> None:
    title = "Chỉ thị ghi nhầm người ký"
    post_id = await paper(site, title)
    reader = await site.house.as_(site.house.newcomer(site.house.found("cell", "ward-a")))
    question_id = await reader.questions.ask(
        QuestionAsk(
            key=uuid4(),
            post_id=post_id,
            kind=Kind.MISTAKE,
            desk=Desk.EDITORS,
            words="Người ký phải là đồng chí Ngô Văn Đúng",
        )
    )
    async with at(site, "office_a", paths.question(question_id)) as robot:
        await robot.until(questions.CORRECT_POST)
        await robot.tap(questions.CORRECT_POST)
        await robot.until(facts.FACTS)
        below = paths.post(post_id, paths.question(question_id))
        assert robot.page["route"] == paths.post_desk(below, "correct")
        assert robot.field(facts.LABELS["signatory"])["value"] == "Ngô Văn Nhầm"
        await robot.type(facts.LABELS["signatory"], "Ngô Văn Đúng")
        await robot.type(facts.LABELS["issued_on"], "")
        await robot.type(strings.CORRECTION_NOTE, "Sửa tên người ký")
        await robot.tap(strings.SAVE_CORRECTION)
        await robot.until(facts.DATE_MISSING)
        await robot.type(facts.LABELS["issued_on"], "05/03/2026")
        await robot.type(
            facts.LABELS["valid_until"], text.day(text.now().date() - timedelta(days=1))
        )
        await robot.tap(strings.SAVE_CORRECTION)
        await confirm(robot)
        await robot.until(strings.CORRECTED)
        await robot.until("Ngô Văn Đúng")
        await robot.until("Hết hiệu lực")
        await robot.until(lambda: robot.page["route"] == below)
        await robot.go(paths.question(question_id))
        await robot.until(questions.ANSWER_WORDS)
        assert robot.field(questions.ANSWER_WORDS)["value"] == questions.THANKS
        await robot.tap(questions.DO["answer"])
        await robot.until(questions.MENDED_TITLE)  # nobody has typed that it is mended
        assert site.house.value(
            "select settled_at is null from handbook.questions where id = %s", question_id
        )
        await confirm(robot)
        await robot.until(questions.DONE["answered"])
        await robot.go(paths.post_desk(paths.post(post_id)))
        await robot.until(facts.OLD_FACTS)
        await robot.until("Ngô Văn Nhầm")
        await robot.until(text.day(date(2026, 3, 2)))
    async with at(site, "member", paths.post(post_id)) as robot:
        await robot.until("Ngô Văn Đúng")
        assert any("Sửa tên người ký" in words for words in robot.words())


async def test_who_does_not_publish_there_is_led_to_the_post_alone(site: Site) -> None:
    house = site.house
    post_id = await paper(site, "Chỉ thị để hỏi bí thư")
    cell = house.found("cell", "ward-a")
    secretary = house.newcomer(cell, ("secretary", cell))
    asker = await house.as_(house.newcomer(cell))
    question_id = await asker.questions.ask(
        QuestionAsk(
            key=uuid4(),
            post_id=post_id,
            kind=Kind.QUESTION,
            desk=Desk.SECRETARY,
            words="Chi bộ ta làm thế nào?",
        )
    )
    async with at(site, secretary, paths.question(question_id)) as robot:
        await robot.until(questions.OPEN_POST)
        assert questions.CORRECT_POST not in robot.words()
        await robot.tap(questions.OPEN_POST)
        await robot.until("Nội dung chỉ thị.")


async def test_what_is_typed_is_kept_and_the_old_paper_is_named(site: Site) -> None:
    """The page is closed in between; when somebody corrects meanwhile, nothing is laid over that."""
    old, title = "Chỉ thị sẽ bị thay thế", "Chỉ thị quên ghi thay thế"
    replaced, post_id = await paper(site, old), await paper(site, title)
    here = paths.post_desk(paths.post(post_id), "correct")
    signed = await site.house.sign_in("office_a", Device(address="192.0.2.34", user_agent="robot"))
    browser = kept(signed)
    headers = {"X-Forwarded-For": "192.0.2.34"}

    async with open_robot(site.url, here, browser=browser, headers=headers) as robot:
        await robot.until(facts.FACTS)
        await robot.type(strings.CORRECTION_NOTE, "Ghi thêm văn bản được thay thế")
        await robot.tap(replaces.REPLACES_FIND)
        await robot.until(lambda: robot.field(replaces.REPLACES_WORDS))
        await robot.type(replaces.REPLACES_WORDS, old)
        await robot.until(lambda: robot.button(old))
        await robot.tap(old)
        await robot.until(replaces.REPLACES_DROP)
        await robot.tap("Đảng viên")
        await eventually(lambda: wrote(site.house, "office_a", "Đảng viên"))
    async with open_robot(site.url, here, browser=browser, headers=headers) as robot:
        await robot.until(strings.CORRECTION_TAKEN)
        assert robot.field(strings.CORRECTION_NOTE)["value"] == "Ghi thêm văn bản được thay thế"
        await robot.until(replaces.REPLACES_DROP)
        await robot.tap(strings.SAVE_CORRECTION)
        await confirm(robot)
        await robot.until(strings.CORRECTED)
        await robot.until(old)
        spotless(robot)
    assert "post.correct" not in drafts_of(site.house, "office_a"), "sent, it is kept no longer"
    subject, points = site.house.value(
        "select array[subject, replaces::text] from handbook.documents where post_id = %s", post_id
    )
    assert (subject, points) == ("Đảng viên", str(replaced))

    async with open_robot(site.url, here, browser=browser, headers=headers) as robot:
        await robot.until(facts.FACTS)
        await robot.type(strings.CORRECTION_NOTE, "Lời viết dở")
        await eventually(lambda: wrote(site.house, "office_a", "Lời viết dở"))
    site.house.run("update handbook.posts set version = version + 1 where id = %s", post_id)
    async with open_robot(site.url, here, browser=browser, headers=headers) as robot:
        await robot.until(strings.CORRECTION_OLDER)
        assert robot.sees("Lời viết dở")
        assert not robot.field(strings.CORRECTION_NOTE).get("value")
        await robot.tap(strings.CORRECTION_DROP)
        await robot.until(strings.CORRECTION_OLDER, gone=True)
        await eventually(lambda: "post.correct" not in drafts_of(site.house, "office_a"))
