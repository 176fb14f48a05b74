"""Outside a demo every right above the cell needs the second factor; rights in the cell don't."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest

from services.backend.auth import totp
from services.container import MemberServices
from services.errors import AppError, NotFound, SignedOut
from services.posts.models import Category, PostCreate
from tests.house import House


@pytest.fixture
def strict(house: House) -> Iterator[None]:
    """The demo's flag taken away, as only a superuser who switches triggers off can do."""
    lifted(house, value=False)
    yield
    lifted(house, value=True)


def lifted(house: House, *, value: bool) -> None:
    with house.sql("supabase_admin") as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("update handbook.installation set second_factor_lifted = %s", (value,))


@pytest.fixture(scope="module")
def ward(house: House) -> UUID:
    return house.found("ward", "city", "Đảng ủy phường thử hai lớp")


@pytest.fixture(scope="module")
def cell(house: House, ward: UUID) -> UUID:
    return house.found("cell", ward)


async def publishes(who: MemberServices, unit: UUID, *, for_leaders: bool = False) -> UUID | None:
    post = PostCreate(
        key=uuid4(), unit_id=unit, category=Category.NEWS, title="Thử", leaders_only=for_leaders
    )
    try:
        return await who.posts.save(post)
    except NotFound:
        return None


async def pass_second_factor(who: MemberServices) -> None:
    enrolment = await who.accounts.enrol()
    code = totp.code_at(enrolment.secret.get_secret_value(), datetime.now(UTC))
    who.use(await who.accounts.verify_factor(enrolment.factor_id, f"{code[:3]} {code[3:]}"))


@pytest.mark.usefixtures("strict")
async def test_an_office_works_only_after_the_second_factor(
    house: House, ward: UUID, cell: UUID
) -> None:
    officer, other_cell = house.newcomer(cell, ("office_staff", ward)), house.found("cell", ward)
    secretary = await house.sign_in(house.newcomer(other_cell, ("secretary", other_cell)))
    of_the_cell = await publishes(secretary, other_cell)
    assert of_the_cell is not None

    phone, tablet = await house.sign_in(officer), await house.sign_in(officer)
    me = await phone.accounts.me()
    assert (me.needs_second_factor, me.capabilities) == (True, [])
    assert [r.role for r in me.roles] == ["office_staff"]
    assert await publishes(phone, ward) is None
    assert await phone.posts.below() == []

    await pass_second_factor(phone)
    me = await phone.accounts.me()
    assert (phone.pair.aal, me.needs_second_factor) == ("aal2", False)
    assert me.may("post.oversee")
    assert await publishes(phone, ward) is not None
    assert of_the_cell in {post.post_id for post in await phone.posts.below()}

    with pytest.raises(SignedOut):
        await tablet.directives.home()  # as in hosted Auth: weaker sessions end
    tablet = await house.sign_in(officer)
    assert await publishes(tablet, ward) is None, "each session passes for itself"


@pytest.mark.usefixtures("strict")
async def test_a_cell_needs_no_second_factor(house: House, cell: UUID) -> None:
    secretary = await house.sign_in(house.newcomer(cell, ("secretary", cell)))
    me = await secretary.accounts.me()
    assert (me.needs_second_factor, me.may("directive.track")) == (False, True)
    assert await publishes(secretary, cell) is not None


@pytest.mark.usefixtures("strict")
async def test_what_is_for_leaders_of_the_ward_waits_for_the_second_factor(
    house: House, ward: UUID, cell: UUID
) -> None:
    writer = await house.sign_in(house.newcomer(cell, ("office_staff", ward)))
    await pass_second_factor(writer)
    post = await publishes(writer, ward, for_leaders=True)
    assert post is not None
    of_cell = await house.sign_in(house.newcomer(cell, ("secretary", cell)))
    assert (await of_cell.posts.open(post)).leaders_only
    of_ward = await house.sign_in(house.newcomer(cell, ("secretary", ward)))
    with pytest.raises(NotFound):
        await of_ward.posts.open(post)
    await pass_second_factor(of_ward)
    assert (await of_ward.posts.open(post)).leaders_only


@pytest.mark.usefixtures("strict")
async def test_a_wrong_code_gives_nothing(house: House, ward: UUID, cell: UUID) -> None:
    officer = await house.sign_in(house.newcomer(cell, ("office_staff", ward)))
    enrolment = await officer.accounts.enrol()
    right = totp.code_at(enrolment.secret.get_secret_value(), datetime.now(UTC))
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    with pytest.raises(AppError):
        await officer.accounts.verify_factor(enrolment.factor_id, wrong)
    assert await publishes(officer, ward) is None


async def test_a_token_that_claims_the_level_does_not_have_it(
    house: House, ward: UUID, cell: UUID
) -> None:
    """The session's row says which level it reached, not the claim."""
    officer = house.newcomer(cell, ("office_staff", ward))
    with house.arranging() as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("update handbook.installation set second_factor_lifted = false")
        connection.execute("set session_replication_role = origin")
        claims = house.claims(officer.id).replace("aal1", "aal2")
        connection.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        connection.execute("set local role authenticated")
        scope = "select handbook.scope('post.publish')::text"
        row = connection.execute(scope).fetchone()
    assert row == ("{}",)


def test_a_real_database_cannot_have_the_flag(house: House) -> None:
    with house.arranging() as connection:
        connection.execute("set session_replication_role = replica")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("update handbook.installation set kind = 'real'")


def test_demo_and_real_never_turn_into_each_other(house: House) -> None:
    tries = (
        "update handbook.installation set kind = 'real', second_factor_lifted = false",
        "update handbook.installation set second_factor_lifted = false",
        "delete from handbook.installation",
        "truncate handbook.installation",
        "insert into handbook.installation (only_row, kind) values (true, 'real')",
        "insert into handbook.installation (only_row, kind) values (false, 'real')",
    )
    for attempt in tries:
        with house.arranging("postgres") as connection, pytest.raises(psycopg.Error):
            connection.execute(attempt.encode())
