"""Accounts in the administrator's hands."""

from typing import Any
from uuid import uuid4

import bcrypt
import psycopg
import pytest
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from tests.backend.gateway.world import PASSWORD, World, new_phone

NEW = "Mật khẩu mới cũng dài"


async def test_only_the_secret_key_administers(world: World) -> None:
    member, session, person = await world.signed_in()
    anonymous = await world.client()
    for client in (member, anonymous):
        with pytest.raises(AuthApiError) as raised:
            await client.auth.admin.list_users()
        assert (raised.value.code, raised.value.status) == ("not_admin", 403)
        with pytest.raises(AuthApiError):
            await client.auth.admin.update_user_by_id(person.id, {"role": "service_role"})
    for method, path in (
        ("GET", "admin/users"),
        ("POST", "admin/users"),
        ("GET", f"admin/users/{person.id}"),
        ("PUT", f"admin/users/{person.id}"),
        ("DELETE", f"admin/users/{person.id}"),
        ("GET", f"admin/users/{person.id}/factors"),
        ("DELETE", f"admin/users/{person.id}/factors/{uuid4()}"),
    ):
        # The secret key in the wrong place, or a member's token beside it, opens nothing.
        headers = {**world.admin_headers, "Authorization": f"Bearer {session.access_token}"}
        answer = await world.http.request(method, f"/auth/v1/{path}", json={}, headers=headers)
        assert (answer.status_code, answer.json()["error_code"]) == (403, "not_admin"), path


async def test_an_account_is_made_with_the_given_id(world: World) -> None:
    admin = await world.admin()
    wanted, phone = str(uuid4()), new_phone()
    made = await admin.auth.admin.create_user(
        {
            "id": wanted,  # pyright: ignore[reportArgumentType]
            "phone": f"+{phone}",
            "email": f"A{phone}@Example.VN",
            "email_confirm": True,
            "phone_confirm": True,
            "app_metadata": {"unit": "a1"},
            "user_metadata": {"x": [1, None]},
        }
    )
    user = made.user
    assert user is not None
    assert (user.id, user.phone, user.email) == (wanted, phone, f"a{phone}@example.vn")
    assert user.app_metadata == {
        "provider": "email",
        "providers": ["email", "phone"],
        "unit": "a1",
    }
    assert user.user_metadata == {"x": [1, None], "email_verified": True}
    assert user.identities is not None
    assert sorted(identity.provider for identity in user.identities) == ["email", "phone"]
    # Without a password in the request nobody knows it.
    assert (await world.try_password(phone, "")).status_code == 400


@pytest.mark.parametrize(
    ("body", "status", "code", "message"),
    [
        ({}, 400, "validation_failed", "Cannot create a user without either an email or phone"),
        (
            {"phone": "0900000001"},
            400,
            "validation_failed",
            "Invalid phone number format (E.164 required)",
        ),
        (
            {"phone": "84x"},
            400,
            "validation_failed",
            "Invalid phone number format (E.164 required)",
        ),
        (
            {"email": "không phải"},
            400,
            "validation_failed",
            "Unable to validate email address: invalid format",
        ),
        ({"email": "x" * 260 + "@a.vn"}, 400, "validation_failed", "An email address is too long"),
        (
            {"phone": "84911111111", "id": "7"},
            400,
            "validation_failed",
            "ID must conform to the uuid v4 format",
        ),
        (
            {"phone": "84911111111", "id": "0" * 32},
            400,
            "validation_failed",
            "ID cannot be a nil uuid",
        ),
        (
            {"phone": "84911111111", "password": "x" * 73},
            400,
            "validation_failed",
            "bcrypt: password length exceeds 72 bytes",
        ),
        (
            {"phone": "84911111111", "password": "x", "password_hash": "y"},
            400,
            "validation_failed",
            "Only a password or a password hash should be provided",
        ),
        (
            {"phone": "84911111111", "ban_duration": "long"},
            400,
            "validation_failed",
            'invalid format for ban duration: time: invalid duration "long"',
        ),
        ({"phone": "84911111111", "ban_duration": "9999999999h"}, 400, "validation_failed", None),
        ({"phone": ["84911111111"]}, 400, "bad_json", None),
        ({"phone": "84911111111", "app_metadata": {"a": "\u0000"}}, 400, "bad_json", None),
    ],
)
async def test_accounts_that_are_not_made(
    world: World, body: dict[str, Any], status: int, code: str, message: str | None
) -> None:
    answer = await world.http.post("/auth/v1/admin/users", json=body, headers=world.admin_headers)
    assert (answer.status_code, answer.json()["error_code"]) == (status, code), answer.text
    if message:
        assert answer.json()["msg"] == message


async def test_a_hash_can_be_brought_along(world: World) -> None:
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    person = await world.person(password_hash=hashed, password=None)
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 200


async def test_a_login_belongs_to_one_account(world: World) -> None:
    first, second = await world.person(email=f"x{new_phone()}@a.vn"), await world.person()
    admin = await world.admin()
    for body, code, message in (
        ({"phone": first.phone}, "phone_exists", "Phone number already registered by another user"),
        (
            {"email": await _email(world, first.id)},
            "email_exists",
            "A user with this email address has already been registered",
        ),
    ):
        with pytest.raises(AuthApiError) as raised:
            await admin.auth.admin.create_user(body)  # pyright: ignore[reportArgumentType]
        assert (raised.value.code, raised.value.status) == (code, 422)
        assert raised.value.message == message
    answer = await world.http.put(
        f"/auth/v1/admin/users/{second.id}",
        json={"phone": first.phone},
        headers=world.admin_headers,
    )
    assert answer.json() == {
        "code": 500,
        "error_code": "unexpected_failure",
        "msg": "Error updating user",
    }
    assert (await world.try_password(second.phone, PASSWORD)).status_code == 200


async def _email(world: World, user_id: str) -> str:
    found = await (await world.admin()).auth.admin.get_user_by_id(user_id)
    assert found.user is not None
    assert found.user.email
    return found.user.email


async def test_an_administrator_changes_an_account(world: World) -> None:
    _, session, person = await world.signed_in()
    admin = await world.admin()
    phone = new_phone()
    changed = await admin.auth.admin.update_user_by_id(
        person.id,
        {
            "phone": phone,
            "password": NEW,
            "app_metadata": {"unit": "b", "provider": None},
            "user_metadata": {"x": 1},
        },
    )
    assert changed.user is not None
    assert changed.user.phone == phone
    assert changed.user.app_metadata == {"providers": ["phone"], "unit": "b"}
    assert (await world.try_password(phone, NEW)).status_code == 200
    # A password set by somebody else ends every session.
    assert (await world.refresh(session.refresh_token)).json()["error_code"] == (
        "refresh_token_not_found"
    )
    with pytest.raises(AuthWeakPasswordError):
        await admin.auth.admin.update_user_by_id(person.id, {"password": "short"})


async def test_ban_and_its_end(world: World) -> None:
    person = await world.person()
    admin = await world.admin()
    banned = await admin.auth.admin.update_user_by_id(person.id, {"ban_duration": "1h30m"})
    assert banned.user is not None
    assert banned.user.banned_until is not None
    answer = await world.try_password(person.phone, PASSWORD)
    assert answer.json()["error_code"] == "user_banned"
    freed = await admin.auth.admin.update_user_by_id(person.id, {"ban_duration": "none"})
    assert freed.user is not None
    assert freed.user.banned_until is None
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 200


async def test_unknown_accounts(world: World) -> None:
    for path, status, code in (
        (f"admin/users/{uuid4()}", 404, "user_not_found"),
        ("admin/users/7", 404, "validation_failed"),
    ):
        for method in ("GET", "PUT", "DELETE"):
            answer = await world.http.request(
                method, f"/auth/v1/{path}", json={}, headers=world.admin_headers
            )
            assert (answer.status_code, answer.json()["error_code"]) == (status, code)


async def test_the_list_has_pages(world: World) -> None:
    people = list[str]()
    for _ in range(3):
        world.clock.advance(100_000)  # the newest of all tests
        people.append((await world.person()).id)
    admin = await world.admin()
    newest = await admin.auth.admin.list_users(page=1, per_page=2)
    assert [user.id for user in newest] == [people[2], people[1]]
    answer = await world.http.get(
        "/auth/v1/admin/users?page=1&per_page=2", headers=world.admin_headers
    )
    assert answer.json()["aud"] == "authenticated"
    assert int(answer.headers["x-total-count"]) >= 3
    assert 'page=2&per_page=2>; rel="next"' in answer.headers["link"]
    assert 'rel="last"' in answer.headers["link"]
    bad = await world.http.get("/auth/v1/admin/users?page=x", headers=world.admin_headers)
    assert (bad.status_code, bad.json()["error_code"]) == (400, "validation_failed")


async def test_deleting_takes_everything_along(world: World) -> None:
    client, session, person = await world.signed_in()
    admin = await world.admin()
    await admin.auth.admin.delete_user(person.id)
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 400
    assert (await world.refresh(session.refresh_token)).json()["error_code"] == (
        "refresh_token_not_found"
    )
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        left = conn.execute(
            "select count(*) from auth.identities where user_id = %s", (person.id,)
        ).fetchone()
    assert left == (0,)
    with pytest.raises(AuthApiError):
        await client.auth.get_user()
    soft = await world.http.request(
        "DELETE",
        f"/auth/v1/admin/users/{(await world.person()).id}",
        json={"should_soft_delete": True},
        headers=world.admin_headers,
    )
    assert soft.status_code == 501
