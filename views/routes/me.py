"""The person, the offices' desks, the settings."""

from __future__ import annotations

import flet as ft

from views import paths
from views.accounts.cell import AccountsScreen
from views.accounts.resets import ResetsScreen
from views.audit.log import AuditScreen
from views.auth.second_factor import SecondFactorScreen
from views.figures.figures import FiguresScreen
from views.imports.bring import BringScreen
from views.imports.imports import ImportsScreen
from views.imports.lines import LinesScreen
from views.imports.merge import MergeScreen
from views.imports.one import ImportScreen
from views.members.columns import ColumnsScreen
from views.members.export import ExportScreen
from views.members.filter import FilterScreen
from views.members.groups import GroupsScreen
from views.members.roster import RosterScreen
from views.members.slips import SlipsScreen
from views.members.unit import UnitScreen as MembersUnitScreen
from views.paths import Tab
from views.profile.card import ProfileScreen
from views.profile.drafts.mine import MyDraftsScreen
from views.profile.my_cell import MyCellScreen
from views.profile.my_log import MyLogScreen
from views.profile.photograph import MyPhotographScreen
from views.profile.seen_by import SeenByScreen
from views.questions.answer import AnswerScreen
from views.questions.inbox import InboxScreen as QuestionsScreen
from views.questions.mine import MineScreen, MyQuestionScreen
from views.reading.lists import ListsScreen
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
from views.routes.news import post
from views.routes.parts import FIELD, UUID, at
from views.settings.devices import DevicesScreen
from views.settings.help import AboutScreen, HelpScreen
from views.settings.look import LookScreen
from views.settings.menu import SettingsScreen
from views.settings.password import PasswordScreen
from views.settings.switch import SwitchScreen
from views.tasks.ties import TiesScreen
from views.units.change import ChangeMenuScreen, ChangeScreen
from views.units.offices.end import EndScreen
from views.units.offices.give import GiveScreen
from views.units.offices.proposals import ProposalsScreen
from views.units.outline import OutlineScreen, UnitScreen


def _questions() -> list[ft.Route]:
    """My own questions, and those at my desks."""
    mine = ft.Route(path=f":question_id{UUID}", component=MyQuestionScreen)
    one = ft.Route(path=f":question_id{UUID}", component=AnswerScreen, children=[post()])
    return [
        at(paths.MY_QUESTIONS, MineScreen, [mine], under=Tab.ME),
        at(paths.QUESTIONS, QuestionsScreen, [one], under=Tab.ME),
    ]


def _my_record() -> ft.Route:
    """The own record and what belongs to it."""
    request = ft.Route(path=f":request_id{UUID}", component=MyRequestScreen)
    ask = ft.Route(path="ask", children=[ft.Route(path=f":field{FIELD}", component=AskScreen)])
    return at(
        paths.MY_RECORD,
        MyRecordScreen,
        [
            ask,
            at(paths.MY_REQUESTS, MyRequestsScreen, [request], under=paths.MY_RECORD),
            at(paths.MY_VIEWS, ViewedByScreen, under=paths.MY_RECORD),
            at(paths.MY_DATA, TakeScreen, under=paths.MY_RECORD),
            at(paths.MY_WISHES, WishesScreen, under=paths.MY_RECORD),
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
        "ties": TiesScreen,
    }
    below = [ft.Route(path=part, component=screen) for part, screen in parts.items()]
    return [
        at(paths.MEMBERS_FILTER, FilterScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_UNIT, MembersUnitScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_COLUMNS, ColumnsScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_EXPORT, ExportScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_SLIPS, SlipsScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_NEW, NewMemberScreen, under=paths.MEMBERS),
        at(paths.MEMBERS_GROUPS, GroupsScreen, under=paths.MEMBERS),
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
    return at(paths.IMPORTS, ImportsScreen, [one, bring], under=Tab.ME)


def me() -> ft.Route:
    """Cá nhân: my card, my record, my desks, the settings."""
    return at(
        Tab.ME,
        ProfileScreen,
        [
            _my_record(),
            at(paths.MY_CELL, MyCellScreen, under=Tab.ME),
            at(paths.READING, ListsScreen, [post()], under=Tab.ME),
            *_questions(),
            at(
                paths.FIGURES,
                FiguresScreen,
                [ft.Route(path=f":unit_id{UUID}", component=FiguresScreen)],
                under=Tab.ME,
            ),
            at(paths.MY_PHOTOGRAPH, MyPhotographScreen, under=Tab.ME),
            at(paths.SEEN_BY, SeenByScreen, under=Tab.ME),
            at(paths.MY_DRAFTS, MyDraftsScreen, under=Tab.ME),
            at(paths.MY_LOG, MyLogScreen, under=Tab.ME),
            at(paths.HELP, HelpScreen, under=Tab.ME),
            at(paths.RESETS, ResetsScreen, under=Tab.ME),
            at(paths.ACCOUNTS, AccountsScreen, under=Tab.ME),
            at(paths.AUDIT, AuditScreen, under=Tab.ME),
            _imports(),
            at(paths.MEMBERS, RosterScreen, _members(), under=Tab.ME),
            at(
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
            at(paths.UNITS, OutlineScreen, _units(), under=Tab.ME),
            at(paths.PROPOSALS, ProposalsScreen, under=Tab.ME),
            at(
                paths.SETTINGS,
                SettingsScreen,
                [
                    at(paths.TEXT_AND_COLOURS, LookScreen, under=paths.SETTINGS),
                    at(paths.PASSWORD, PasswordScreen, under=paths.SETTINGS),
                    at(paths.SECOND_FACTOR, SecondFactorScreen, under=paths.SETTINGS),
                    at(paths.DEVICES, DevicesScreen, under=paths.SETTINGS),
                    at(paths.SWITCH, SwitchScreen, under=paths.SETTINGS),
                    at(paths.ABOUT, AboutScreen, under=paths.SETTINGS),
                ],
                under=Tab.ME,
            ),
        ],
    )
