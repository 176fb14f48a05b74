"""The letter about a reset: once, in the right words, only to a server that proves who it is."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from services import strings, worker
from services.days import VIETNAM
from services.mail import Mailer, NoServer, is_smtp_address, send_due
from tests.house import DEVICE, House, Person
from tests.mail.conftest import HERE, Certificates, Post, serving

SENDER = "Sổ tay <so.tay@phuong.example>"
WAITING = """select mail_leased_until is not null and mailed_at is null
             from handbook.reset_requests where member_id = %s"""


@pytest.fixture(autouse=True)
def nobody_else_waits(house: House) -> None:
    house.run("update handbook.reset_requests set mailed_at = now() where mailed_at is null")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that the product logs; the tests' own mail server speaks as `mail.log`."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    yield caplog


async def asked(house: House, address: str) -> Person:
    """Somebody with that address, in whose name a reset has been asked for."""
    person = house.newcomer("cell-c1")
    house.run("update handbook.members set email = %s where id = %s", address, person.id)
    await house.services.sign_in.ask_reset(person.phone, DEVICE)
    return person


def lease_is_over(house: House) -> None:
    house.run("update handbook.reset_requests set mail_leased_until = now() - interval '1 second'")


async def send(house: House, port: int, scheme: str = "smtp", ca: Path | None = None) -> int:
    return await send_due(house.services.service, Mailer(f"{scheme}://{HERE}:{port}", SENDER, ca))


async def refusal(mailer: Mailer) -> str:
    with pytest.raises(NoServer) as refused:
        await asyncio.to_thread(mailer.send, "nguoi@phuong.example", "Thử", "Thử")
    return str(refused.value)


async def test_the_letter_arrives_once_with_its_words(house: House) -> None:
    person, post = await asked(house, "mot@phuong.example"), Post()
    async with serving(post) as port:
        assert await send(house, port) == 1
        lease_is_over(house)
        assert await send(house, port) == 0
    (letter,) = post.to("mot@phuong.example")
    effective_at: datetime = house.value(
        "select effective_at from handbook.reset_requests where member_id = %s", person.id
    )
    when = f"{effective_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    assert letter["Subject"] == strings.MAIL_RESET_SUBJECT
    assert (letter["From"], letter["To"]) == (SENDER, "mot@phuong.example")
    text = letter.get_content().replace("\r\n", "\n")
    assert text == strings.MAIL_RESET_BODY.format(effective_at=when)
    assert "http" not in text and person.name not in text and person.phone not in text
    assert letter["Message-ID"].endswith("@phuong.example>")
    age = datetime.now(VIETNAM) - parsedate_to_datetime(letter["Date"])
    assert timedelta(0) <= age < timedelta(minutes=2)
    assert post.letters[0][0].mail_from == "so.tay@phuong.example"


async def test_a_second_process_does_not_send_it_again(house: House) -> None:
    await asked(house, "hai@phuong.example")
    post = Post()
    async with serving(post) as port:
        assert sum(await asyncio.gather(*(send(house, port) for _ in range(3)))) == 1
    assert len(post.letters) == 1


async def test_it_waits_for_a_server_that_is_down_and_logs_nobody(
    house: House, logged: pytest.LogCaptureFixture
) -> None:
    people = [await asked(house, f"cho{n}@phuong.example") for n in range(2)]
    async with serving(Post()) as port:
        pass
    assert await send(house, port) == 0
    assert [house.value(WAITING, person.id) for person in people] == [True, True]
    lines = [r.getMessage() for r in logged.records if r.name == "services.mail"]
    assert lines == ["mail server not used, 2 letters wait: ConnectionRefusedError"]

    post = Post()
    async with serving(post, port=port):
        assert await send(house, port) == 0, "leased: perhaps another process is at it"
        lease_is_over(house)
        assert await send(house, port) == 2
    for number, person in enumerate(people):
        assert len(post.to(f"cho{number}@phuong.example")) == 1
        for private in (f"cho{number}@", person.name, person.phone[1:], person.card):
            assert private not in logged.text


async def test_the_worker_sends_and_outlives_a_server_that_is_down(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(house, "nen@phuong.example")
    post, turns = Post(), asyncio.Queue[float]()

    async def sleep(seconds: float) -> None:
        await turns.put(seconds)
        await asyncio.sleep(0.01)

    async with serving(Post()) as port:
        pass
    monkeypatch.setattr(worker, "MAIL_EVERY_S", 1.0)
    mailer = Mailer(f"smtp://{HERE}:{port}", SENDER)
    task = asyncio.create_task(worker.work(house.services.service, mailer, sleep))
    try:
        async with asyncio.timeout(20):
            while await turns.get() != 1.0:  # the first turn found nobody
                pass
            async with serving(post, port=port):
                lease_is_over(house)
                while not post.letters:
                    await turns.get()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert len(post.to("nen@phuong.example")) == 1


async def test_one_bad_address_holds_up_nobody(
    house: House, logged: pytest.LogCaptureFixture
) -> None:
    post = Post(refused={"khong.co@phuong.example"})
    bad = [
        await asked(house, address)
        for address in ("khong.co@phuong.example", "tên@phường.example", "hai\ndong@x.example")
    ]
    await asked(house, "tot@phuong.example")
    async with serving(post) as port:
        assert await send(house, port) == 1
    assert len(post.to("tot@phuong.example")) == 1
    assert all(house.value(WAITING, person.id) for person in bad)
    for private in ("khong.co", "tên@", "dong@", "tot@", *(person.phone[1:] for person in bad)):
        assert private not in logged.text


async def test_a_rude_farewell_does_not_send_it_twice(house: House) -> None:
    await asked(house, "tambiet@phuong.example")
    post = Post(farewell="500 go away")
    async with serving(post) as port:
        assert await send(house, port) == 1
        lease_is_over(house)
        assert await send(house, port) == 0
    assert len(post.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_an_unknown_certificate_is_refused_in_one_line(
    house: House, certificates: Certificates, logged: pytest.LogCaptureFixture, scheme: str
) -> None:
    person, post = await asked(house, f"{scheme}@phuong.example"), Post()
    context = certificates.server
    async with serving(
        post,
        starttls=context if scheme == "smtp" else None,
        tls=context if scheme == "smtps" else None,
    ) as port:
        assert await send(house, port, scheme) == 0
        (line,) = [r for r in logged.records if r.name == "services.mail"]
        words = line.getMessage()
        assert "certificate refused: " in words and "SMTP_CA_FILE" in words and "\n" not in words
        assert line.exc_info is None
        assert post.letters == [] and house.value(WAITING, person.id)

        lease_is_over(house)
        assert await send(house, port, scheme, certificates.ca) == 1
    assert len(post.to(f"{scheme}@phuong.example")) == 1
    assert post.encrypted == [True]


async def test_a_certificate_for_another_name_is_refused(certificates: Certificates) -> None:
    async with serving(Post(), tls=certificates.server) as port:
        mailer = Mailer(f"smtps://localhost:{port}", SENDER, certificates.ca)
        assert "Hostname mismatch" in await refusal(mailer)


async def test_a_server_elsewhere_must_encrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody in between could hide the offer of STARTTLS and read along."""
    monkeypatch.setattr("services.mail._is_here", lambda host: False)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    post = Post()
    async with serving(post) as port:
        assert "STARTTLS" in await refusal(Mailer(f"smtp://so:p%40ss@{HERE}:{port}", SENDER))
    assert post.letters == [] and post.logins == []


async def test_name_and_password_are_given_encrypted_and_never_shown(
    certificates: Certificates,
) -> None:
    post = Post()
    async with serving(post, starttls=certificates.server) as port:
        good = Mailer(f"smtp://so%40x:p%40ss@{HERE}:{port}", SENDER, certificates.ca)
        await asyncio.to_thread(good.send, "dung@phuong.example", "Thử", "Thử")
        wrong = Mailer(f"smtp://so%40x:nham@{HERE}:{port}", SENDER, certificates.ca)
        words = await refusal(wrong)
    assert post.logins[0] == (b"so@x", b"p@ss") and len(post.letters) == 1
    assert words == "SMTPAuthenticationError 535"


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("smtp://mail.example", True),
        ("smtps://so:p%40ss@mail.example:465", True),
        ("smtp://mail.example:99999", False),
        ("http://mail.example", False),
        ("smtp://", False),
    ],
)
def test_addresses_of_servers(url: str, good: bool) -> None:
    assert is_smtp_address(url) is good
