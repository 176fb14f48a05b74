"""Every address and its screen, on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views import paths
from views.accounts.cell import AccountsScreen
from views.accounts.resets import ResetsScreen
from views.audit.log import AuditScreen
from views.auth.activate import ActivateScreen
from views.auth.forgotten import ForgottenScreen
from views.auth.opening import NowhereScreen, SignedInAlreadyScreen
from views.auth.reset_code import ResetCodeScreen
from views.auth.second_factor import SecondFactorScreen
from views.auth.sign_in import SignInScreen
from views.directives.compose import ComposeScreen
from views.directives.tracking import TrackingScreen
from views.figures.figures import FiguresScreen
from views.home.home import HomeScreen
from views.imports.bring import BringScreen
from views.imports.imports import ImportsScreen
from views.imports.lines import LinesScreen
from views.imports.merge import MergeScreen
from views.imports.one import ImportScreen
from views.library.check import StopFileScreen, ToCheckScreen
from views.library.filter import LibraryFilterScreen
from views.library.library import LibraryScreen
from views.library.paper import PaperScreen
from views.meetings.coming import MeetingsScreen
from views.members.columns import ColumnsScreen
from views.members.export import ExportScreen
from views.members.filter import FilterScreen
from views.members.groups import GroupsScreen
from views.members.roster import RosterScreen
from views.members.slips import SlipsScreen
from views.members.unit import UnitScreen as MembersUnitScreen
from views.newsroom.article import ArticleScreen
from views.newsroom.deeds import ReturnScreen, ScheduleScreen
from views.newsroom.history import ChangesScreen
from views.newsroom.history import HistoryScreen as ArticleHistoryScreen
from views.newsroom.lists import DeskScreen, MyArticlesScreen
from views.newsroom.published import CorrectScreen, PinScreen, PostDeskScreen, WithdrawScreen
from views.newsroom.write import WriteScreen
from views.paths import Tab
from views.posts.drafts import DraftsScreen
from views.posts.feed import FeedScreen
from views.posts.post import PostScreen
from views.profile.card import ProfileScreen
from views.profile.my_cell import MyCellScreen
from views.profile.my_log import MyLogScreen
from views.profile.photograph import MyPhotographScreen
from views.profile.seen_by import SeenByScreen
from views.questions.answer import AnswerScreen
from views.questions.ask import AskScreen as AskAboutScreen
from views.questions.ask import MistakeScreen
from views.questions.inbox import InboxScreen as QuestionsScreen
from views.questions.mine import MineScreen, MyQuestionScreen
from views.reading.lists import ListsScreen
from views.reading.share import ShareScreen
from views.records.edit import EditScreen
from views.records.erase import EraseScreen
from views.records.history import HistoryScreen, TimelineScreen
from views.records.mine.ask import AskScreen
from views.records.mine.record import MyRecordScreen
from views.records.mine.requests import MyRequestScreen, MyRequestsScreen
from views.records.mine.take import TakeScreen
from views.records.mine.viewed import ViewedByScreen
from views.records.mine.wishes import WishesScreen
from views.records.move import MoveScreen
from views.records.new import NewMemberScreen
from views.records.photograph import PhotographScreen
from views.records.proxy import ProxyScreen
from views.records.record import RecordScreen
from views.records.request import RequestScreen
from views.records.requests_inbox import InboxScreen
from views.search.search import SearchScreen
from views.settings.devices import DevicesScreen
from views.settings.help import AboutScreen, HelpScreen
from views.settings.look import LookScreen
from views.settings.menu import SettingsScreen
from views.settings.password import PasswordScreen
from views.settings.switch import SwitchScreen
from views.tasks.answer import AnswerScreen as TaskAnswerScreen
from views.tasks.assign import AssignScreen
from views.tasks.given import GivenScreen, LoadScreen
from views.tasks.mine import ClosedScreen, TasksScreen
from views.tasks.task import TaskScreen
from views.tasks.year import FiguresScreen as TaskFiguresScreen
from views.tasks.year import YearScreen
from views.units.change import ChangeMenuScreen, ChangeScreen
from views.units.offices.end import EndScreen
from views.units.offices.give import GiveScreen
from views.units.offices.proposals import ProposalsScreen
from views.units.outline import OutlineScreen, UnitScreen

UUID = r"([0-9a-fA-F-]{36})"
FIELD = r"([a-z0-9_]{2,40})"


def _at(
    path: str, screen: Callable[..., Any], children: Sequence[ft.Route] = (), *, under: str = ""
) -> ft.Route:
    """A screen at an address of ``views.paths``, told below which one it stands."""
    own = path.removeprefix(under).strip("/")
    return ft.Route(path=own, component=screen, children=list(children) or None)


def _readers() -> ft.Route:
    """Who has acknowledged; below it the same for units further down, to any depth."""
    return ft.Route(
        path="readers",
        component=TrackingScreen,
        children=[ft.Route(path=f":unit_id{UUID}", component=TrackingScreen, recursive=True)],
    )


def _post(*below: ft.Route) -> ft.Route:
    desk = ft.Route(
        path="desk",
        component=PostDeskScreen,
        children=[
            ft.Route(path="correct", component=CorrectScreen),
            ft.Route(path="pin", component=PinScreen),
            ft.Route(path="withdraw", component=WithdrawScreen),
        ],
    )
    around = [
        ft.Route(path="share", component=ShareScreen),
        ft.Route(path="ask", component=AskAboutScreen),
        ft.Route(path="mistake", component=MistakeScreen),
    ]
    return ft.Route(
        path=f":post_id{UUID}",
        component=PostScreen,
        children=[_readers(), _file(), desk, *around, *below],
    )


def _file() -> ft.Route:
    """A file of a post, page by page; below it, for officers, taking it out of circulation."""
    return ft.Route(
        path=f"file/:attachment_id{UUID}",
        component=PaperScreen,
        children=[ft.Route(path="stop", component=StopFileScreen)],
    )


def _questions() -> list[ft.Route]:
    """My own questions, and those at my desks."""
    mine = ft.Route(path=f":question_id{UUID}", component=MyQuestionScreen)
    one = ft.Route(path=f":question_id{UUID}", component=AnswerScreen)
    return [
        _at(paths.MY_QUESTIONS, MineScreen, [mine], under=Tab.ME),
        _at(paths.QUESTIONS, QuestionsScreen, [one], under=Tab.ME),
    ]


def _article() -> ft.Route:
    """An article before it is published, among one's own or at the desk."""
    compared = ft.Route(path=r":before([0-9]{1,9})/:after([0-9]{1,9})", component=ChangesScreen)
    return ft.Route(
        path=f":manuscript_id{UUID}",
        component=ArticleScreen,
        children=[
            ft.Route(path="edit", component=WriteScreen),
            ft.Route(path="return", component=ReturnScreen),
            ft.Route(path="schedule", component=ScheduleScreen),
            ft.Route(path="history", component=ArticleHistoryScreen),
            ft.Route(path="changes", component=ChangesScreen, children=[compared]),
        ],
    )


def _search() -> ft.Route:
    """The search, and what it found."""
    return ft.Route(path="search", component=SearchScreen, children=[_post()])


def _my_record() -> ft.Route:
    """The own record and what belongs to it."""
    request = ft.Route(path=f":request_id{UUID}", component=MyRequestScreen)
    ask = ft.Route(path="ask", children=[ft.Route(path=f":field{FIELD}", component=AskScreen)])
    return _at(
        paths.MY_RECORD,
        MyRecordScreen,
        [
            ask,
            _at(paths.MY_REQUESTS, MyRequestsScreen, [request], under=paths.MY_RECORD),
            _at(paths.MY_VIEWS, ViewedByScreen, under=paths.MY_RECORD),
            _at(paths.MY_DATA, TakeScreen, under=paths.MY_RECORD),
            _at(paths.MY_WISHES, WishesScreen, under=paths.MY_RECORD),
        ],
        under=Tab.ME,
    )


def _units() -> list[ft.Route]:
    """Any unit, below it its forms and the units further down, to any depth."""
    verb = ft.Route(path=":verb(founded|renamed|moved|merged|split|closed)", component=ChangeScreen)
    return [
        ft.Route(
            path=f":unit_id{UUID}",
            component=UnitScreen,
            recursive=True,
            children=[
                ft.Route(path="change", component=ChangeMenuScreen, children=[verb]),
                ft.Route(path="give", component=GiveScreen),
                ft.Route(path=f"end/:role_id{UUID}", component=EndScreen),
            ],
        ),
    ]


def _members() -> list[ft.Route]:
    """Around the roster; then the record of a member, and what is done with it."""
    history = ft.Route(
        path="history",
        component=HistoryScreen,
        children=[ft.Route(path=f":field{FIELD}", component=HistoryScreen)],
    )
    parts = {
        "edit": EditScreen,
        "timeline": TimelineScreen,
        "photograph": PhotographScreen,
        "move": MoveScreen,
        "erase": EraseScreen,
        "proxy": ProxyScreen,
    }
    below = [ft.Route(path=part, component=screen) for part, screen in parts.items()]
    return [
        _at(paths.MEMBERS_FILTER, FilterScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_UNIT, MembersUnitScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_COLUMNS, ColumnsScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_EXPORT, ExportScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_SLIPS, SlipsScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_NEW, NewMemberScreen, under=paths.MEMBERS),
        _at(paths.MEMBERS_GROUPS, GroupsScreen, under=paths.MEMBERS),
        ft.Route(path=f":member_id{UUID}", component=RecordScreen, children=[history, *below]),
    ]


def _imports() -> ft.Route:
    """Earlier imports, a new one, one of them, its lines."""
    one = ft.Route(
        path=f":import_id{UUID}",
        component=ImportScreen,
        children=[
            ft.Route(
                path=r":part([a-z_.]+)",
                component=LinesScreen,
                children=[ft.Route(path=r":row_no([0-9]{1,9})", component=MergeScreen)],
            )
        ],
    )
    bring = ft.Route(path=":purpose(add|compare)", component=BringScreen)
    return _at(paths.IMPORTS, ImportsScreen, [one, bring], under=Tab.ME)


def _tasks() -> list[ft.Route]:
    """One task and the forms of its steps; a unit's desk; years."""
    load = ft.Route(
        path="load",
        component=LoadScreen,
        children=[ft.Route(path=f":member_id{UUID}", component=YearScreen)],
    )
    step = ft.Route(path=r":step([a-z_]{2,20})", component=TaskAnswerScreen)
    return [
        _at(paths.TASKS_CLOSED, ClosedScreen, under=Tab.TASKS),
        _at(paths.TASKS_YEAR, YearScreen, under=Tab.TASKS),
        ft.Route(
            path=f"unit/:unit_id{UUID}",
            component=GivenScreen,
            children=[ft.Route(path="assign", component=AssignScreen), load],
        ),
        ft.Route(path=f"figures/:unit_id{UUID}", component=TaskFiguresScreen),
        ft.Route(path=f":assignment_id{UUID}", component=TaskScreen, children=[step]),
    ]


def everywhere(screen: Callable[..., Any]) -> list[ft.Route]:
    """One screen at all addresses, so that the address stays as it is."""
    return [ft.Route(path=":rest*", component=screen)]


def entrance_routes() -> list[ft.Route]:
    """While nobody is signed in: the few screens of the entrance, sign-in everywhere else."""
    return [
        ft.Route(
            component=SignInScreen,
            path="",
            children=[
                _at(paths.ACTIVATE, ActivateScreen),
                _at(
                    paths.FORGOTTEN,
                    ForgottenScreen,
                    [_at(paths.RESET_CODE, ResetCodeScreen, under=paths.FORGOTTEN)],
                ),
            ],
        ),
        *everywhere(SignInScreen),
    ]


def member_routes() -> list[ft.Route]:
    """While somebody is signed in. What stands below a screen goes back to it."""
    return [
        ft.Route(
            path="",
            component=HomeScreen,
            children=[ft.Route(path="post", children=[_post()]), _search()],
        ),
        _at(
            Tab.NEWS,
            FeedScreen,
            [
                _search(),
                _at(paths.COMPOSE, ComposeScreen, under=Tab.NEWS),
                _at(
                    paths.LIBRARY,
                    LibraryScreen,
                    [
                        _at(paths.LIBRARY_FILTER, LibraryFilterScreen, under=paths.LIBRARY),
                        _at(paths.FILES_TO_CHECK, ToCheckScreen, under=paths.LIBRARY),
                        _post(),
                    ],
                    under=Tab.NEWS,
                ),
                _at(
                    paths.DRAFTS,
                    DraftsScreen,
                    [_post(ft.Route(path="edit", component=ComposeScreen))],
                    under=Tab.NEWS,
                ),
                _at(
                    paths.ARTICLES,
                    MyArticlesScreen,
                    [_at(paths.ARTICLE_NEW, WriteScreen, under=paths.ARTICLES), _article()],
                    under=Tab.NEWS,
                ),
                _at(paths.DESK, DeskScreen, [_article()], under=Tab.NEWS),
                _post(),
            ],
        ),
        _at(Tab.TASKS, TasksScreen, _tasks()),
        _at(Tab.MEETINGS, MeetingsScreen),
        _at(
            Tab.ME,
            ProfileScreen,
            [
                _my_record(),
                _at(paths.MY_CELL, MyCellScreen, under=Tab.ME),
                _at(paths.READING, ListsScreen, [_post()], under=Tab.ME),
                *_questions(),
                _at(
                    paths.FIGURES,
                    FiguresScreen,
                    [ft.Route(path=f":unit_id{UUID}", component=FiguresScreen)],
                    under=Tab.ME,
                ),
                _at(paths.MY_PHOTOGRAPH, MyPhotographScreen, under=Tab.ME),
                _at(paths.SEEN_BY, SeenByScreen, under=Tab.ME),
                _at(paths.MY_LOG, MyLogScreen, under=Tab.ME),
                _at(paths.HELP, HelpScreen, under=Tab.ME),
                _at(paths.RESETS, ResetsScreen, under=Tab.ME),
                _at(paths.ACCOUNTS, AccountsScreen, under=Tab.ME),
                _at(paths.AUDIT, AuditScreen, under=Tab.ME),
                _imports(),
                _at(paths.MEMBERS, RosterScreen, _members(), under=Tab.ME),
                _at(
                    paths.INBOX,
                    InboxScreen,
                    [
                        ft.Route(
                            path=f":request_id{UUID}",
                            component=RequestScreen,
                            children=[ft.Route(path=f":member_id{UUID}", component=RecordScreen)],
                        )
                    ],
                    under=Tab.ME,
                ),
                _at(paths.UNITS, OutlineScreen, _units(), under=Tab.ME),
                _at(paths.PROPOSALS, ProposalsScreen, under=Tab.ME),
                _at(
                    paths.SETTINGS,
                    SettingsScreen,
                    [
                        _at(paths.TEXT_AND_COLOURS, LookScreen, under=paths.SETTINGS),
                        _at(paths.PASSWORD, PasswordScreen, under=paths.SETTINGS),
                        _at(paths.SECOND_FACTOR, SecondFactorScreen, under=paths.SETTINGS),
                        _at(paths.DEVICES, DevicesScreen, under=paths.SETTINGS),
                        _at(paths.SWITCH, SwitchScreen, under=paths.SETTINGS),
                        _at(paths.ABOUT, AboutScreen, under=paths.SETTINGS),
                    ],
                    under=Tab.ME,
                ),
            ],
        ),
        *(
            _at(path, SignedInAlreadyScreen)
            for path in (paths.SIGN_IN, paths.ACTIVATE, paths.FORGOTTEN, paths.RESET_CODE)
        ),
        *everywhere(NowhereScreen),
    ]
