"""The auth surface: a person's own sign-in, and the secret key's closed list of verbs."""

from typing import Any, cast

from supabase import AsyncClient
from supabase_auth.errors import AuthApiError
from supabase_auth.types import Session

from services.accounts.models import Device, Enrolment, SecondFactor, TokenPair
from services.errors import SignedOut, Unavailable
from services.gateway.connection import Supabase, translated
from services.gateway.rest import MemberCalls


class MemberAuth(MemberCalls):
    """What one signed-in person does about the own password and authenticator apps."""

    async def _with_session(self) -> AsyncClient:
        await self._live()
        client = self._supabase.client(self._supabase.publishable_key, {})
        with translated():
            await client.auth.set_session(
                self.pair.access_token.get_secret_value(),
                self.pair.refresh_token.get_secret_value(),
            )
        return client

    async def change_password(self, current: str, password: str) -> None:
        """Set a new password and end all other sessions. Raises AppError."""
        client = await self._with_session()
        with translated():
            await client.auth.update_user(
                cast(Any, {"password": password, "current_password": current})
            )
            await client.auth.sign_out({"scope": "others"})

    async def factors(self) -> list[SecondFactor]:
        """My authenticator apps. Raises AppError."""
        client = await self._with_session()
        with translated():
            listed = await client.auth.mfa.list_factors()
        return [
            SecondFactor(factor_id=f.id, verified=f.status == "verified")
            for f in listed.all
            if f.factor_type == "totp"
        ]

    async def enrol(self) -> Enrolment:
        """Begin with a new authenticator app; unfinished ones are dropped. Raises AppError."""
        client = await self._with_session()
        with translated():
            for old in (await client.auth.mfa.list_factors()).all:
                if old.status != "verified":
                    await client.auth.mfa.unenroll({"factor_id": old.id})
            new = await client.auth.mfa.enroll(
                {"factor_type": "totp", "issuer": "So tay dang vien"}
            )
        totp = new.totp
        if totp is None:
            raise Unavailable("auth.unexpected")
        return Enrolment.model_validate(
            {"factor_id": new.id, "secret": totp.secret, "uri": totp.uri}
        )

    async def verify_factor(self, factor_id: str, code: str) -> TokenPair:
        """Pass the second factor; returns the stronger pair of the same session. Raises AppError."""
        client = await self._with_session()
        with translated():
            await client.auth.mfa.challenge_and_verify({"factor_id": factor_id, "code": code})
            session = await client.auth.get_session()
        return token_pair(session)


class AuthAdmin:
    """The secret key at Auth: a closed list of verbs, each on behalf of a named address."""

    def __init__(self, supabase: Supabase) -> None:
        self._supabase = supabase

    def _client(self, device: Device | None = None) -> AsyncClient:
        headers: dict[str, str] = {}
        if device:
            headers = {"sb-forwarded-for": device.address, "User-Agent": device.user_agent[:300]}
        return self._supabase.client(self._supabase.secret_key, headers)

    async def sign_in(
        self, *, phone: str | None, email: str | None, password: str, device: Device
    ) -> TokenPair:
        """Password grant. Raises AppError: auth.invalid_credentials, TooMany, Unavailable."""
        who: dict[str, str] = {"email": email} if email else {"phone": phone or ""}
        with translated():
            answer = await self._client(device).auth.sign_in_with_password(
                cast(Any, {**who, "password": password})
            )
        return token_pair(answer.session)

    async def refresh(self, refresh_token: str, device: Device) -> TokenPair:
        """Rotate a refresh token. Raises SignedOut when it is no longer good."""
        with translated():
            try:
                answer = await self._client(device).auth.refresh_session(refresh_token)
            except AuthApiError as error:
                if error.status in (400, 401, 403, 404):
                    raise SignedOut("session.ended") from error
                raise
        return token_pair(answer.session)

    async def create(
        self, *, phone: str | None, email: str | None, password: str, user_id: str
    ) -> None:
        """Create a confirmed user with an id of our choosing. Raises AppError."""
        attributes: dict[str, Any] = {"id": user_id, "password": password}
        if phone:
            attributes |= {"phone": phone, "phone_confirm": True}
        if email:
            attributes |= {"email": email, "email_confirm": True}
        with translated():
            await self._client().auth.admin.create_user(cast(Any, attributes))

    async def set_password(self, user_id: str, password: str) -> None:
        """A new password after a code was shown. Raises AppError."""
        with translated():
            await self._client().auth.admin.update_user_by_id(user_id, {"password": password})

    async def sign_out(self, pair: TokenPair, *, everywhere: bool) -> None:
        """End this session, or all of the person's. A session already gone is no error."""
        with translated():
            try:
                await self._client().auth.admin.sign_out(
                    pair.access_token.get_secret_value(), "global" if everywhere else "local"
                )
            except AuthApiError as error:
                if error.status not in (401, 403, 404):
                    raise


def token_pair(session: Session | None) -> TokenPair:
    if session is None:
        raise SignedOut("session.ended")
    claims = _claims(session.access_token)
    return TokenPair.model_validate(
        {
            "access_token": session.access_token,
            "refresh_token": session.refresh_token,
            "expires_at": session.expires_at or claims["exp"],
            "session_id": claims["session_id"],
            "user_id": claims["sub"],
            "aal": claims.get("aal", "aal1"),
        }
    )


def _claims(token: str) -> dict[str, Any]:
    """The claims of a token that Auth has just given us over our own connection."""
    import jwt

    return jwt.decode(token, options={"verify_signature": False})
