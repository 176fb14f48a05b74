"""Verbs of accounts: before sign-in (`SignIn`) and of a signed-in person (`Accounts`)."""

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from services.accounts.models import (
    CellAccount,
    Device,
    DeviceSession,
    Enrolment,
    IssuedCode,
    Me,
    ResetApproval,
    ResetRequest,
    SecondFactor,
    TokenPair,
)
from services.accounts.rules import Login, check_password, normal_password, parse_login
from services.errors import AppError, Conflict, Invalid, NotFound
from services.gateway import AuthAdmin, MemberGateway, Service

Purpose = Literal["activation", "reset"]
_DEVICES = TypeAdapter(list[DeviceSession])
_CELL = TypeAdapter(list[CellAccount])
_RESETS = TypeAdapter(list[ResetRequest])


class SignIn:
    """What somebody can do who is not signed in yet."""

    def __init__(self, auth: AuthAdmin, service: Service) -> None:
        self._auth = auth
        self._service = service

    async def sign_in(self, login: str, password: str, device: Device) -> TokenPair:
        """Sign in by phone number or e-mail. Raises Invalid, TooMany, Unavailable.

        Unknown account, wrong password and suspended account are one answer: `auth.invalid_credentials`.
        """
        who = parse_login(login)
        if who.card or not password:
            raise Invalid("auth.invalid_credentials")
        return await self._password_grant(who, normal_password(password), device)

    async def _password_grant(self, who: Login, password: str, device: Device) -> TokenPair:
        try:
            pair = await self._auth.sign_in(
                phone=who.phone, email=who.email, password=password, device=device
            )
        except AppError as error:
            if error.code in {"auth.user_banned", "auth.validation_failed"}:
                raise Invalid("auth.invalid_credentials") from error
            raise
        account = await self._service.rpc("account_of_user", user_id=pair.user_id)
        if not account or account["state"] != "active":
            await self._auth.sign_out(pair, everywhere=True)
            raise Invalid("auth.invalid_credentials")
        return pair

    async def refresh(self, refresh_token: str, device: Device) -> TokenPair:
        """A new pair for a device that comes back. Raises SignedOut, Unavailable."""
        return await self._auth.refresh(refresh_token, device)

    async def sign_out(self, pair: TokenPair, *, everywhere: bool) -> None:
        """End this session or all of them."""
        await self._auth.sign_out(pair, everywhere=everywhere)

    async def ask_reset(self, login: str, device: Device) -> int:
        """Ask for a reset; returns the delay in hours. The answer never tells whether the account exists.

        Raises TooMany `account.slow_down` when this was asked too often, for unknown accounts alike.
        """
        who = parse_login(login)
        answer = await self._service.rpc("account_ask_reset", login=who.key, address=device.address)
        return int(answer["delay_hours"])

    async def use_code(
        self, login: str, code: str, password: str, purpose: Purpose, device: Device
    ) -> TokenPair:
        """Set the first or a new password with a one-time code, and sign in.

        Raises Invalid `code.invalid` (wrong, used up, expired, unknown person: one answer), Conflict
        `code.too_early` with `effective_at`, TooMany `account.slow_down` when codes were tried too often,
        Invalid for the password. A crash between the steps leaves
        the code good for another go.
        """
        who = parse_login(login)
        password = check_password(password)
        check = await self._service.rpc(
            "account_check_code", login=who.key, code=code, purpose=purpose, address=device.address
        )
        if not check["ok"]:
            if "effective_at" in check:
                when = datetime.fromisoformat(check["effective_at"])
                raise Conflict("code.too_early", {"effective_at": when})
            raise Invalid("code.invalid", {"field": "code"})
        phone, email = check["phone"], check["email"]
        user_id: str = check["user_id"] or check["member_id"]
        if purpose == "activation":
            await self._create_or_take_up(user_id, phone, email, password)
        else:
            await self._auth.set_password(user_id, password)
        done = await self._service.rpc(
            "account_complete", login=who.key, code=code, purpose=purpose, user_id=user_id
        )
        if not done["ok"]:
            raise Invalid("code.invalid", {"field": "code"})
        return await self._enter_as(user_id, Login(phone=phone, email=email), password, device)

    async def _enter_as(
        self, user_id: str, known: Login, password: str, device: Device
    ) -> TokenPair:
        # A number shared by two members signs in the one who was first; that must not be mistaken.
        for who in (Login(phone=known.phone), Login(email=known.email)):
            if not who.key:
                continue
            try:
                pair = await self._password_grant(who, password, device)
            except Invalid:
                continue
            if pair.user_id == user_id:
                return pair
            await self._auth.sign_out(pair, everywhere=False)
        raise Invalid("auth.invalid_credentials")

    async def _create_or_take_up(
        self, user_id: str, phone: str | None, email: str | None, password: str
    ) -> None:
        if not phone and not email:
            raise Invalid("account.no_login")
        try:
            await self._auth.create(phone=phone, email=email, password=password, user_id=user_id)
        except AppError as error:
            # An earlier go created the user and broke off before the code was used up. The user's id is
            # the member's, so that nobody else's user can be taken up here.
            if error.code not in {
                "auth.phone_exists",
                "auth.email_exists",
                "auth.user_already_exists",
            }:
                raise
            try:
                await self._auth.set_password(user_id, password)
            except NotFound:
                # Somebody else signs in by this phone: two members may share one number.
                if not (phone and email):
                    raise Conflict("account.login_taken") from error
                await self._create_or_take_up(user_id, None, email, password)


class Accounts:
    """What a signed-in person does with accounts."""

    def __init__(self, gateway: MemberGateway, sign_in: SignIn, device: Device) -> None:
        self._gateway = gateway
        self._sign_in = sign_in
        self._device = device

    async def me(self) -> Me:
        """Who I am, and what to show. Raises SignedOut."""
        return Me.model_validate(await self._gateway.rpc("my_session"))

    async def change_password(self, login: str, current: str, new: str) -> None:
        """Change my password after checking the current one; all other devices are signed out."""
        new = check_password(new)
        proof = await self._sign_in.sign_in(login, current, self._device)
        await self._sign_in.sign_out(proof, everywhere=False)
        if proof.user_id != self._gateway.pair.user_id:
            raise Invalid("auth.invalid_credentials")
        await self._gateway.change_password(normal_password(current), new)

    async def factors(self) -> list[SecondFactor]:
        """My authenticator apps."""
        return await self._gateway.factors()

    async def enrol(self) -> Enrolment:
        """Begin with an authenticator app."""
        return await self._gateway.enrol()

    async def verify_factor(self, factor_id: str, code: str) -> TokenPair:
        """Pass the second factor. Raises Invalid `auth.mfa_verification_failed`."""
        return await self._gateway.verify_factor(factor_id, code.replace(" ", ""))

    async def devices(self) -> list[DeviceSession]:
        """My signed-in devices, this one first."""
        return _DEVICES.validate_python(await self._gateway.rpc("my_devices"))

    async def end_device(self, session_id: UUID) -> None:
        """Sign one of my devices out. Raises NotFound."""
        await self._gateway.rpc("end_device", session_id=str(session_id))

    async def cancel_reset(self, reset_id: UUID) -> None:
        """It was not me. Raises NotFound."""
        await self._gateway.rpc("cancel_reset", reset_id=str(reset_id))

    async def cell_accounts(self, unit_id: UUID, after_key: str = "") -> list[CellAccount]:
        """A page of the cell's members with the state of their accounts; 50 at a time."""
        rows = await self._gateway.rpc("accounts_below", unit_id=str(unit_id), after_key=after_key)
        return _CELL.validate_python(rows)

    async def issue_code(self, member_id: UUID) -> IssuedCode:
        """A first-activation code, shown once. Raises NotFound, Conflict, Invalid, Forbidden."""
        answer = await self._gateway.rpc("account_issue_code", member_id=str(member_id))
        return IssuedCode.model_validate(answer)

    async def resets(self) -> list[ResetRequest]:
        """Resets waiting for somebody like me."""
        return _RESETS.validate_python(await self._gateway.rpc("account_resets"))

    async def approve_reset(self, reset_id: UUID) -> ResetApproval:
        """I have seen the person. Raises NotFound."""
        answer = await self._gateway.rpc("account_approve_reset", reset_id=str(reset_id))
        return ResetApproval.model_validate(answer)


def new_key() -> UUID:
    """A key for one write: made when a form opens, kept for its retries."""
    return uuid4()
