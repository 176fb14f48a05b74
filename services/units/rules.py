"""Which kinds of units and which offices fit where. For what forms offer; the database decides."""

from typing import Final

_PARENTS: Final[dict[str, tuple[str, ...]]] = {
    "ward": ("city",),
    "grassroots_body": ("city",),
    "sub_committee": ("ward", "grassroots_body"),
    "cell": ("ward", "grassroots_body", "sub_committee", "city"),
    "cell_group": ("cell",),
}
_OFFICES: Final = ("secretary", "deputy_secretary")
_ABOVE: Final = (*_OFFICES, "organisation_staff", "office_staff", "inspection_staff")
_ROLES: Final[dict[str, tuple[str, ...]]] = {
    "cell_group": ("cell_group_leader",),
    "cell": (*_OFFICES, "cell_clerk", "treasurer", "member_in_charge", "contributor"),
    "sub_committee": (*_ABOVE, "contributor", "editor"),
    "grassroots_body": (*_ABOVE, "contributor", "editor"),
    "ward": (*_ABOVE, "contributor", "editor", "system_admin", "auditor"),
    "city": (
        *_ABOVE,
        "contributor",
        "editor",
        "news_secretariat",
        "editorial_board",
        "system_admin",
        "auditor",
    ),
}


def kinds_below(parent_kind: str) -> list[str]:
    """Kinds of units that can be founded below, or moved to, a unit of this kind."""
    return [kind for kind, parents in _PARENTS.items() if parent_kind in parents]


def roles_at(unit_kind: str) -> list[str]:
    """Offices that can be held at a unit of this kind, the leading ones first."""
    return list(_ROLES.get(unit_kind, ()))


def takes_two_officers(unit_kind: str) -> bool:
    """Whether an office at such a unit is proposed by one officer and confirmed by another."""
    return unit_kind not in ("cell", "cell_group")
