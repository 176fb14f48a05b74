"""Serves /auth/v1."""

import logging

import psycopg
from psycopg_pool import PoolTimeout
from starlette.requests import Request
from starlette.responses import Response

from services.backend.auth.admin import Admin
from services.backend.auth.context import Context
from services.backend.auth.errors import AuthError, unexpected, unsupported
from services.backend.auth.grants import Grants
from services.backend.auth.limits import Limits
from services.backend.auth.mfa import SecondFactors
from services.backend.auth.passwords import Passwords
from services.backend.auth.profile import Profile
from services.backend.body import json_response
from services.backend.caller import identify
from services.backend.config import BackendConfig
from services.backend.pool import Pools

log = logging.getLogger(__name__)

_ELSEWHERE = frozenset(
    (
        "authorize",
        "callback",
        "custom-providers",
        "generate_link",
        "invite",
        "magiclink",
        "oauth",
        "otp",
        "passkeys",
        "reauthenticate",
        "recover",
        "resend",
        "sso",
        "verify",
    )
)


class Auth:
    """The Auth part of one gateway."""

    def __init__(self, config: BackendConfig, pools: Pools) -> None:
        self._config = config
        self.passwords = Passwords(config)
        limits = Limits(config)
        self._grants = Grants(pools, self.passwords, limits)
        self._profile = Profile(pools, self.passwords, limits)
        self._factors = SecondFactors(pools, limits)
        self._admin = Admin(pools, self.passwords)

    async def open(self) -> None:
        """Start the hashing threads."""
        await self.passwords.open()

    async def close(self) -> None:
        """Stop them."""
        await self.passwords.close()

    async def serve(self, request: Request, path: str) -> Response:
        """Answer one request, errors included. Raises KeyRefusedError."""
        caller = identify(request, self._config)
        try:
            context = Context.of(request, caller, self._config)
            return await self._route(context, path.strip("/").split("/"))
        except AuthError as error:
            return error.response(request)
        except PoolTimeout:
            text = "Database connection timed out"
            return AuthError(504, "request_timeout", text).response(request)
        except psycopg.OperationalError as error:
            log.warning("auth: database unavailable: %s", type(error).__name__)
            return AuthError(503, "unexpected_failure", "Database unavailable").response(request)
        except psycopg.Error as error:
            log.warning("auth: database error %s", error.sqlstate)
            return unexpected("Database error").response(request)

    async def _route(self, context: Context, parts: list[str]) -> Response:
        match [context.request.method, *parts]:
            case ["POST", "token"]:
                return await self._grants.token(context)
            case ["POST", "logout"]:
                return await self._grants.logout(context)
            case ["GET", "user"]:
                return await self._profile.show(context)
            case ["PUT", "user"]:
                return await self._profile.change(context)
            case [_, "factors", *rest]:
                return await self._factor(context, rest)
            case [_, "admin", "users", *rest]:
                return await self._account(context, rest)
            case ["POST", "signup"]:
                return await _signup(context)
            case ["GET", "settings"]:
                return json_response(_SETTINGS)
            case ["GET", "health"]:
                return json_response(_HEALTH)
            case ["GET", ".well-known", "jwks.json"]:
                return json_response({"keys": []})
            case [_, "user", "identities" | "oauth" as name, *_]:
                raise unsupported(f"/user/{name}")
            case [_, "admin", name, *_]:
                raise unsupported(f"/admin/{name}")
            case [_, name, *_] if name in _ELSEWHERE:
                raise unsupported(f"/{name}")
            case _:
                return Response("404 page not found\n", 404, media_type="text/plain")

    async def _factor(self, context: Context, rest: list[str]) -> Response:
        match [context.request.method, *rest]:
            case ["POST"]:
                return await self._factors.enroll(context)
            case ["POST", factor_id, "challenge"]:
                return await self._factors.challenge(context, factor_id)
            case ["POST", factor_id, "verify"]:
                return await self._factors.verify(context, factor_id)
            case ["DELETE", factor_id]:
                return await self._factors.unenroll(context, factor_id)
            case _:
                return Response(status_code=405)

    async def _account(self, context: Context, rest: list[str]) -> Response:
        match [context.request.method, *rest]:
            case ["GET"]:
                return await self._admin.listing(context)
            case ["POST"]:
                return await self._admin.create(context)
            case ["GET", user_id]:
                return await self._admin.show(context, user_id)
            case ["PUT", user_id]:
                return await self._admin.change(context, user_id)
            case ["DELETE", user_id]:
                return await self._admin.delete(context, user_id)
            case ["GET", user_id, "factors"]:
                return await self._admin.list_factors(context, user_id)
            case ["DELETE", user_id, "factors", factor_id]:
                return await self._admin.delete_factor(context, user_id, factor_id)
            case [_, _, "factors" | "passkeys" as name, *_]:
                raise unsupported(f"/admin/users/…/{name}")
            case _:
                return Response(status_code=405)


async def _signup(context: Context) -> Response:
    fields = await context.body()
    if not fields.text("email") and not fields.text("phone"):
        text = "Anonymous sign-ins are disabled"
        raise AuthError(422, "anonymous_provider_disabled", text)
    raise AuthError(422, "signup_disabled", "Signups not allowed for this instance")


_SETTINGS = {
    "external": {"anonymous_users": False, "email": True, "phone": True},
    "disable_signup": True,
    "mailer_autoconfirm": False,
    "phone_autoconfirm": False,
    "sms_provider": "",
    "saml_enabled": False,
    "passkeys_enabled": False,
}
_HEALTH = {
    "version": "local",
    "name": "GoTrue",
    "description": "The part of Supabase Auth that this product uses",
}
