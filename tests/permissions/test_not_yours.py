"""What is not yours is answered as what is not there: status, code and body, word for word."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.cast import NO_MEMBER
from tests.house import House
from tests.inspections.desk import FOUND
from tests.minutes.desk import lines, sections
from tests.permissions.table import API_ID_FUNCTIONS
from tests.permissions.table_imports import BY_ID, import_of
from tests.permissions.table_inspections import REPORT, line_of, plan_of
from tests.permissions.table_library import file_of, shut
from tests.permissions.table_meetings import item_of_a1, meeting_of_a1, paper_of_a1
from tests.permissions.table_minutes import paper_of
from tests.permissions.table_newsroom import DRAFTS, KEYED, POSTS, manuscript_of
from tests.permissions.table_opinions import note_about, question_of_cell
from tests.permissions.table_reading import question, question_of_a1
from tests.permissions.table_records import proposal_in_ward_a, request_of_a1, role_of_a1
from tests.permissions.table_tasks import assignment_of_a1, post_of_a_task
from tests.permissions.table_votes import NAMED as VOTES
from tests.permissions.table_votes import vote_of_a1
from tests.permissions.world import World

STRANGERS = ("sibling", "secretary_b", "admin", "auditor", "probationary", NO_MEMBER)


def _member(world: World, it: object) -> dict[str, object]:
    return {"member_id": it}


def _somebody(world: World) -> UUID:
    return world.people["idle"].id


def _answered_for_leaders(world: World) -> UUID:
    question(world, "leaders_a", "ward-a", answered=True)
    return world.posts["leaders_a"]


def _file_for_leaders(world: World) -> UUID:
    return file_of(world, "leaders_a", stamped=True)


def _item(world: World) -> UUID:
    return item_of_a1(world.database)


def _task(world: World) -> UUID:
    return assignment_of_a1(world.database)


# For each function about a thing: how it names the thing, and a thing of cell A1 (or of its people).
Named = Callable[[World, object], dict[str, object]]
THINGS: dict[str, tuple[Named, Callable[[World], UUID | str]]] = {
    **{
        function: (
            lambda w, it, more=more: {"import_id": it, **more},
            lambda w, state=state: import_of(w.database, state),
        )
        for function, (state, more) in BY_ID.items()
    },
    **{
        function: (
            lambda w, it, more=more, function=function: {
                "manuscript_id": it, **more, **({"key": uuid4()} if function in KEYED else {}),
            },
            lambda w: manuscript_of(w.database),
        )
        for function, more in DRAFTS.items()
    },
    **{
        function: (
            lambda w, it, more=more, function=function: {
                "post_id": it, **more, **({"key": uuid4()} if function in KEYED else {}),
            },
            lambda w: w.posts["draft_a1"],
        )
        for function, more in POSTS.items()
    },
    "import_start": (
        lambda w, it: {
            "key": uuid4(), "unit_id": it, "purpose": "add", "file_name": "a.xlsx", "heads": ["a"],
            "head_key": "x", "mapping": [None],
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "figures": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a4")),
    "post_answers": (lambda w, it: {"post_id": it}, _answered_for_leaders),
    "post_related": (lambda w, it: {"post_id": it}, lambda w: w.posts["leaders_a"]),
    "question_ask": (
        lambda w, it: {"key": uuid4(), "post_id": it, "kind": "question", "desk": "editors",
                       "words": "Xin hỏi"},
        lambda w: w.posts["leaders_a"],
    ),
    "question_open": (lambda w, it: {"question_id": it}, question_of_a1),
    "question_settle": (
        lambda w, it: {"key": uuid4(), "question_id": it, "verb": "answer", "words": "Xin trả lời"},
        question_of_a1,
    ),
    "question_take_back": (lambda w, it: {"question_id": it, "what": "question"}, question_of_a1),
    "reading_keep": (
        lambda w, it: {"post_id": it, "list": "kept", "kept": True},
        lambda w: w.posts["leaders_a"],
    ),
    "post_open": (lambda w, it: {"post_id": it}, lambda w: w.posts["draft_a1"]),
    "post_publish": (lambda w, it: {"key": uuid4(), "post_id": it}, lambda w: w.posts["draft_a1"]),
    "post_save": (
        lambda w, it: {"key": uuid4(), "unit_id": it, "category": "news", "title": "Thử"},
        lambda w: w.database.unit("cell-a1"),
    ),
    "document_choices": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "directive_acknowledge": (
        lambda w, it: {"key": uuid4(), "post_id": it},
        lambda w: w.posts["leaders_a"],
    ),
    "directive_tracking": (lambda w, it: {"post_id": it}, lambda w: w.posts["directive_a1"]),
    "directive_report": (lambda w, it: {"post_id": it}, lambda w: w.posts["directive_a1"]),
    "directive_remind": (
        lambda w, it: {"key": uuid4(), "post_id": it},
        lambda w: w.posts["directive_a1"],
    ),
    "file_open": (lambda w, it: {"attachment_id": it}, _file_for_leaders),
    "file_quarantine": (
        lambda w, it: {"key": uuid4(), "attachment_id": it, "reason": "Thử ngừng"},
        _file_for_leaders,
    ),
    "file_release": (
        lambda w, it: {"key": uuid4(), "quarantine_id": it, "reason": "Thử lại"},
        lambda w: shut(w, "news_a1", "ward-a"),
    ),
    "file_clear": (lambda w, it: {"key": uuid4(), "attachment_id": it}, _file_for_leaders),
    **{
        function: (
            lambda w, it, more=more: {**more, "meeting_id": it},
            lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
        )
        for function, more in {
            "meeting_open": {},
            "meeting_code": {},
            "meeting_arrive": {"code": "000000"},
            "meeting_roll": {},
            "meeting_reckon": {},
        }.items()
    },
    **{
        function: (
            lambda w, it, more=more: {**more, "key": uuid4(), "meeting_id": it},
            lambda w, state=state: meeting_of_a1(w.database, state, "cell-a4"),
        )
        for function, state, more in (
            ("meeting_step", "planned", {"step": "call", "version": 1}),
            ("meeting_reply", "planned", {"reply": "coming"}),
            ("meeting_paper_add", "planned", {"object_name": "x", "file_name": "x.pdf"}),
            ("meeting_mark", "running", {"member_id": uuid4(), "presence": "present"}),
        )
    },
    **{
        function: (
            lambda w, it, more=more, keyed=keyed: {
                "vote_id": it, **more, **({"key": uuid4()} if keyed else {}),
            },
            lambda w, state=state: vote_of_a1(w.database, state, cell="cell-a4"),
        )
        for function, (state, keyed, more) in VOTES.items()
    },
    **{
        function: (
            lambda w, it: {"meeting_id": it},
            lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
        )
        for function in ("vote_people",)
    },
    "vote_prepare": (
        lambda w, it: {
            "key": uuid4(), "meeting_id": it, "title": "Câu hỏi", "secret": False,
            "options": ["Có", "Không"],
        },
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    **{
        function: (
            lambda w, it, more=more: {**more, "meeting_id": it},
            lambda w: paper_of(w.database, cell="cell-a4"),
        )
        for function, more in {
            "meeting_facts": {},
            "meeting_paper": {"kind": "minutes"},
            "meeting_score": {},
        }.items()
    },
    **{
        function: (
            lambda w, it, more=more: {**more, "key": uuid4(), "meeting_id": it},
            lambda w: paper_of(w.database, cell="cell-a4"),
        )
        for function, more in {
            "meeting_paper_save": {
                "kind": "minutes", "number": "", "place": "", "sections": sections("Thử"), "edits": 1,
            },
            "meeting_paper_sign": {"kind": "minutes", "edits": 1},
            "meeting_score_save": {"side": "self", "lines": lines()},
            "meeting_report": {},
        }.items()
    },
    "inspection_plan": (
        lambda w, it: {"unit_id": it, "year": 2026},
        lambda w: w.database.unit("cell-a4"),
    ),
    "inspection_plan_save": (
        lambda w, it: {"key": uuid4(), "unit_id": it, "year": today().year},
        lambda w: w.database.unit("cell-a4"),
    ),
    **{
        function: (
            lambda w, it, more=more: {"key": uuid4(), "plan_id": it, **more},
            lambda w: plan_of(w.database, cell="cell-a4"),
        )
        for function, more in {
            "inspection_line_save": {"line": {"content": "Việc thử"}},
            "inspection_adopt": {"version": 1, "on_day": today()},
            "inspection_adoption_correct": {"version": 1, "on_day": today(), "reason": "Thử"},
            "inspection_unadopt": {"version": 1, "reason": "Thử"},
            "inspection_report_save": {"report": REPORT},
        }.items()
    },
    "inspection_line": (
        lambda w, it: {"line_id": it},
        lambda w: line_of(w.database, "reported", cell="cell-a4", people=None),
    ),
    **{
        function: (
            lambda w, it, more=more: {"key": uuid4(), "line_id": it, **more},
            lambda w: line_of(w.database, "under_way", cell="cell-a4", people=None),
        )
        for function, more in {
            "inspection_step": {"step": "drop", "version": 1, "reason": "Thử"},
            "inspection_findings_save": {"findings": FOUND, "edits": 1},
            "inspection_statement": {"words": "Tôi tiếp thu."},
            "inspection_statement_for": {"member_id": uuid4(), "words": "Tôi tiếp thu."},
            "inspection_statement_revoke": {},
        }.items()
    },
    "inspections_overview": (
        lambda w, it: {"unit_id": it, "year": 2026},
        lambda w: w.database.unit("ward-a"),
    ),
    "meeting_opinions": (
        lambda w, it: {"meeting_id": it},
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    "meeting_opinion": (
        lambda w, it: {"key": uuid4(), "meeting_id": it, "words": "Nên họp sớm"},
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    "meeting_voice": (
        lambda w, it: {"voice_id": uuid4(), "meeting_id": it, "words": "Nên họp sớm"},
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    "meeting_note": (
        lambda w, it: {
            "key": uuid4(), "meeting_id": it, "member_id": uuid4(), "kind": "criticism", "words": "Còn vắng",
        },
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    "meeting_note_answer": (
        lambda w, it: {"key": uuid4(), "note_id": it, "agreed": True},
        lambda w: note_about(w.database, "member"),
    ),
    "meeting_question_add": (
        lambda w, it: {"key": uuid4(), "meeting_id": it, "words": "Bao giờ?"},
        lambda w: meeting_of_a1(w.database, "running", "cell-a4"),
    ),
    "meeting_question_pass": (
        lambda w, it: {"key": uuid4(), "question_id": it},
        lambda w: question_of_cell(w.database, passed=False),
    ),
    "meeting_question_answer": (
        lambda w, it: {"key": uuid4(), "question_id": it, "words": "Sang năm"},
        lambda w: question_of_cell(w.database, passed=True),
    ),
    "meeting_questions_up": (
        lambda w, it: {"unit_id": it},
        lambda w: w.database.unit("ward-a"),
    ),
    "meeting_paper_remove": (
        lambda w, it: {"key": uuid4(), "object_name": str(it)},
        lambda w: paper_of_a1(w.database),
    ),
    "meeting_item_save": (lambda w, it: {"key": uuid4(), "item_id": it}, _item),
    "meeting_speaker": (
        lambda w, it: {"key": uuid4(), "item_id": it, "member_id": uuid4(), "spoke": True},
        _item,
    ),
    **{
        function: (
            lambda w, it, more=more: {**more, "unit_id": it},
            lambda w: w.database.unit("cell-a4"),
        )
        for function, more in {
            "meeting_year": {"year": 2026},
            "cell_attendance": {"year": 2026},
        }.items()
    },
    "meeting_day_set": (
        lambda w, it: {
            "key": uuid4(), "unit_id": it, "day": 3, "at": "19:00", "minutes": 90, "place": "Ở đây",
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "meetings_plan": (
        lambda w, it: {"key": uuid4(), "unit_id": it, "year": 2027},
        lambda w: w.database.unit("cell-a1"),
    ),
    "meeting_save": (
        lambda w, it: {
            "key": uuid4(), "unit_id": it, "kind": "thematic", "title": "Thử", "minutes": 90,
            "starts_at": "2027-01-01T12:00:00Z", "place": "Ở đây",
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "meetings_overview": (
        lambda w, it: {"unit_id": it, "month": "2026-11-01"},
        lambda w: w.database.unit("ward-a"),
    ),
    "task_assign": (
        lambda w, it: {
            "key": uuid4(), "unit_id": it, "title": "Việc thử", "due_on": "2030-01-01", "members": [],
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "task_open": (lambda w, it: {"assignment_id": it}, _task),
    "post_tasks": (lambda w, it: {"post_id": it}, post_of_a_task),
    "task_step": (
        lambda w, it: {"key": uuid4(), "assignment_id": it, "step": "accept", "version": 1},
        _task,
    ),
    "tasks_given": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "task_load": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "task_year": (lambda w, it: {"member_id": it, "year": 2026}, lambda w: w.database.id("member")),
    "task_figures": (
        lambda w, it: {"unit_id": it, "year": 2026},
        lambda w: w.database.unit("cell-a1"),
    ),
    "tasks_report": (
        lambda w, it: {"unit_id": it, "from_on": "2026-11-01", "until_on": "2026-11-30"},
        lambda w: w.database.unit("cell-a1"),
    ),
    "task_correct": (
        lambda w, it: {"key": uuid4(), "task_id": it, "version": 1, "title": "Việc đã sửa"},
        lambda w: w.database.value(
            "select task_id from handbook.task_assignments where id = %s",
            assignment_of_a1(w.database),
        ),
    ),
    "task_add": (
        lambda w, it: {"key": uuid4(), "task_id": it, "members": [uuid4()]},
        lambda w: w.database.value(
            "select task_id from handbook.task_assignments where id = %s",
            assignment_of_a1(w.database),
        ),
    ),
    "member_ties": (lambda w, it: {"member_id": it}, lambda w: w.database.id("member")),
    "mentor_set": (
        lambda w, it: {"key": uuid4(), "member_id": it, "mentor_id": uuid4()},
        _somebody,
    ),
    "residence_set": (
        lambda w, it: {"key": uuid4(), "member_id": it, "unit_code": "x"},
        _somebody,
    ),
    "accounts_below": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "account_issue_code": (lambda w, it: {"member_id": it}, lambda w: w.people["idle"].id),
    "account_approve_reset": (
        lambda w, it: {"reset_id": it},
        lambda w: w.resets["sleeping_officer"],
    ),
    "cancel_reset": (lambda w, it: {"reset_id": it}, lambda w: w.resets["sleeper"]),
    "end_device": (lambda w, it: {"session_id": it}, lambda w: w.session_b1),
    "member_add": (
        lambda w, it: {
            "key": uuid4(), "unit_id": it, "reason": "Bổ sung",
            "fields": {"full_name": "Người Mới", "status": "official"},
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "member_list": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "member_move": (
        lambda w, it: {
            "key": uuid4(), "member_id": it, "unit_id": w.database.unit("cell-a2"),
            "on_date": "2026-01-05", "decision": "QĐ 01",
        },
        _somebody,
    ),
    "member_timeline": (_member, _somebody),
    "record_edit": (
        lambda w, it: {
            "key": uuid4(), "member_id": it, "changes": {"degree": "Cử nhân"}, "reason": "Thử xem",
        },
        _somebody,
    ),
    "record_erase": (
        lambda w, it: {"key": uuid4(), "member_id": it, "reason": "Thử xem"},
        _somebody,
    ),
    "record_history": (_member, _somebody),
    "record_open": (_member, _somebody),
    "record_reveal": (lambda w, it: {"member_id": it, "field": "card_number"}, _somebody),
    "request_file": (
        lambda w, it: {
            "key": uuid4(), "member_id": it, "field": "degree", "value": "x", "reason": "Thử xem",
        },
        _somebody,
    ),
    "request_open": (lambda w, it: {"request_id": it}, request_of_a1),
    "request_settle": (
        lambda w, it: {"key": uuid4(), "request_id": it, "verb": "accept"},
        request_of_a1,
    ),
    "role_end": (
        lambda w, it: {
            "key": uuid4(), "role_id": it, "ends_on": today(), "decision": "QĐ 01",
        },
        lambda w: UUID(str(role_of_a1(w, "")["role_id"])),
    ),
    "role_give": (
        lambda w, it: {
            "key": uuid4(), "member_id": it, "unit_id": w.database.unit("cell-a1"),
            "role": "cell_clerk", "starts_on": today(), "decision": "QĐ 01",
        },
        _somebody,
    ),
    "role_settle": (
        lambda w, it: {"key": uuid4(), "proposal_id": it, "accept": False},
        lambda w: UUID(str(proposal_in_ward_a(w, "")["proposal_id"])),
    ),
    "unit_change": (
        lambda w, it: {
            "key": uuid4(), "verb": "closed", "unit_id": it, "on_date": today(),
            "decision": "QĐ 01",
        },
        lambda w: w.database.unit("cell-a1"),
    ),
    "unit_open": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
    "units_outline": (lambda w, it: {"unit_id": it}, lambda w: w.database.unit("cell-a1")),
}  # fmt: skip
# Who may, and so proves nothing about refusals.
ENTITLED = {("end_device", "secretary_b"), ("account_approve_reset", "admin")}


def test_every_function_that_takes_an_id_is_tried() -> None:
    assert THINGS.keys() == API_ID_FUNCTIONS


@pytest.mark.parametrize("function", THINGS)
@pytest.mark.parametrize("who", STRANGERS)
async def test_a_foreign_thing_and_no_thing_look_the_same(
    house: House, world: World, function: str, who: str
) -> None:
    if (function, who) in ENTITLED:
        return
    arguments, thing = THINGS[function]
    foreign = await house.call(who, function, **arguments(world, thing(world)))
    missing = await house.call(who, function, **arguments(world, uuid4()))
    assert foreign == missing
    assert foreign.outcome != "ok"


async def test_the_id_of_a_draft_says_nothing_to_those_it_will_be_for(
    house: House, world: World
) -> None:
    """Nor does what once was published and is withdrawn, but for the word that it is."""
    takes_post = house.value(
        """select array_agg(p.proname::text) from pg_proc p where p.pronamespace = 'api'::regnamespace
           and 'post_id' = any (p.proargnames)"""
    )
    tried = set(takes_post) & THINGS.keys()
    assert len(tried) > 12
    for function in tried:
        arguments, _ = THINGS[function]
        if "post_id" not in arguments(world, uuid4()):
            continue
        for who in ("member", "probationary", "sibling"):
            missing = await house.call(who, function, **arguments(world, uuid4()))
            for post in ("draft_a1", "withdrawn_a1"):
                if (function, post) == ("post_open", "withdrawn_a1") and who != "sibling":
                    continue
                answer = await house.call(who, function, **arguments(world, world.posts[post]))
                assert answer == missing, (function, who, post)


@pytest.mark.parametrize("who", ("secretary", "secretary_b", "office_a"))
async def test_a_unit_outside_the_scope_looks_as_if_it_were_not_there(
    house: House, world: World, who: str
) -> None:
    directive = world.posts["directive_city"]
    foreign = {"secretary": "cell-a2", "secretary_b": "cell-b2", "office_a": "ward-b"}[who]
    outside = await house.call(
        who, "directive_tracking", post_id=directive, unit_id=house.unit(foreign)
    )
    missing = await house.call(who, "directive_tracking", post_id=directive, unit_id=uuid4())
    assert outside == missing
    assert outside.outcome == "directive.not_found"


async def test_a_foreign_directive_leaves_no_key_behind(house: House, world: World) -> None:
    """A refused write is not remembered: the key is free for the write that is allowed."""
    key = uuid4()
    refused = await house.call(
        "sibling", "directive_acknowledge", key=key, post_id=world.posts["directive_a1"]
    )
    assert refused.outcome == "directive.not_found"
    assert house.value("select count(*) from handbook.idempotency_keys where key = %s", key) == 0
