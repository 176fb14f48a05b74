"""Every address of the app. No screen writes one by hand."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID


class Tab(StrEnum):
    """The five roots, in the order of the navigation."""

    HOME = "/"
    NEWS = "/news"
    TASKS = "/tasks"
    MEETINGS = "/meetings"
    ME = "/me"


SIGN_IN = "/sign-in"
ACTIVATE = "/kich-hoat"  # typed by hand from a note
FORGOTTEN = "/forgotten"
RESET_CODE = "/forgotten/code"
MY_CELL = "/me/cell"
MY_PHOTOGRAPH = "/me/photograph"
MY_LOG = "/me/log"
MY_DRAFTS = "/me/drafts"
SEEN_BY = "/me/seen-by"
ACCOUNTS = "/me/accounts"
RESETS = "/me/accounts/resets"
AUDIT = "/me/audit"
SETTINGS = "/me/settings"
DEVICES = "/me/settings/devices"
SWITCH = "/me/settings/accounts"
PASSWORD = "/me/settings/password"  # noqa: S105 – an address
SECOND_FACTOR = "/me/settings/second-factor"
HELP = "/me/help"
ABOUT = "/me/settings/about"
TEXT_AND_COLOURS = "/me/settings/look"
MY_RECORD = "/me/record"
MY_REQUESTS = "/me/record/requests"
MY_VIEWS = "/me/record/views"
MY_DATA = "/me/record/data"
MY_WISHES = "/me/record/wishes"
MEMBERS = "/me/members"
MEMBERS_FILTER = "/me/members/filter"
MEMBERS_UNIT = "/me/members/unit"
MEMBERS_COLUMNS = "/me/members/columns"
MEMBERS_EXPORT = "/me/members/export"
MEMBERS_SLIPS = "/me/members/slips"
MEMBERS_NEW = "/me/members/new"
MEMBERS_GROUPS = "/me/members/groups"
INBOX = "/me/inbox"
READING = "/me/reading"
NEWS_READING = "/news/reading"
MY_QUESTIONS = "/me/questions"
QUESTIONS = "/me/answers"
FIGURES = "/me/figures"
UNITS = "/me/units"
IMPORTS = "/me/imports"
PROPOSALS = "/me/role-proposals"
COMPOSE = "/news/compose"
LIBRARY = "/news/library"
LIBRARY_FILTER = "/news/library/filter"
FILES_TO_CHECK = "/news/library/check"
DRAFTS = "/news/drafts"
TASKS_CLOSED = "/tasks/closed"
TASKS_YEAR = "/tasks/year"
ARTICLES = "/news/articles"
ARTICLE_NEW = "/news/articles/new"
DESK = "/news/desk"


def meeting(meeting_id: UUID | str) -> str:
    """One meeting."""
    return f"{Tab.MEETINGS}/{meeting_id}"


def meeting_part(meeting_id: UUID | str, part: str) -> str:
    """What belongs to a meeting: ``excuse``, ``edit``, ``cancel``, ``roll``, ``code``, ``agenda``;
    afterwards ``minutes``, ``resolution``, ``report``, ``score``."""
    return f"{meeting(meeting_id)}/{part}"


def paper_version(meeting_id: UUID | str, paper: str, version: int) -> str:
    """An earlier version of a paper of a meeting."""
    return f"{meeting_part(meeting_id, paper)}/version/{version}"


def task_from_meeting(
    meeting_id: UUID | str, paper: str, unit_id: UUID | str, line: int = 0
) -> str:
    """Giving a task that comes from a line of a paper's assignments; 0: from none of them."""
    return f"{meeting_part(meeting_id, paper)}/task/{unit_id}/{line}"


def task_from_item(meeting_id: UUID | str, item_id: UUID | str, unit_id: UUID | str) -> str:
    """Giving a task on the spot, while an item of the agenda is talked over."""
    return f"{meeting_item(meeting_id, item_id)}/task/{unit_id}"


def meeting_item(meeting_id: UUID | str, item_id: UUID | str) -> str:
    """An item of the agenda while the meeting runs."""
    return f"{meeting(meeting_id)}/agenda/{item_id}"


def arrive(meeting_id: UUID | str, code: str) -> str:
    """What the QR code of the roll-call opens; ``code`` is that of a half minute, or what was held."""
    return f"{meeting(meeting_id)}/arrive/{code}"


def opinions(meeting_id: UUID | str) -> str:
    """What was said beside the agenda of a meeting."""
    return f"{meeting(meeting_id)}/opinions"


def questions_up(unit_id: UUID | str) -> str:
    """Questions that cells below a unit have passed up."""
    return f"{meetings_below(unit_id)}/questions"


def meetings_of(unit_id: UUID | str, part: str = "") -> str:
    """A cell's year of meetings; ``part``: ``new``, ``day``, ``attendance``."""
    return f"{Tab.MEETINGS}/unit/{unit_id}" + (f"/{part}" if part else "")


def meetings_below(unit_id: UUID | str) -> str:
    """Which cells below a unit have met."""
    return f"{Tab.MEETINGS}/below/{unit_id}"


def inspections(unit_id: UUID | str, year: int, part: str = "") -> str:
    """A cell's plan of inspection and supervision for a year; ``part``: ``new``, ``aims``, ``adopt``,
    ``adopted``, ``unadopt``, ``report``."""
    return f"{Tab.MEETINGS}/inspections/{unit_id}/{year}/{part}".rstrip("/")


def inspection_line(
    unit_id: UUID | str, year: int | str, line_id: UUID | str, part: str = ""
) -> str:
    """A line of such a plan; ``part``: ``edit``, ``findings``, ``statement`` (of somebody:
    ``statement/<id>``), or a step with a form."""
    return f"{inspections(unit_id, int(year))}/line/{line_id}/{part}".rstrip("/")


def inspections_below(unit_id: UUID | str) -> str:
    """Which cells below a unit have a plan and a report."""
    return f"{Tab.MEETINGS}/inspections/below/{unit_id}"


def post(post_id: UUID | str, under: str = Tab.NEWS) -> str:
    """One post, opened from the home screen, the news or the drafts; back leads there again."""
    return f"/post/{post_id}" if under == Tab.HOME else f"{under}/{post_id}"


def file(post_path: str, attachment_id: UUID | str) -> str:
    """A file of the post that is open at ``post_path``, page by page."""
    return f"{post_path}/file/{attachment_id}"


def files(of: str) -> str:
    """All files of the post or the article that is open at ``of``, for officers."""
    return f"{of}/files"


def stop_file(file_path: str) -> str:
    """Taking the file that is open at ``file_path`` out of circulation."""
    return f"{file_path}/stop"


def search(under: str = Tab.HOME) -> str:
    """The search, opened from the home screen or the news; back leads there again."""
    return "/search" if under == Tab.HOME else f"{under}/search"


def share(post_path: str) -> str:
    """Link and QR code of the post that is open at ``post_path``."""
    return f"{post_path}/share"


def question_about(post_path: str) -> str:
    """Asking about the post that is open at ``post_path``."""
    return f"{post_path}/ask"


def mistake_in(post_path: str) -> str:
    """Reporting a mistake in the post that is open at ``post_path``."""
    return f"{post_path}/mistake"


def my_question(question_id: UUID | str) -> str:
    """One of my own questions."""
    return f"{MY_QUESTIONS}/{question_id}"


def question(question_id: UUID | str) -> str:
    """A question at my desk."""
    return f"{QUESTIONS}/{question_id}"


def figures_of(unit_id: UUID | str) -> str:
    """Figures of a unit below."""
    return f"{FIGURES}/{unit_id}"


def edit_draft(post_id: UUID | str) -> str:
    """The form for changing a draft; back leads to the draft."""
    return f"{DRAFTS}/{post_id}/edit"


def article(manuscript_id: UUID | str, part: str = "", under: str = ARTICLES) -> str:
    """An article before it is published, among one's own or at the desk; or a part of it: edit, history,
    changes, return, schedule."""
    return f"{under}/{manuscript_id}/{part}".rstrip("/")


def article_changes(article_path: str, before: int, after: int) -> str:
    """What was changed from one version of the article at ``article_path`` to another."""
    return f"{article_path}/changes/{before}/{after}"


def post_desk(post_path: str, part: str = "") -> str:
    """What is done with the published post that is open at ``post_path``; or a part: pin, correct,
    withdraw."""
    return f"{post_path}/desk/{part}".rstrip("/")


def readers(post_path: str) -> str:
    """Who has acknowledged the directive that is open at ``post_path``."""
    return f"{post_path}/readers"


def readers_below(readers_path: str, unit_id: UUID | str) -> str:
    """The same for a unit below the one at ``readers_path``."""
    return f"{readers_path}/{unit_id}"


def member(member_id: UUID | str, part: str = "") -> str:
    """The record of a member, or a part: edit, history, timeline, photograph, move, erase, proxy, ties."""
    return f"{MEMBERS}/{member_id}/{part}".rstrip("/")


def inbox(request_id: UUID | str) -> str:
    """A request that waits for a decision."""
    return f"{INBOX}/{request_id}"


def inbox_record(request_id: UUID | str, member_id: UUID | str) -> str:
    """The record that a request is about; back leads to the request, with its answer half written."""
    return f"{INBOX}/{request_id}/{member_id}"


def ask(field: str) -> str:
    """Asking for a correction of a field of my record."""
    return f"{MY_RECORD}/ask/{field}"


def my_request(request_id: UUID | str) -> str:
    """One of my own requests."""
    return f"{MY_REQUESTS}/{request_id}"


def unit(unit_id: UUID | str) -> str:
    """One unit of the tree."""
    return f"{UNITS}/{unit_id}"


def unit_part(unit_path: str, *parts: UUID | str) -> str:
    """What lies below the unit at ``unit_path``: a unit below it, or one of its forms."""
    return "/".join((unit_path, *(str(part) for part in parts)))


def bring(purpose: str) -> str:
    """Bringing a list: to be taken over (add) or put beside ours (compare)."""
    return f"{IMPORTS}/{purpose}"


def one_import(import_id: UUID | str) -> str:
    """One import or reconciliation."""
    return f"{IMPORTS}/{import_id}"


def import_lines(import_id: UUID | str, part: str) -> str:
    """Lines of an import: ask, missing, different, extra, failed; or fault.<field>.<kind>."""
    return f"{IMPORTS}/{import_id}/{part}"


def import_line(import_id: UUID | str, part: str, row_no: int) -> str:
    """One line of those, beside our record; back leads to the lines."""
    return f"{import_lines(import_id, part)}/{row_no}"


def task(assignment_id: UUID | str, above: str = Tab.TASKS) -> str:
    """One task of one member; back leads to the list at ``above``."""
    return f"{above}/{assignment_id}"


def task_step(task_path: str, step: str) -> str:
    """The form of a step of the task that is open at ``task_path``."""
    return f"{task_path}/{step}"


def tasks_given(unit_id: UUID | str) -> str:
    """What a unit has given to whom."""
    return f"{Tab.TASKS}/unit/{unit_id}"


def task_assign(unit_id: UUID | str) -> str:
    """Giving a task in the name of a unit."""
    return f"{tasks_given(unit_id)}/assign"


def task_from_post(post_path: str, unit_id: UUID | str) -> str:
    """Giving a task that comes from the post that is open at ``post_path``; back leads there."""
    return f"{post_path}/task/{unit_id}"


def tasks_month(unit_id: UUID | str) -> str:
    """What is due in a unit in a month or a year."""
    return f"{tasks_given(unit_id)}/month"


def task_load(unit_id: UUID | str) -> str:
    """Who of a unit has a task, who has none."""
    return f"{tasks_given(unit_id)}/load"


def task_member_year(unit_id: UUID | str, member_id: UUID | str) -> str:
    """A year of a member; back leads to who has a task."""
    return f"{task_load(unit_id)}/{member_id}"


def task_figures(unit_id: UUID | str, above: str = f"{Tab.TASKS}/figures") -> str:
    """A year of a unit in counts; of one further down, below the figures at ``above``."""
    return f"{above}/{unit_id}"


def vote(meeting_id: UUID | str, vote_id: UUID | str, part: str = "") -> str:
    """One vote of a meeting; or a part: ``key``, ``tellers``, ``paper``, ``hands``, ``count``, ``cancel``,
    ``receipts``, ``why``."""
    return f"{Tab.MEETINGS}/{meeting_id}/votes/{vote_id}/{part}".rstrip("/")


def vote_new(meeting_id: UUID | str) -> str:
    """Putting a question to a meeting."""
    return f"{Tab.MEETINGS}/{meeting_id}/votes/new"
