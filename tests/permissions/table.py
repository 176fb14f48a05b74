"""Who may call what on whose things: the one table. Every function of schema `api` stands here.

A line is a function, a target and, outcome by outcome, who gets it; the rest gets `others`, an Auth
user without a member `stranger`. The publishable key alone gets `permission denied` everywhere.
Outcomes: `ok`, `empty` (nothing found), or the code of the refusal.
"""

# ruff: noqa: E501 - a table is read line by line

from uuid import uuid4

from tests.cast import CAST
from tests.permissions import (
    table_documents,
    table_imports,
    table_inspections,
    table_library,
    table_meetings,
    table_minutes,
    table_newsroom,
    table_opinions,
    table_reading,
    table_records,
    table_search,
    table_tasks,
    table_votes,
)
from tests.permissions.lines import DENIED, Arguments, Case, Make
from tests.permissions.world import World


def post(name: str, **more: object) -> Make:
    """The arguments of a function about one post."""
    return lambda world, who: {"post_id": world.posts[name], **more}


def written(name: str, unit: str | None = None) -> Make:
    """The same for a write, with a new key each time."""

    def make(world: World, who: str) -> Arguments:
        more = {"unit_id": world.database.unit(unit)} if unit else {}
        return {"key": uuid4(), "post_id": world.posts[name], **more}

    return make


def unit(name: str, **more: object) -> Make:
    """The arguments of a function about one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name), **more}


def new_post(name: str) -> Make:
    """A post in the name of a unit."""
    return lambda world, who: {
        "key": uuid4(),
        "unit_id": world.database.unit(name),
        "category": "news",
        "title": "Viết thử",
    }


def draft_of(name: str) -> Make:
    """Publishing a draft of a unit, a new one each time."""
    return lambda world, who: {"key": uuid4(), "post_id": world.fresh_draft(name)}


def track(name: str, unit: str | None = None) -> Make:
    """Figures of a directive, in a unit or where one tracks."""
    return lambda world, who: {
        "post_id": world.posts[name],
        **({"unit_id": world.database.unit(unit)} if unit else {}),
    }


A1 = "member secretary probationary exempt"
OFFICES_OF_A = "office_a staff_a city_staff news"
NOBODY_READS = "post.not_found"
NOT_THERE = "directive.not_found"
NOT_MEANT = "directive.not_addressed"


def anyone(world: World, who: str) -> Arguments:
    """A person in A1 without account."""
    return {"member_id": world.people["idle"].id}


READING = (
    Case("feed", "own", others="ok", stranger="empty"),
    Case("home", "own"),
    Case("posts_below", "below one's office", outcomes={"ok": OFFICES_OF_A}, others="empty", stranger="empty"),
    Case("post_open", "of the city", post("news_city")),
    Case("post_open", "of ward A", post("news_a"), {"ok": f"{A1} sibling {OFFICES_OF_A}"}, NOBODY_READS),
    Case("post_open", "of cell A1", post("news_a1"), {"ok": f"{A1} {OFFICES_OF_A}"}, NOBODY_READS),
    Case("post_open", "of cell A2", post("news_a2"), {"ok": f"sibling {OFFICES_OF_A}"}, NOBODY_READS),
    Case("post_open", "of cell B1", post("news_b1"), {"ok": "secretary_b city_staff news"}, NOBODY_READS),
    Case("post_open", "of ward A, for leaders", post("leaders_a"), {"ok": f"secretary {OFFICES_OF_A}"}, NOBODY_READS),
    Case("post_open", "draft of ward A", post("draft_a"), {"ok": "office_a"}, NOBODY_READS),
    Case("post_open", "draft of cell A1", post("draft_a1"), {"ok": "secretary"}, NOBODY_READS),
    Case("post_open", "withdrawn by cell A1", post("withdrawn_a1"), {"ok": "secretary"}, NOBODY_READS),
    Case("drafts", "own units'", outcomes={"ok": "secretary office_a"}, others="empty", stranger="empty"),
)  # fmt: skip

PUBLISHING = (
    Case("post_save", "for the city", new_post("city"), {"ok": "news"}, "unit.not_found"),
    Case("post_save", "for ward A", new_post("ward-a"), {"ok": "office_a"}, "unit.not_found"),
    Case("post_save", "for cell A1", new_post("cell-a1"), {"ok": "secretary"}, "unit.not_found"),
    Case("post_save", "for cell B1", new_post("cell-b1"), {"ok": "secretary_b"}, "unit.not_found"),
    Case("post_publish", "of cell A1", draft_of("cell-a1"), {"ok": "secretary"}, NOBODY_READS),
    Case("post_publish", "of ward A", draft_of("ward-a"), {"ok": "office_a"}, NOBODY_READS),
    Case("post_publish", "already published", written("news_a1"), {"post.not_a_draft": "secretary"}, NOBODY_READS),
)  # fmt: skip

DIRECTIVES = (
    Case("directive_acknowledge", "of the city", written("directive_city")),
    Case("directive_acknowledge", "of ward A", written("directive_a"),
         {"ok": f"{A1} sibling office_a staff_a", NOT_MEANT: "city_staff news"}, NOT_THERE),
    Case("directive_acknowledge", "of cell A1", written("directive_a1"), {"ok": A1, NOT_MEANT: OFFICES_OF_A}, NOT_THERE),
    Case("directive_acknowledge", "of cell B1", written("directive_b1"),
         {"ok": "secretary_b", NOT_MEANT: "city_staff news"}, NOT_THERE),
    Case("directive_acknowledge", "of ward A, for leaders", written("leaders_a"),
         {"ok": "secretary", NOT_MEANT: OFFICES_OF_A}, NOT_THERE),
    Case("directive_acknowledge", "no directive at all", written("news_a1"),
         {NOT_MEANT: f"{A1} {OFFICES_OF_A}"}, NOT_THERE),
    Case("directive_acknowledge", "a draft", written("draft_a1"), {NOT_MEANT: "secretary"}, NOT_THERE),
    Case("directive_tracking", "of the city", track("directive_city"), {"ok": "secretary secretary_b office_a"}, NOT_THERE),
    Case("directive_tracking", "of ward A", track("directive_a"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_tracking", "of ward A in cell A2", track("directive_a", "cell-a2"), {"ok": "office_a"}, NOT_THERE),
    Case("directive_tracking", "of ward A in ward A", track("directive_a", "ward-a"), {"ok": "office_a"}, NOT_THERE),
    Case("directive_tracking", "of ward A in cell B1", track("directive_a", "cell-b1"), {}, NOT_THERE),
    Case("directive_tracking", "of the city in cell B1", track("directive_city", "cell-b1"), {"ok": "secretary_b"}, NOT_THERE),
    Case("directive_tracking", "of cell A1", track("directive_a1"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_tracking", "of cell B1", track("directive_b1"), {"ok": "secretary_b"}, NOT_THERE),
    Case("directive_tracking", "of ward A, for leaders", track("leaders_a"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_tracking", "no directive at all", track("news_a1"), {}, NOT_THERE),
    Case("directive_remind", "of ward A", written("directive_a"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_remind", "of ward A in cell A2", written("directive_a", "cell-a2"), {"ok": "office_a"}, NOT_THERE),
    Case("directive_remind", "of cell A1", written("directive_a1"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_remind", "of cell B1", written("directive_b1"), {"ok": "secretary_b"}, NOT_THERE),
)  # fmt: skip

ONESELF = (
    Case("my_session", "own"),
    Case("my_card", "own"),
    Case("my_card_number", "own; who is on probation has none yet", outcomes={"empty": "probationary"}),
    Case("share_contact", "own", lambda world, who: {"phone": False, "email": False}),
    Case("my_cell", "own", stranger="empty"),
    Case("my_log", "own", stranger="empty"),
    Case("my_devices", "own", stranger="empty"),
    Case("my_resets", "own; nobody asked", others="empty", stranger="empty"),
    Case("end_device", "another's", lambda world, who: {"session_id": world.session_b1}, {"ok": "secretary_b"}, "device.not_found"),
    Case("cancel_reset", "another's", lambda world, who: {"reset_id": world.resets["sleeper"]}, {}, "reset.not_found"),
)  # fmt: skip

ACCOUNTS = (
    Case("accounts_below", "cell A1", unit("cell-a1"), {"ok": "secretary staff_a city_staff"}, "empty", "empty"),
    Case("accounts_below", "cell B1", unit("cell-b1"), {"ok": "secretary_b city_staff"}, "empty", "empty"),
    Case("account_issue_code", "somebody in A1", anyone, {"ok": "secretary staff_a city_staff"}, "member.not_found"),
    Case("account_issue_code", "an officer of the ward, in A1",
         lambda world, who: {"member_id": world.people["idle_officer"].id},
         {"ok": "staff_a city_staff", "account.needs_office": "secretary"}, "member.not_found"),
    Case("account_issue_code", "oneself", lambda world, who: {"member_id": world.database.id(who) if who in CAST else uuid4()},
         {"account.not_for_oneself": "secretary secretary_b staff_a city_staff"}, "member.not_found"),
    Case("account_issue_code", "active already", lambda world, who: {"member_id": world.people["sleeper"].id},
         {"account.already_active": "secretary staff_a city_staff"}, "member.not_found"),
    Case("account_resets", "in scope", outcomes={"ok": "secretary staff_a city_staff admin"}, others="empty", stranger="empty"),
    Case("account_approve_reset", "of somebody in A1", lambda world, who: {"reset_id": world.resets["sleeper"]},
         {"ok": "secretary staff_a city_staff admin"}, "reset.not_found"),
    Case("account_approve_reset", "of an officer of the ward, in A1",
         lambda world, who: {"reset_id": world.resets["sleeping_officer"]},
         {"ok": "staff_a city_staff admin"}, "reset.not_found"),
)  # fmt: skip

AUDIT = (
    Case("audit_entries", "the log", outcomes={"ok": "auditor"}, others="empty", stranger="empty"),
    Case("audit_head", "the chain", outcomes={"ok": "auditor"}, others="audit.forbidden"),
)

FOR_THE_SECRET_KEY: dict[str, Arguments] = {
    "account_ask_reset": {"login": "+84900000001", "address": "192.0.2.7"},
    "account_check_code": {
        "login": "+84900000001", "code": "0", "purpose": "reset", "address": "192.0.2.7",
    },
    "account_complete": {"login": "+84900000001", "code": "0", "purpose": "reset", "user_id": uuid4()},
    "account_of_user": {"user_id": uuid4()},
    "import_post": {
        "unit_code": "99.000.000.000.000", "category": "news", "title": "Giả", "lead": "", "body": "",
        "source": "", "published_at": None, "publish": True, "files": [],
    },
    "publish_due": {},
    "questions_upkeep": {},
    "reading_upkeep": {},
    "reads_count": {"process": uuid4(), "batch": 1, "posts": [], "readers": []},
    "ready": {},
    "reset_mailed": {"reset_id": uuid4()},
    "resets_to_mail": {},
    "seal_audit": {},
    "text_put": {"attachment_id": uuid4(), "attempt": 1, "state": "done"},
    "texts_take": {},
    "meeting_hold": {"meeting_id": uuid4(), "code": "x" * 32},
    "tasks_turn": {},
    "unit_by_code": {"code": "99.000.000.000.000"},
    "upkeep": {},
}  # fmt: skip


def given(arguments: Arguments) -> Make:
    """The same arguments for everybody."""
    return lambda world, who: arguments


SERVICE = tuple(
    Case(function, "for the secret key alone", given(arguments), {}, DENIED, DENIED)
    for function, arguments in FOR_THE_SECRET_KEY.items()
)

TABLE = (
    *READING, *PUBLISHING, *DIRECTIVES, *ONESELF, *ACCOUNTS, *AUDIT,
    *table_documents.TABLE,
    *table_imports.TABLE,
    *table_library.TABLE,
    *table_newsroom.TABLE,
    *table_records.TABLE,
    *table_reading.TABLE,
    *table_meetings.TABLE,
    *table_votes.TABLE,
    *table_minutes.TABLE,
    *table_inspections.TABLE,
    *table_opinions.TABLE,
    *table_tasks.TABLE,
    *table_search.TABLE,
    *SERVICE,
)  # fmt: skip
COVERED = {case.function for case in TABLE}

# Functions that name a thing by its id, and so must not tell "not yours" from "not there".
API_ID_FUNCTIONS = (
    table_imports.BY_ID.keys()
    | table_documents.BY_ID
    | table_newsroom.DRAFTS.keys()
    | table_newsroom.POSTS.keys()
    | table_reading.BY_ID
    | table_meetings.BY_ID
    | table_votes.BY_ID
    | table_minutes.BY_ID
    | table_inspections.BY_ID
    | table_opinions.BY_ID
    | table_tasks.BY_ID
    | {
        "import_start",
        "account_approve_reset",
        "account_issue_code",
        "accounts_below",
        "cancel_reset",
        "directive_acknowledge",
        "directive_remind",
        "directive_tracking",
        "end_device",
        "file_clear",
        "file_open",
        "file_quarantine",
        "file_release",
        "member_add",
        "member_list",
        "member_move",
        "member_timeline",
        "post_open",
        "post_publish",
        "post_save",
        "record_edit",
        "record_erase",
        "record_history",
        "record_open",
        "record_reveal",
        "request_file",
        "request_open",
        "request_settle",
        "role_end",
        "role_give",
        "role_settle",
        "unit_change",
        "unit_open",
        "units_outline",
    }
)
