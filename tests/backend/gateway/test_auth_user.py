"""The member's own account."""

from typing import Any

import httpx
import pytest
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from services.backend import tokens
from tests.backend.gateway.world import PASSWORD, World, new_phone

NEW = "Mật khẩu mới cũng dài"


async def _put(world: World, token: str, **body: Any) -> httpx.Response:
    return await world.http.put("/auth/v1/user", json=body, headers=world.headers(token))


async def test_password_changes_and_other_devices_are_out(world: World) -> None:
    client, session, person = await world.signed_in()
    _, other, _ = await world.signed_in(person)
    await client.auth.update_user({"password": NEW, "current_password": PASSWORD})
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 400
    assert (await world.try_password(person.phone, NEW)).status_code == 200
    assert (await world.refresh(other.refresh_token)).status_code == 400
    assert (await world.refresh(session.refresh_token)).status_code == 200


async def test_the_current_password_is_asked_for(world: World) -> None:
    _, session, _ = await world.signed_in()
    missing = await _put(world, session.access_token, password=NEW)
    assert missing.json() == {
        "code": 400,
        "error_code": "current_password_required",
        "msg": "Current password required when setting new password.",
    }
    wrong = await _put(world, session.access_token, password=NEW, current_password="sai")
    assert (wrong.status_code, wrong.json()["error_code"]) == (400, "current_password_invalid")
    same = await _put(world, session.access_token, password=PASSWORD, current_password=PASSWORD)
    assert same.json() == {
        "code": 422,
        "error_code": "same_password",
        "msg": "New password should be different from the old password.",
    }


async def test_a_stolen_session_cannot_guess_the_password(world: World) -> None:
    _, session, _ = await world.signed_in()
    codes = [
        (
            await _put(world, session.access_token, password=NEW, current_password=f"đoán {n}")
        ).json()["error_code"]
        for n in range(8)
    ]
    assert codes[:6] == ["current_password_invalid"] * 6
    assert codes[6:] == ["over_request_rate_limit"] * 2


async def test_strength_of_passwords(world: World) -> None:
    client, session, _ = await world.signed_in()
    weak = await _put(world, session.access_token, password="ngắn quá", current_password=PASSWORD)
    assert weak.status_code == 422
    assert weak.json() == {
        "code": 422,
        "error_code": "weak_password",
        "msg": "Password should be at least 12 characters.",
        "weak_password": {"reasons": ["length"]},
    }
    with pytest.raises(AuthWeakPasswordError) as raised:
        await client.auth.update_user({"password": "short", "current_password": PASSWORD})
    assert raised.value.reasons == ["length"]
    too_long = "ậ" * 24 + "x"  # 73 bytes
    long = await _put(world, session.access_token, password=too_long, current_password=PASSWORD)
    assert long.json() == {
        "code": 400,
        "error_code": "validation_failed",
        "msg": "Password cannot be longer than 72 characters",
    }
    longest = "ậ" * 24
    fine = await _put(world, session.access_token, password=longest, current_password=PASSWORD)
    assert fine.status_code == 200


async def test_metadata_merges(world: World) -> None:
    client, _, _ = await world.signed_in()
    await client.auth.update_user({"data": {"a": 1, "b": 2}})
    answer = await client.auth.update_user({"data": {"b": None, "c": "Đ"}})
    assert answer.user is not None
    assert answer.user.user_metadata == {"a": 1, "c": "Đ"}


async def test_members_do_not_change_what_is_not_theirs(world: World) -> None:
    _, session, _ = await world.signed_in()
    metadata = await _put(world, session.access_token, app_metadata={"role": "secretary"})
    assert (metadata.status_code, metadata.json()["error_code"]) == (403, "not_admin")
    for change in ({"phone": new_phone()}, {"email": "a@example.vn"}):
        answer = await _put(world, session.access_token, **change)
        assert (answer.status_code, answer.json()["error_code"]) == (501, "feature_disabled")
    role = await _put(world, session.access_token, role="service_role", data={"x": 1})
    assert role.json()["role"] == "authenticated"


async def test_tokens_that_open_nothing(world: World) -> None:
    client, session, person = await world.signed_in()
    nothing = await world.http.get(
        "/auth/v1/user", headers={"apikey": world.config.publishable_key}
    )
    assert (nothing.status_code, nothing.json()["error_code"]) == (401, "no_authorization")
    key = await world.http.get("/auth/v1/user", headers=world.public_headers)
    assert (key.status_code, key.json()["msg"]) == (403, "invalid claim: missing sub claim")
    broken = await world.http.get("/auth/v1/user", headers=world.headers("a.b.c"))
    assert (broken.status_code, broken.json()["error_code"]) == (403, "bad_jwt")
    world.clock.advance(3601)
    late = await world.http.get("/auth/v1/user", headers=world.headers(session.access_token))
    assert late.status_code == 403
    assert late.json()["msg"].endswith("token has invalid claims: token is expired")
    world.clock.advance(-3601)
    admin = await world.admin()
    await admin.auth.admin.update_user_by_id(person.id, {"ban_duration": "1h"})
    with pytest.raises(AuthApiError) as raised:
        await client.auth.get_user()
    assert (raised.value.code, raised.value.status) == ("user_banned", 403)
    await admin.auth.admin.delete_user(person.id)
    with pytest.raises(AuthApiError) as raised:
        await client.auth.get_user()
    assert raised.value.code == "user_not_found"


async def test_a_session_belongs_to_one_member(world: World) -> None:
    _, session, person = await world.signed_in()
    _, other, _ = await world.signed_in()
    mine = tokens.decode(session.access_token, world.config.jwt_secret, world.clock())
    theirs = tokens.decode(other.access_token, world.config.jwt_secret, world.clock())
    mixed = tokens.encode({**mine, "session_id": theirs["session_id"]}, world.config.jwt_secret)
    answer = await world.http.get("/auth/v1/user", headers=world.headers(mixed))
    assert (answer.status_code, answer.json()["error_code"]) == (403, "session_not_found")
    assert mine["sub"] == person.id
