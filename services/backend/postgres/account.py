"""Which OS account runs the server: ours, or an unprivileged one when we are root."""

import os
import pwd
from dataclasses import dataclass

from services.backend import strings
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.layout import Layout

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An OS account; `dropped` when the app is root and must step down to it."""

    name: str
    uid: int
    gid: int
    dropped: bool


def app_user() -> str:
    """Return the OS user the app runs as, the only one allowed to connect.

    Raises StartRefused when the uid has no name, which peer authentication needs.
    """
    uid = os.geteuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise StartRefused(strings.unknown_user(uid)) from None


def choose_account(layout: Layout) -> Account:
    """Pick the account for this data directory; existing data keep their owner.

    Raises StartRefused when the data belong to somebody we cannot become.
    """
    owner = _owner(layout)
    if os.geteuid() != 0:
        if owner is not None and owner != os.geteuid():
            raise StartRefused(strings.data_belongs_to(layout.data_dir, _name(owner)))
        entry = pwd.getpwnam(app_user())
        return Account(entry.pw_name, os.geteuid(), os.getegid(), dropped=False)
    entry = _entry_of(owner) if owner else _first_unprivileged()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, dropped=True)


def _owner(layout: Layout) -> int | None:
    try:
        return layout.cluster.stat().st_uid
    except FileNotFoundError:
        return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _entry_of(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise StartRefused(strings.unknown_user(uid)) from None


def _first_unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StartRefused(strings.no_account())
