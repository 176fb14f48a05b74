"""Meetings."""

from __future__ import annotations

import flet as ft

from views.meetings.day.agenda import AgendaScreen, ItemScreen
from views.meetings.day.arrive import ArrivedScreen, ArriveScreen
from views.meetings.day.roll import CodeScreen, RollScreen
from views.meetings.meeting import MeetingScreen
from views.meetings.mine import MeetingsScreen, UnitMeetingsScreen
from views.meetings.overview import AttendanceScreen, BelowScreen
from views.meetings.plan import EditMeetingScreen, NewMeetingScreen
from views.meetings.usual import UsualDayScreen
from views.meetings.words import CancelScreen, ExcuseScreen
from views.minutes.paper import PaperScreen
from views.minutes.score import ScoreScreen
from views.opinions.above import QuestionsUpScreen
from views.opinions.beside import OpinionsScreen
from views.opinions.forms import NamedScreen, NoteScreen, QuestionScreen, UnnamedScreen
from views.paths import Tab
from views.routes.inspections import inspections
from views.routes.parts import UUID, at
from views.routes.votes import votes
from views.tasks.assign import AssignScreen

NUMBER = r"([0-9]{1,4})"
CODE = r"([0-9a-f]{32,64})"
ARRIVING = f"meetings/:meeting_id{UUID}/arrive/:code{CODE}"
"""What the QR code opens, before signing in too."""


def meetings() -> ft.Route:
    """Sinh hoạt: one meeting with what belongs to it; a cell's year; what offices see."""
    cell = [
        ft.Route(path="new", component=NewMeetingScreen),
        ft.Route(path="day", component=UsualDayScreen),
        ft.Route(path="attendance", component=AttendanceScreen),
    ]
    below = [
        ft.Route(path=f"unit/:unit_id{UUID}", component=UnitMeetingsScreen, children=cell),
        ft.Route(
            path=f"below/:unit_id{UUID}",
            component=BelowScreen,
            children=[ft.Route(path="questions", component=QuestionsUpScreen)],
        ),
        *inspections(),
        ft.Route(path=f":meeting_id{UUID}", component=MeetingScreen, children=of_meeting()),
    ]
    return at(Tab.MEETINGS, MeetingsScreen, below)


def of_meeting() -> list[ft.Route]:
    """What belongs to one meeting."""
    return [
        ft.Route(
            path="opinions",
            component=OpinionsScreen,
            children=[
                ft.Route(path="named", component=NamedScreen),
                ft.Route(path="unnamed", component=UnnamedScreen),
                ft.Route(path="note", component=NoteScreen),
                ft.Route(path="question", component=QuestionScreen),
            ],
        ),
        *votes(),
        ft.Route(path="excuse", component=ExcuseScreen),
        ft.Route(path="edit", component=EditMeetingScreen),
        ft.Route(path="cancel", component=CancelScreen),
        ft.Route(path="roll", component=RollScreen),
        ft.Route(path="code", component=CodeScreen),
        ft.Route(
            path=":paper(minutes|resolution|report)",
            component=PaperScreen,
            children=[
                ft.Route(path=f"version/:version{NUMBER}", component=PaperScreen),
                ft.Route(path=f"task/:unit_id{UUID}/:line{NUMBER}", component=AssignScreen),
            ],
        ),
        ft.Route(path="score", component=ScoreScreen),
        ft.Route(
            path="agenda",
            component=AgendaScreen,
            children=[
                ft.Route(
                    path=f":item_id{UUID}",
                    component=ItemScreen,
                    children=[ft.Route(path=f"task/:unit_id{UUID}", component=AssignScreen)],
                )
            ],
        ),
        ft.Route(
            path="arrive",
            component=ArriveScreen,
            children=[ft.Route(path=f":code{CODE}", component=ArrivedScreen)],
        ),
    ]
