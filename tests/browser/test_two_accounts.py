"""Two people, one phone: nothing of one is seen by the other."""

from __future__ import annotations

from tests.browser.kit import Chromium
from tests.browser.people import again, close, device_of, enter, to_tab
from tests.browser.serving import Site
from tests.cast import PASSWORD
from tests.house import House


async def test_two_members_take_turns_on_one_phone(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    ann = own_house.newcomer("cell-a1", name="Nguyễn Thị An Một")
    binh = own_house.newcomer("cell-b1", name="Trần Văn Bình Hai")
    phone = await device_of(chrome, site, ann, "/me/settings/accounts")
    await phone.sees("Đang dùng")
    await phone.tap("Thêm tài khoản")
    await phone.sees("Quay lại tài khoản đang dùng")
    await phone.shot("add-account")
    await phone.fill("Số điện thoại hoặc email", binh.phone)
    await phone.fill("Mật khẩu", PASSWORD)
    await phone.tap("Đăng nhập")
    await phone.sees("Chạm để chuyển sang")
    await phone.shot("accounts-on-one-phone")

    await phone.page.goto(f"{site.url}/me")
    await phone.sees("Trần Văn Bình Hai")
    assert "An Một" not in await phone.words()

    await phone.page.goto(f"{site.url}/me/settings/accounts")
    await phone.tap("Nguyễn Thị An Một")
    await phone.sees("Chào đồng chí Nguyễn Thị An Một")
    assert "Bình Hai" not in await phone.words()
    assert phone.page.url.rstrip("/") == site.url
    await to_tab(phone, "Cá nhân")
    await phone.sees("Tuổi đảng")
    assert "Bình Hai" not in await phone.words()

    later = await again(phone, f"{site.url}/me/settings")
    await later.tap("Đăng xuất khỏi máy này")
    await later.tap("Đăng xuất")
    await later.sees("Đồng chí đã đăng xuất khỏi máy này")
    await later.sees("Trần Văn Bình Hai")
    await later.shot("sign-in-with-kept-account")
    assert "An Một" not in await later.words()
    await phone.sees("Đồng chí đã đăng xuất khỏi máy này")  # the other tab

    await later.tap("Tiếp tục với tài khoản này")
    await later.sees("Chào đồng chí Trần Văn Bình Hai")
    await close(later)


async def test_an_account_taken_off_the_phone_needs_its_password_again(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    mine = own_house.newcomer("cell-a1", name="Lê Thị Chủ Máy")
    guest = own_house.newcomer("cell-a1", name="Phạm Văn Dùng Nhờ")
    phone = await device_of(chrome, site, guest)
    await phone.sees("Phạm Văn Dùng Nhờ")
    await phone.page.goto(f"{site.url}/me/settings/accounts")
    await phone.tap("Thêm tài khoản")
    await enter(phone, mine)
    await phone.sees("Chạm để chuyển sang")
    await phone.tap("Bỏ khỏi máy này")
    await phone.tap("Bỏ khỏi máy")
    await phone.sees("Đã bỏ tài khoản khỏi máy này")
    assert "Dùng Nhờ" not in await phone.words()
    kept = await phone.page.evaluate("() => JSON.stringify(localStorage)")
    assert "Dùng Nhờ" not in kept
    sessions = own_house.value("select count(*) from auth.sessions where user_id = %s", guest.id)
    assert sessions == 0
    await close(phone)
