"""Votes of a meeting."""

from __future__ import annotations

import flet as ft

from views.routes.parts import UUID
from views.votes.keeping import CancelScreen, HandsScreen, PaperScreen, TellersScreen
from views.votes.new import NewVoteScreen
from views.votes.receipts import ReceiptsScreen
from views.votes.telling import CountScreen, KeyScreen
from views.votes.vote import VoteScreen, WhyScreen

PARTS = {
    "key": KeyScreen,
    "tellers": TellersScreen,
    "paper": PaperScreen,
    "hands": HandsScreen,
    "count": CountScreen,
    "cancel": CancelScreen,
    "receipts": ReceiptsScreen,
    "why": WhyScreen,
}


def votes() -> list[ft.Route]:
    """Below a meeting: a new vote, one vote and what belongs to it."""
    below = [ft.Route(path=part, component=screen) for part, screen in PARTS.items()]
    return [
        ft.Route(path="votes/new", component=NewVoteScreen),
        ft.Route(path=f"votes/:vote_id{UUID}", component=VoteScreen, children=below),
    ]
