"""Sealing in batches: writers don't wait, no entry is left out, none is sealed twice."""

import asyncio
import smtplib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from services import worker
from services.mail import Mailer
from tests.house import DEVICE, House

UNSEALED = "select count(*) from handbook.audit_entries where seal is null"
BUMP = "update handbook.members set updated_at = clock_timestamp() where id = %s"


def whole(house: House) -> bool:
    return bool(house.value("select (handbook.verify_audit() ->> 'ok')::boolean"))


def test_twenty_writers_while_sealing_each_entry_in_exactly_one_seal(house: House) -> None:
    people = [house.newcomer("cell-c1").id for _ in range(20)]
    house.value("select handbook.seal_audit()")
    first = house.value("select max(seal) from handbook.audit_seals")
    written = house.value("select count(*) from handbook.audit_entries")
    stop = threading.Event()

    def write(number: int) -> None:
        with house.sql() as connection:
            for turn in range(10):
                with connection.transaction():
                    connection.execute(BUMP, (people[number],))
                    if turn % 3 == 0:
                        time.sleep(0.01)  # ids are taken in one order and committed in another

    def seal() -> int:
        sealed = 0
        with house.sql() as connection:
            while not stop.is_set():
                row = connection.execute("select handbook.seal_audit()").fetchone()
                sealed += row is not None and row[0] is not None
        return sealed

    with ThreadPoolExecutor(23) as pool:
        sealers = [pool.submit(seal) for _ in range(3)]
        writers = [pool.submit(write, number) for number in range(20)]
        for writer in writers:
            writer.result()
        stop.set()
        batches = sum(sealer.result() for sealer in sealers)
    house.value("select handbook.seal_audit()")

    assert batches > 1, "sealing went on beside the writers"
    assert house.value(UNSEALED) == 0
    assert house.value("select count(*) from handbook.audit_entries") == written + 200
    covered = house.value("select sum(entries) from handbook.audit_seals where seal > %s", first)
    assert covered == 200
    assert whole(house)


def test_an_entry_committed_late_falls_into_a_later_batch(house: House) -> None:
    early, late = house.newcomer("cell-c1").id, house.newcomer("cell-c1").id
    house.value("select handbook.seal_audit()")
    with house.sql() as slow:
        with slow.transaction():
            slow.execute(BUMP, (late,))
            house.run(BUMP, early)
            sealed = house.value("select handbook.seal_audit()")
        assert house.value("select entries from handbook.audit_seals where seal = %s", sealed) == 1
    assert house.value("select handbook.seal_audit()") == sealed + 1
    assert whole(house)


def test_a_writer_does_not_wait_for_the_sealer(house: House) -> None:
    person = house.newcomer("cell-c1").id
    with house.sql() as sealer, sealer.transaction():
        sealer.execute("select handbook.seal_audit()")
        with house.sql() as writer:
            writer.execute("set lock_timeout = '200ms'")
            writer.execute(BUMP, (person,))
        assert house.value("select handbook.seal_audit()") is None, "one sealer at a time"
    assert house.value(UNSEALED) == 1


def test_nothing_to_seal_makes_no_seal(house: House) -> None:
    house.value("select handbook.seal_audit()")
    seals = house.value("select count(*) from handbook.audit_seals")
    assert house.value("select handbook.seal_audit()") is None
    assert house.value("select count(*) from handbook.audit_seals") == seals


class Clock:
    """Sleeping made quick: each turn of each kind of work is noted at the time it would have had."""

    def __init__(self, turns: int) -> None:
        self.naps: list[float] = []
        self._left = turns
        self.done = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        if seconds == worker.SEAL_EVERY_S:
            self._left -= 1
            if self._left <= 0:
                self.done.set()
                await asyncio.Event().wait()
        await asyncio.sleep(0.005)


async def run(house: House, clock: Clock, mailer: Mailer | None = None) -> None:
    task = asyncio.create_task(worker.work(house.services.service, mailer, clock.sleep))
    await asyncio.wait_for(clock.done.wait(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_worker_seals_at_every_turn_and_turns_are_less_than_ten_seconds_apart(
    house: House,
) -> None:
    person = house.newcomer("cell-c1").id
    house.value("select handbook.seal_audit()")
    before = house.value("select max(seal) from handbook.audit_seals")
    for turn in range(1, 4):
        house.run(BUMP, person)
        await run(house, Clock(1))
        assert house.value("select max(seal) from handbook.audit_seals") == before + turn
        assert house.value(UNSEALED) == 0
    clock = Clock(5)
    await run(house, clock)
    assert clock.naps.count(worker.SEAL_EVERY_S) == 5
    assert worker.SEAL_EVERY_S <= 5, "half of what is promised, so that a slow turn keeps it too"


async def test_the_worker_ends_when_told_whatever_it_is_at(house: House) -> None:
    async def nap(seconds: float) -> None:
        await asyncio.sleep(0.005)

    for moment in range(120):
        task = asyncio.create_task(worker.work(house.services.service, None, nap))
        await asyncio.sleep(moment * 0.0005)
        task.cancel()
        ended, _ = await asyncio.wait([task], timeout=10)
        assert ended, f"still at work, told {moment * 0.5} ms after the start"


async def test_a_slow_mail_server_delays_no_seal(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.newcomer("cell-c1")
    house.run("update handbook.members set email = 'cham@example.vn' where id = %s", person.id)
    await house.services.sign_in.ask_reset(person.phone, DEVICE)
    sending, released = threading.Event(), threading.Event()

    def slow(self: Mailer, to: str, subject: str, body: str) -> None:
        sending.set()
        released.wait(10)
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(Mailer, "send", slow)
    house.run(BUMP, person.id)
    try:
        await run(house, Clock(6), Mailer("smtp://mail.invalid", "so@example.vn"))
        assert sending.is_set()
        assert house.value(UNSEALED) <= 1, "the letter's own lease"
    finally:
        released.set()


async def test_the_worker_goes_on_after_turns_that_failed(house: House) -> None:
    clock = Clock(40)
    task = asyncio.create_task(worker.work(house.services.service, None, clock.sleep))
    with house.sql("supabase_admin") as connection:
        connection.execute("alter function handbook.seal_audit() rename to away")
        try:
            await asyncio.sleep(0.05)
        finally:
            connection.execute("alter function handbook.away() rename to seal_audit")
    await asyncio.wait_for(clock.done.wait(), 20)
    assert house.value(UNSEALED) == 0
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
