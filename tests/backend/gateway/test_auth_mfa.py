"""The second factor: TOTP as authenticator apps and Supabase Auth do it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from supabase import AsyncClient
from supabase_auth.errors import AuthApiError

from services.backend import tokens
from services.backend.auth import totp
from tests.backend.gateway.world import Person, World, value


def _code(world: World, secret: str, steps: int = 0) -> str:
    return totp.code_at(secret, datetime.fromtimestamp(world.clock(), UTC), steps)


def _wrong(world: World, secret: str, count: int) -> list[str]:
    """Codes that are those of no period near by: two periods' codes may be neighbours."""
    right = {_code(world, secret, steps) for steps in range(-2, 3)}
    return [code for n in range(count + 5) if (code := f"{n:06d}") not in right][:count]


@dataclass(slots=True)
class Enrolled:
    client: AsyncClient
    person: Person
    factor: str
    secret: str


async def _enroll(world: World, person: Person | None = None, name: str = "Điện thoại") -> Enrolled:
    client, _, person = await world.signed_in(person)
    made = await client.auth.mfa.enroll({"factor_type": "totp", "friendly_name": name})
    assert made.totp is not None
    return Enrolled(client, person, made.id, made.totp.secret)


async def _verified(world: World, person: Person | None = None) -> Enrolled:
    enrolled = await _enroll(world, person)
    await enrolled.client.auth.mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    )
    return enrolled


async def _claims(world: World, client: AsyncClient) -> dict[str, Any]:
    session = await client.auth.get_session()
    assert session is not None
    return tokens.decode(session.access_token, world.config.jwt_secret, world.clock())


# RFC 6238, appendix B, SHA-1, the last six of its eight digits.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_at(secret, moment) == code
    assert totp.matches(secret, f" {code} ", moment)


async def test_enrolment_shows_secret_address_and_picture(world: World) -> None:
    client, _, person = await world.signed_in()
    made = await client.auth.mfa.enroll(
        {"factor_type": "totp", "friendly_name": "a", "issuer": "Sổ tay"}
    )
    assert made.totp is not None
    assert len(made.totp.secret) == 32
    address = urlsplit(made.totp.uri)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/Sổ tay:{person.phone}"
    assert parse_qs(address.query) == {
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "issuer": ["Sổ tay"],
        "period": ["30"],
        "secret": [made.totp.secret],
    }
    picture = ElementTree.fromstring(made.totp.qr_code.split(",", 1)[-1])
    assert picture.tag.endswith("svg")
    listed = await client.auth.mfa.list_factors()
    assert [factor.status for factor in listed.all] == ["unverified"]
    assert listed.totp == []


async def test_a_verified_code_raises_the_session(world: World) -> None:
    enrolled = await _enroll(world)
    client = enrolled.client
    before = await client.auth.get_session()
    assert before is not None
    level = await client.auth.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal1", "aal1")
    await client.auth.mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    )
    claims = await _claims(world, client)
    assert claims["aal"] == "aal2"
    assert {method["method"] for method in claims["amr"]} == {"password", "totp"}
    level = await client.auth.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal2", "aal2")
    after = await client.auth.refresh_session()
    assert after.session is not None
    assert (await _claims(world, client))["aal"] == "aal2"
    assert (await value(client.rpc("whoami")))["claims"]["aal"] == "aal2"


async def test_the_next_sign_in_starts_below(world: World) -> None:
    enrolled = await _verified(world)
    client, _, _ = await world.signed_in(enrolled.person)
    assert (await _claims(world, client))["aal"] == "aal1"
    level = await client.auth.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal1", "aal2")
    world.clock.advance(30)
    await client.auth.mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    )
    assert (await _claims(world, client))["aal"] == "aal2"


async def test_sessions_without_the_factor_end_when_it_is_set_up(world: World) -> None:
    person = await world.person()
    _, old, _ = await world.signed_in(person)
    await _verified(world, person)
    assert (await world.refresh(old.refresh_token)).json()["error_code"] == (
        "refresh_token_not_found"
    )


async def test_the_token_of_before_is_used_up(world: World) -> None:
    enrolled = await _enroll(world)
    before = await enrolled.client.auth.get_session()
    assert before is not None
    await enrolled.client.auth.mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    )
    after = await enrolled.client.auth.get_session()
    assert after is not None
    assert after.refresh_token != before.refresh_token
    assert (await world.refresh(before.refresh_token)).json()["refresh_token"] == (
        after.refresh_token
    )


async def test_wrong_and_old_codes(world: World) -> None:
    enrolled = await _enroll(world)
    mfa = enrolled.client.auth.mfa
    [wrong] = _wrong(world, enrolled.secret, 1)
    for code in (wrong, _code(world, enrolled.secret, -3), _code(world, enrolled.secret, 3)):
        with pytest.raises(AuthApiError) as raised:
            await mfa.challenge_and_verify({"factor_id": enrolled.factor, "code": code})
        assert (raised.value.code, raised.value.status) == ("mfa_verification_failed", 422)
        assert raised.value.message == "Invalid TOTP code entered"
    assert (await _claims(world, enrolled.client))["aal"] == "aal1"
    await mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret, 1)}
    )


async def test_a_code_works_once(world: World) -> None:
    enrolled = await _enroll(world)
    code = _code(world, enrolled.secret)
    mfa = enrolled.client.auth.mfa
    await mfa.challenge_and_verify({"factor_id": enrolled.factor, "code": code})
    with pytest.raises(AuthApiError) as raised:
        await mfa.challenge_and_verify({"factor_id": enrolled.factor, "code": code})
    assert raised.value.code == "mfa_verification_failed"
    world.clock.advance(30)
    again = {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    await mfa.challenge_and_verify(again)  # pyright: ignore[reportArgumentType]


async def test_guessing_codes_is_slowed_down(world: World) -> None:
    enrolled = await _enroll(world)
    mfa = enrolled.client.auth.mfa
    codes = list[str | None]()
    for wrong in _wrong(world, enrolled.secret, 8):
        with pytest.raises(AuthApiError) as raised:
            await mfa.challenge_and_verify({"factor_id": enrolled.factor, "code": wrong})
        codes.append(raised.value.code)
    assert codes == ["mfa_verification_failed"] * 6 + ["over_request_rate_limit"] * 2
    world.clock.advance(301)
    await mfa.challenge_and_verify(
        {"factor_id": enrolled.factor, "code": _code(world, enrolled.secret)}
    )


async def test_challenges_have_an_end_and_a_place(world: World) -> None:
    enrolled = await _enroll(world)
    mfa = enrolled.client.auth.mfa
    made = await mfa.challenge({"factor_id": enrolled.factor})
    assert made.expires_at == pytest.approx(world.clock() + 300, abs=5)
    world.clock.advance(301)
    body = {
        "factor_id": enrolled.factor,
        "challenge_id": made.id,
        "code": _code(world, enrolled.secret),
    }
    with pytest.raises(AuthApiError) as raised:
        await mfa.verify(body)  # pyright: ignore[reportArgumentType]
    assert raised.value.code == "mfa_challenge_expired"
    with pytest.raises(AuthApiError) as raised:
        await mfa.verify(body)  # pyright: ignore[reportArgumentType]
    assert raised.value.code == "mfa_factor_not_found"
    session = await enrolled.client.auth.get_session()
    assert session is not None
    made = await mfa.challenge({"factor_id": enrolled.factor})
    elsewhere = await world.from_address("192.0.2.200").post(
        f"/auth/v1/factors/{enrolled.factor}/verify",
        json={**body, "challenge_id": made.id},
        headers=world.headers(session.access_token),
    )
    assert (elsewhere.status_code, elsewhere.json()) == (
        422,
        {
            "code": 422,
            "error_code": "mfa_ip_address_mismatch",
            "msg": "Challenge and verify IP addresses mismatch.",
        },
    )


async def test_factors_of_others_are_not_there(world: World) -> None:
    mine, theirs = await _enroll(world), await _enroll(world)
    for call in (
        mine.client.auth.mfa.challenge({"factor_id": theirs.factor}),
        mine.client.auth.mfa.unenroll({"factor_id": theirs.factor}),
        mine.client.auth.mfa.challenge({"factor_id": "00000000-0000-4000-8000-000000000000"}),
    ):
        with pytest.raises(AuthApiError) as raised:
            await call
        assert (raised.value.code, raised.value.status) == ("mfa_factor_not_found", 404)


async def test_limits_of_enrolment(world: World) -> None:
    enrolled = await _enroll(world, name="một")
    mfa = enrolled.client.auth.mfa
    with pytest.raises(AuthApiError) as raised:
        await mfa.enroll({"factor_type": "totp", "friendly_name": "một"})
    assert (raised.value.code, raised.value.status) == ("mfa_factor_name_conflict", 422)
    for n in range(9):
        await mfa.enroll({"factor_type": "totp", "friendly_name": f"số {n}"})
    with pytest.raises(AuthApiError) as raised:
        await mfa.enroll({"factor_type": "totp", "friendly_name": "nữa"})
    assert raised.value.code == "too_many_enrolled_mfa_factors"
    world.clock.advance(301)  # those nobody ever used are dropped
    await mfa.enroll({"factor_type": "totp", "friendly_name": "nữa"})
    session = await enrolled.client.auth.get_session()
    assert session is not None
    for kind, status in (("phone", 501), ("webauthn", 501), ("magic", 400)):
        answer = await world.http.post(
            "/auth/v1/factors",
            json={"factor_type": kind, "friendly_name": kind},
            headers=world.headers(session.access_token),
        )
        assert answer.status_code == status


async def test_what_needs_the_second_factor(world: World) -> None:
    enrolled = await _verified(world)
    below, session, _ = await world.signed_in(enrolled.person)
    with pytest.raises(AuthApiError) as raised:
        await below.auth.mfa.enroll({"factor_type": "totp", "friendly_name": "của kẻ khác"})
    assert (raised.value.code, raised.value.status) == ("insufficient_aal", 403)
    with pytest.raises(AuthApiError) as raised:
        await below.auth.mfa.unenroll({"factor_id": enrolled.factor})
    assert (raised.value.code, raised.value.status) == ("insufficient_aal", 422)
    changed = await world.http.put(
        "/auth/v1/user",
        json={"password": "Một mật khẩu khác", "current_password": enrolled.person.password},
        headers=world.headers(session.access_token),
    )
    assert (changed.status_code, changed.json()["error_code"]) == (401, "insufficient_aal")
    fine = await enrolled.client.auth.update_user(
        {"password": "Một mật khẩu khác", "current_password": enrolled.person.password}
    )
    assert fine.user is not None


async def test_removing_a_factor_lowers_the_session(world: World) -> None:
    enrolled = await _verified(world)
    await enrolled.client.auth.mfa.unenroll({"factor_id": enrolled.factor})
    await enrolled.client.auth.refresh_session()
    assert (await _claims(world, enrolled.client))["aal"] == "aal1"


async def test_an_administrator_lists_and_removes_factors(world: World) -> None:
    enrolled = await _verified(world)
    admin = await world.admin()
    listed = await admin.auth.admin.mfa.list_factors({"user_id": enrolled.person.id})
    assert [factor.id for factor in listed] == [enrolled.factor]
    assert "secret" not in str(listed[0].model_dump())
    await admin.auth.admin.mfa.delete_factor({"user_id": enrolled.person.id, "id": enrolled.factor})
    assert await admin.auth.admin.mfa.list_factors({"user_id": enrolled.person.id}) == []
    await enrolled.client.auth.refresh_session()
    assert (await _claims(world, enrolled.client))["aal"] == "aal1"
