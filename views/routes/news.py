"""Posts and what is around them: search, library, newsroom."""

from __future__ import annotations

import flet as ft

from views import paths
from views.directives.compose import ComposeScreen
from views.directives.tracking import TrackingScreen
from views.library.check import StopFileScreen, ToCheckScreen
from views.library.filter import LibraryFilterScreen
from views.library.library import LibraryScreen
from views.library.paper import PaperScreen
from views.newsroom.article import ArticleScreen
from views.newsroom.correct import CorrectScreen
from views.newsroom.deeds import ReturnScreen, ScheduleScreen
from views.newsroom.files import ArticleFilesScreen
from views.newsroom.history import ChangesScreen
from views.newsroom.history import HistoryScreen as ArticleHistoryScreen
from views.newsroom.lists import DeskScreen, MyArticlesScreen
from views.newsroom.published import PinScreen, PostDeskScreen, WithdrawScreen
from views.newsroom.write import WriteScreen
from views.paths import Tab
from views.posts.drafts import DraftsScreen
from views.posts.feed import FeedScreen
from views.posts.files import PostFilesScreen
from views.posts.post import PostScreen
from views.questions.ask import AskScreen as AskAboutScreen
from views.questions.ask import MistakeScreen
from views.reading.lists import ListsScreen
from views.reading.share import ShareScreen
from views.routes.parts import UUID, at
from views.search.search import SearchScreen
from views.tasks.assign import AssignScreen


def _readers() -> ft.Route:
    """Who has acknowledged; below it the same for units further down, to any depth."""
    return ft.Route(
        path="readers",
        component=TrackingScreen,
        children=[ft.Route(path=f":unit_id{UUID}", component=TrackingScreen, recursive=True)],
    )


def post(*below: ft.Route) -> ft.Route:
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
        ft.Route(path="files", component=PostFilesScreen),
        ft.Route(path="ask", component=AskAboutScreen),
        ft.Route(path="mistake", component=MistakeScreen),
        ft.Route(path=f"task/:unit_id{UUID}", component=AssignScreen),
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
            ft.Route(path="files", component=ArticleFilesScreen),
            ft.Route(path="history", component=ArticleHistoryScreen),
            ft.Route(path="changes", component=ChangesScreen, children=[compared]),
        ],
    )


def search() -> ft.Route:
    """The search, and what it found."""
    return ft.Route(path="search", component=SearchScreen, children=[post()])


def news() -> ft.Route:
    """Tin tức: the search, writing and the desk, the library, the posts."""
    return at(
        Tab.NEWS,
        FeedScreen,
        [
            search(),
            at(paths.COMPOSE, ComposeScreen, under=Tab.NEWS),
            at(
                paths.LIBRARY,
                LibraryScreen,
                [
                    at(paths.LIBRARY_FILTER, LibraryFilterScreen, under=paths.LIBRARY),
                    at(paths.FILES_TO_CHECK, ToCheckScreen, under=paths.LIBRARY),
                    post(),
                ],
                under=Tab.NEWS,
            ),
            at(
                paths.DRAFTS,
                DraftsScreen,
                [post(ft.Route(path="edit", component=ComposeScreen))],
                under=Tab.NEWS,
            ),
            at(
                paths.ARTICLES,
                MyArticlesScreen,
                [at(paths.ARTICLE_NEW, WriteScreen, under=paths.ARTICLES), _article()],
                under=Tab.NEWS,
            ),
            at(paths.NEWS_READING, ListsScreen, [post()], under=Tab.NEWS),
            at(paths.DESK, DeskScreen, [_article()], under=Tab.NEWS),
            post(),
        ],
    )
