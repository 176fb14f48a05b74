"""What the accounts room speaks of."""

from datetime import datetime
from uuid import UUID

from pydantic import SecretStr

from services.models import Frozen


class Device(Frozen):
    """From where somebody signs in, as the app server saw it."""

    address: str
    user_agent: str = ""


class TokenPair(Frozen):
    """A session's tokens. Never logged; the refresh token is kept on the device alone."""

    access_token: SecretStr
    refresh_token: SecretStr
    expires_at: int  # epoch seconds
    session_id: str
    user_id: str
    aal: str = "aal1"


class SecondFactor(Frozen):
    """A registered authenticator app."""

    factor_id: str
    verified: bool


class Enrolment(Frozen):
    """A new authenticator app: the secret and its otpauth address, shown once."""

    factor_id: str
    secret: SecretStr
    uri: SecretStr


class Role(Frozen):
    """An office held at a unit."""

    role: str
    unit_id: UUID
    unit_name: str
    unit_kind: str


class Capability(Frozen):
    """Something the person may do at a unit; what to show. The database decides all the same."""

    capability: str
    unit_id: UUID
    unit_name: str
    unit_kind: str


class Reset(Frozen):
    """A reset that somebody asked for in my name."""

    reset_id: UUID
    asked_at: datetime
    effective_at: datetime


class Me(Frozen):
    """Who is signed in and what to show."""

    member_id: UUID
    full_name: str
    status: str
    unit_id: UUID
    unit_names: list[str]
    roles: list[Role]
    capabilities: list[Capability]
    demo: bool
    needs_second_factor: bool
    resets: list[Reset]

    def may(self, capability: str) -> bool:
        """Whether the capability is held anywhere."""
        return any(c.capability == capability for c in self.capabilities)

    def where(self, capability: str) -> list[Capability]:
        """The units at which it is held, in the tree's order."""
        return [c for c in self.capabilities if c.capability == capability]


class DeviceSession(Frozen):
    """One of my signed-in devices."""

    session_id: UUID
    signed_in_at: datetime
    last_used_at: datetime
    user_agent: str | None
    is_this: bool


class CellAccount(Frozen):
    """A member of a cell and the state of the account: none, invited, active or suspended."""

    member_id: UUID
    full_name: str
    sort_key: str
    state: str
    has_phone: bool


class IssuedCode(Frozen):
    """A one-time code, returned once, to be handed over in person."""

    full_name: str
    code: SecretStr
    valid_hours: int


class ResetRequest(Frozen):
    """A waiting reset in my scope."""

    reset_id: UUID
    member_id: UUID
    full_name: str
    unit_names: list[str]
    asked_at: datetime
    effective_at: datetime
    expires_at: datetime
    needs_officers: bool
    approvals: int
    mine: bool


class ResetApproval(Frozen):
    """What my approval brought: a code, or the wait for a second officer."""

    code: SecretStr | None
    approvals: int
    effective_at: datetime
