"""Form by form: typed, the socket dropped, opened again, the words are there; sent, they are gone; and
nobody else has them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

import pytest

from services.newsroom.models import Step
from services.questions.models import Desk, Kind, QuestionAsk
from tests.browser.serving import Site
from tests.house import Person
from tests.inspections.desk import Watched
from tests.inspections.test_year import report
from tests.library.papers import pdf
from tests.meetings.desk import Cell
from tests.minutes.desk import Ended
from tests.newsroom.conftest import found_newsroom
from tests.posts.test_save import a_post
from tests.robot import Robot
from tests.tasks.desk import assign, assignment_of
from tests.votes.hall import hall
from tests.wire.kit import confirm, drafts_of, eventually, signed_in, wrote
from tests.wire.records import ask
from tests.wire.test_tasks import choose
from views import paths
from views.inspections import strings as inspections
from views.library import strings as library
from views.meetings import strings as meetings
from views.meetings.helping import strings as helping
from views.members import strings as members
from views.minutes import strings as minutes
from views.newsroom import strings as newsroom
from views.profile.drafts import strings as own
from views.questions import strings as questions
from views.records import strings as records
from views.records.mine import strings as mine
from views.shared.posts.quarantine import strings as quarantine
from views.tasks.people import strings as people
from views.votes import strings as votes

at = partial(signed_in, address="192.0.2.61")


@dataclass(frozen=True)
class Form:
    """Where somebody types: whose, where, which field, what is tapped to see it, and how it is sent."""

    who: str | Person
    path: str
    name: str
    label: str
    send: str
    opens: tuple[str, ...] = ()
    """Names or, from a colon on, keys of buttons."""
    asks: bool = False
    """Whether it is asked once more."""
    more: Mapping[str, str] = field(default_factory=dict[str, str])
    """What else has to be filled in, never kept."""
    before: Callable[[Robot], Awaitable[None]] | None = None
    """What else is done before it can be sent."""


async def excusing(site: Site) -> Form:
    cell = Cell(site.house)
    member, meeting = cell.member(), await cell.planned()
    await cell.step(meeting, "call")
    path = paths.meeting_part(meeting, "excuse")
    return Form(member, path, "meeting.excuse", meetings.EXCUSE_WHY, meetings.EXCUSE_SEND)


async def calling_off(site: Site) -> Form:
    cell = Cell(site.house)
    path = paths.meeting_part(await cell.planned(), "cancel")
    return Form(cell.secretary, path, "meeting.cancel", meetings.CANCEL_WHY, meetings.CANCEL)


async def excusing_whom_one_helps(site: Site) -> Form:
    cell = Cell(site.house)
    pupil, mentor = cell.member(), cell.member()
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    await site.house.call(cell.secretary, "mentor_set", key=uuid4(), **tie)
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    return Form(
        mentor, paths.meeting(meeting), "meeting.excuse_for", helping.WHY, helping.SEND,
        (f":for-{pupil.id}-excused",),
    )  # fmt: skip


async def cancelling_a_vote(site: Site) -> Form:
    h = await hall(site.house, 3)
    vote = await h.prepare(secret=False)
    path = paths.vote(h.meeting, vote, "cancel")
    return Form(h.secretary, path, "vote.cancel", votes.CANCEL_WHY, votes.CANCEL, asks=True)


async def aims(site: Site) -> Form:
    cell = Watched(site.house)
    await cell.begun()
    path = paths.inspections(cell.id, cell.year, "aims")
    return Form(cell.secretary, path, "inspection.aims", inspections.AIMS, inspections.SAVE)


async def a_step(site: Site, state: str, step: str, label: str, *, asks: bool = False) -> Form:
    cell = Watched(site.house)
    line = await cell.brought_to(state)
    done = next(words for name, words in inspections.STEPS.items() if name == step)
    path = paths.inspection_line(cell.id, cell.year, line, step)
    return Form(cell.secretary, path, f"inspection.{step}", label, done, asks=asks)


async def dropping(site: Site) -> Form:
    return await a_step(site, "planned", "drop", inspections.WHY)


async def concluding(site: Site) -> Form:
    return await a_step(site, "reported", "conclude", inspections.CONCLUDE_LABEL, asks=True)


async def a_statement(site: Site) -> Form:
    cell = Watched(site.house)
    line = await cell.brought_to("reported")
    return Form(
        cell.subject, paths.inspection_line(cell.id, cell.year, line, "statement"),
        "inspection.statement", inspections.STATEMENT_LABEL, inspections.STATEMENT_SEND,
    )  # fmt: skip


async def a_report_again(site: Site) -> Form:
    cell = Watched(site.house)
    plan, _ = await cell.adopted()
    assert (await report(cell, plan, send=True)).outcome == "ok"
    path = paths.inspections(cell.id, cell.year, "report")
    return Form(
        cell.secretary, path, "inspection.report", inspections.WHY, inspections.SEND_AGAIN,
        (inspections.SEND_AGAIN,),
    )  # fmt: skip


async def an_answer(site: Site) -> Form:
    office = await site.house.as_("office_a")
    post = await office.posts.save(a_post(site.house.unit("ward-a")))
    reader = await site.house.as_(site.house.newcomer(site.house.found("cell", "ward-a")))
    asked = QuestionAsk(
        key=uuid4(), post_id=post, kind=Kind.QUESTION, desk=Desk.EDITORS, words="Xin hỏi thêm"
    )
    path = paths.question(await reader.questions.ask(asked))
    send = questions.DO["answer"]
    return Form("office_a", path, "answer.question", questions.ANSWER_WORDS, send)


async def more_people(site: Site) -> Form:
    cell = Cell(site.house)
    one, more = cell.member(), cell.member()
    task = (await assign(site.house, cell.secretary, cell.id, one.id)).body["task_id"]
    path = f"{paths.task(assignment_of(site.house, task, one.id))}/more-people"

    async def whom(robot: Robot) -> None:
        await choose(robot, more.name)
        await robot.until(people.add(1))

    return Form(cell.secretary, path, "task.add", people.WORDS, people.add(1), before=whom)


async def a_score(site: Site) -> Form:
    cell = Ended(site.house)
    meeting = await cell.closed()
    assert (await cell.score(meeting)).outcome == "ok"
    score = (await site.house.call(cell.secretary, "meeting_score", meeting_id=meeting)).body
    title = score["form"]["criteria"][0]["title"]
    label = f"{minutes.EVIDENCE}: {title}"
    path = paths.meeting_part(meeting, "score")
    return Form(cell.secretary, path, "score.self", label, minutes.SAVE_SCORE)


async def correcting_minutes(site: Site) -> Form:
    cell = Ended(site.house)
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes")
    path = paths.meeting_part(meeting, "minutes")
    return Form(
        cell.secretary, path, "paper.correct.minutes", minutes.CORRECT_NOTE, minutes.CORRECT,
        (minutes.CORRECT,),
    )  # fmt: skip


async def returning_an_article(site: Site) -> Form:
    desk = found_newsroom(site.house, f"Đảng ủy phường {uuid4().hex[:6]}")
    saved = await desk.at_the_ward()
    await desk.go("editor", saved, Step.TAKE)
    path = f"{paths.article(saved.manuscript_id, under=paths.DESK)}/return"
    return Form(
        desk.people["editor"], path, "article.return", newsroom.RETURN_REASON,
        newsroom.STEPS[Step.RETURN],
    )  # fmt: skip


async def withdrawing(site: Site) -> Form:
    office = await site.house.as_("office_a")
    post = await office.posts.save(a_post(site.house.unit("ward-a")))
    return Form(
        "office_a", paths.post_desk(paths.post(post), "withdraw"), "post.withdraw",
        newsroom.WITHDRAW_REASON, newsroom.WITHDRAW, asks=True,
    )  # fmt: skip


async def with_a_file(site: Site) -> tuple[UUID, UUID]:
    """A post and its file."""
    office = await site.house.as_("office_a")
    unit = site.house.unit("ward-a")
    file = await office.posts.upload(unit, f"{uuid4().hex[:6]}.pdf", pdf(["Trang một"]))
    post = await office.posts.save(a_post(unit, files=[file.model_dump()]))
    one: UUID = site.house.value("select id from handbook.attachments where post_id = %s", post)
    return post, one


async def stopping_a_file(site: Site) -> Form:
    post, one = await with_a_file(site)
    path = paths.stop_file(paths.file(paths.post(post), one))
    return Form(
        "office_a", path, "file.stop", library.REASON, library.STOP_NOW, asks=True
    )  # fmt: skip


async def stopping_a_posts_file(site: Site) -> Form:
    post, _ = await with_a_file(site)
    path = paths.files(paths.post(post))
    return Form(
        "office_a", path, "file.stop", quarantine.REASON, quarantine.STOP_NOW, (":stop-now",), asks=True
    )  # fmt: skip


async def giving_a_file_back(site: Site) -> Form:
    _, one = await with_a_file(site)
    site.house.run("delete from handbook.attachment_texts")
    site.house.run("delete from handbook.quarantines where released_at is null")
    office = await site.house.as_("office_a")
    await office.library.quarantine(uuid4(), one, "Chờ xem lại")
    return Form(
        "office_a", paths.FILES_TO_CHECK, "file.release", library.REASON, library.RELEASE,
        (":open-release",),
    )  # fmt: skip


async def a_contact(site: Site) -> Form:
    who = site.house.newcomer("cell-a1")
    return Form(who, paths.MY_WISHES, "record.contact", mine.CONTACT_HOURS, mine.SAVE_CONTACT)


async def an_answer_to_a_request(site: Site) -> Form:
    who = site.house.newcomer("cell-a1")
    request = await ask(site, who, "occupation", "Kỹ sư", paper=True)
    path = paths.inbox(request)
    return Form("secretary", path, "request.answer", records.ANSWER, records.REJECT, asks=True)


async def exporting(site: Site) -> Form:
    return Form(
        "staff_a", paths.MEMBERS_EXPORT, "member.export", members.EXPORT_REASON, members.EXPORT_NOW
    )


async def erasing(site: Site) -> Form:
    who = site.house.newcomer("cell-a1", name="Phạm Văn Đã Ra")
    site.house.run("update handbook.members set life_state = 'left' where id = %s", who.id)
    path = paths.member(who.id, "erase")
    return Form(
        "city_staff", path, "record.erase", records.REASON, records.ERASE_YES, asks=True,
        more={records.ERASE_NAME: who.name},
    )  # fmt: skip


FORMS = [
    excusing, calling_off, excusing_whom_one_helps, cancelling_a_vote, aims, dropping, concluding,
    a_statement, a_report_again, an_answer, more_people, a_score, correcting_minutes,
    returning_an_article, withdrawing, stopping_a_file, stopping_a_posts_file, giving_a_file_back,
    a_contact, an_answer_to_a_request, exporting, erasing,
]  # fmt: skip


async def opened(robot: Robot, form: Form) -> None:
    """Until the field is there."""
    await robot.settle()
    for name in form.opens:
        if name.startswith(":"):
            await robot.until(lambda key=name: robot.by_key(key[1:]))
            await robot.event(robot.by_key(name[1:])["_i"], "click")
        else:
            await robot.tap(name)
    await robot.until(lambda: robot.field(form.label))


@pytest.mark.parametrize("arranged", FORMS, ids=lambda form: form.__name__)
async def test_what_is_typed_survives_and_what_is_sent_is_gone(
    site: Site, arranged: Callable[[Site], Awaitable[Form]]
) -> None:
    house = site.house
    form, said = await arranged(site), f"Đang viết dở {uuid4().hex[:8]}"
    author = house.id(form.who) if isinstance(form.who, str) else form.who.id
    async with at(site, form.who, form.path) as robot:
        await opened(robot, form)
        await robot.type(form.label, said)
        await eventually(lambda: wrote(house, form.who, said))
        await robot.drop()
    assert drafts_of(house, form.who).keys() == {form.name}
    has = "select array_agg(member_id) from handbook.form_drafts where content::text like %s"
    assert house.value(has, f"%{said}%") == [author]
    assert own.form(form.name) != own.OTHER
    async with at(site, form.who, form.path, address="192.0.2.62") as robot:
        await opened(robot, form)
        await robot.until(lambda: (robot.field(form.label).get("value") or "") == said)
        for label, words in form.more.items():
            await robot.type(label, words)
        if form.before is not None:
            await form.before(robot)
        await robot.settle()
        await robot.tap(form.send)
        if form.asks:
            await confirm(robot)
        await eventually(lambda: form.name not in drafts_of(house, form.who))
    async with at(site, form.who, paths.MY_DRAFTS, address="192.0.2.63") as robot:
        await robot.until(own.EMPTY)
