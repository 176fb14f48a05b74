"""Every legal and every illegal step, for everybody who could try, from one readable table."""

import pytest

from tests.house import House, Person
from tests.tasks.desk import given, state, step, today

STATES = ("assigned", "change_asked", "accepted", "handed_in", "returned", "done", "cancelled")

# step: (who may, from which states, into which state; '=' stays)
LEGAL: dict[str, tuple[str, str, str]] = {
    "accept": ("member proxy", "assigned", "accepted"),
    "ask_change": ("member proxy", "assigned accepted returned", "change_asked"),
    "report": ("member proxy", "assigned accepted returned", "accepted"),
    "hand_in": ("member proxy", "assigned accepted returned", "handed_in"),
    "take_back": ("member proxy", "handed_in change_asked", "accepted"),
    "ask_time": ("member proxy", "assigned accepted returned", "="),
    "comment": (
        "member proxy assigner",
        "assigned change_asked accepted handed_in returned done",
        "=",
    ),
    "keep": ("assigner", "change_asked", "assigned"),
    "give_time": ("assigner", "assigned change_asked accepted handed_in returned", "="),
    "refuse_time": ("assigner", "assigned change_asked accepted returned", "="),
    "approve": ("assigner", "handed_in", "done"),
    "return": ("assigner", "handed_in", "returned"),
    "reopen": ("assigner", "done", "returned"),
    "cancel": ("assigner", "assigned change_asked accepted handed_in returned", "cancelled"),
}
OUTSIDERS = ("sibling", "secretary_b", "probationary", "office_a", "staff_a", "admin", "auditor")


def test_the_table_here_is_the_table_there(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select step, array_to_string(from_states, ' '), coalesce(to_state::text, '=')"
            " from handbook.task_steps"
        ).fetchall()
    there = {name: (set(before.split()), after) for name, before, after in rows}
    assert there == {
        name: (set(before.split()), after) for name, (_, before, after) in LEGAL.items()
    }


def put(house: House, assignment: object, into: str) -> None:
    """Into a state, whatever led there; more time is asked for, so that it can be refused."""
    house.run(
        "update handbook.task_assignments set state = %s::handbook.task_state, time_asked = due_on + 5,"
        " handed_in_on = case when %s in ('handed_in', 'done') then due_on end,"
        " done_at = case when %s = 'done' then now() end where id = %s",
        into, into, into, assignment,
    )  # fmt: skip


@pytest.mark.parametrize("name", LEGAL)
async def test_each_step_from_each_state_by_each_side(house: House, name: str) -> None:
    whose, before, after = LEGAL[name]
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    due = house.value("select due_on from handbook.task_assignments where id = %s", assignment)
    sides: dict[str, str | Person] = {"member": person, "assigner": "secretary"}
    for was in STATES:
        for side, who in sides.items():
            put(house, assignment, was)
            until = (due or today(house)).replace(year=due.year + 1)
            answer = await step(house, who, assignment, name, words="Vì đang ốm", until=until)
            house.run(
                "update handbook.task_assignments set due_on = %s where id = %s", due, assignment
            )
            legal = was in before.split()
            # the secretary of the cell assigns, and stands in for whoever has no phone
            may = side in whose.split() or (side == "assigner" and "proxy" in whose.split())
            if legal and may:
                assert answer.outcome == "ok", (was, side)
                assert state(house, assignment) == (was if after == "=" else after), (was, side)
            else:
                wanted = "task.not_yours" if legal else "task.wrong_state"
                assert answer.outcome == wanted, (was, side)
                assert state(house, assignment) == was, (was, side)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_for_others_the_assignment_is_not_there(house: House, who: str) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    for name in LEGAL:
        answer = await step(house, who, assignment, name, words="Thử", until="2030-01-01")
        assert answer.outcome == "task.not_found", name
    assert (
        await house.call(who, "task_open", assignment_id=assignment)
    ).outcome == "task.not_found"
    assert state(house, assignment) == "assigned"


async def test_nobody_judges_the_own_work(house: House) -> None:
    deputy = house.newcomer("cell-a1", ("deputy_secretary", house.unit("cell-a1")))
    assignment = await given(house, deputy)
    assert (await step(house, deputy, assignment, "hand_in")).outcome == "ok"
    for name in ("approve", "return", "cancel", "give_time"):
        refused = await step(house, deputy, assignment, name, words="Tự duyệt", until="2030-01-01")
        assert refused.outcome == "task.not_yours", name
    assert (await step(house, "secretary", assignment, "approve")).outcome == "ok"


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("ask_change", {}, "task.words_missing"),
        ("ask_change", {"words": " x "}, "task.words_missing"),
        ("comment", {"words": "x" * 4001}, "task.words_long"),
        ("ask_time", {"words": "Bận việc nhà"}, "task.date_wrong"),
        ("ask_time", {"words": "Bận việc nhà", "until": "2020-01-01"}, "task.date_wrong"),
        ("report", {"percent": 101}, "task.percent_wrong"),
        ("report", {"percent": -1}, "task.percent_wrong"),
        ("dance", {}, "task.unknown_step"),
        ("report", {"words": "Tài liệu MẬT kèm theo"}, "task.classified"),
        ("report", {"files": [{"object_name": "a/b.pdf", "file_name": "b.pdf"}]}, "file.not_found"),
    ],
)
async def test_bad_input_is_refused_and_nothing_is_written(
    house: House, name: str, more: dict[str, object], code: str
) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    assert (await step(house, person, assignment, name, **more)).outcome == code
    assert state(house, assignment) == "assigned"
    assert (
        house.value(
            "select count(*) from handbook.task_events where assignment_id = %s", assignment
        )
        == 1
    )


async def test_a_step_in_an_older_version_is_refused(house: House) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    assert (await step(house, person, assignment, "accept")).outcome == "ok"
    late = await step(house, "secretary", assignment, "cancel", words="Nhầm", version=1)
    assert late.outcome == "task.changed_meanwhile"
    assert state(house, assignment) == "accepted"
