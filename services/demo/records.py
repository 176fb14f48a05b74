"""Made-up records for the small demo: the same fields for the same person, every time."""

import json
import tomllib
from datetime import date
from random import Random
from typing import Any

import psycopg

from services.demo.ids import demo_id
from services.demo.names import DATA
from services.demo.seeds import BASE_DATE, MemberSeed, Organisation

Connection = psycopg.Connection[Any]
Document = dict[str, object]


def load_records(connection: Connection, org: Organisation) -> None:
    """Documents with their first versions, cell groups, and requests in every state."""
    pools = tomllib.loads((DATA / "records.toml").read_text("utf-8"))
    rows = [
        (str(demo_id(member.key)), kind, json.dumps(document))
        for number, member in enumerate(org.members)
        for kind, document in documents(member, number, pools).items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "update handbook.members set group_id = %s where id = %s",
            [(demo_id(m.group_key), demo_id(m.key)) for m in org.members if m.group_key],
        )
        cursor.executemany(
            "insert into handbook.record_documents (member_id, class, unit_path, document)"
            " values (%s, %s, '', %s)",
            rows,
        )
    connection.execute(
        """insert into handbook.record_changes (member_id, unit_path, field, class, after, source, changed_at)
           select m.id, m.unit_path, v.key, f.class, v.value, 'start', %s
           from handbook.members m
           join handbook.record_documents d on d.member_id = m.id, jsonb_each(d.document) v
           join handbook.record_fields f on f.field = v.key""",
        (BASE_DATE,),
    )
    for request in pools["request"]:
        _insert_request(connection, request)


def documents(member: MemberSeed, number: int, pools: dict[str, Any]) -> dict[str, Document]:
    """The fields of one person that are no columns, by class."""
    random = Random(f"record:{member.key}")  # noqa: S311 - the same people every time is the point

    def one(pool: str) -> str:
        return str(random.choice(pools[pool]))

    age = BASE_DATE.year - member.birth_date.year
    commune, province = one("communes"), str(pools["provinces"][0])
    residence = f"{random.randint(1, 90)} {one('streets')}, {commune}"
    open_: Document = {
        "birth_country": pools["country"],
        "birth_province": one("provinces"),
        "birth_detail": one("communes"),
        "home_country": pools["country"],
        "home_province": one("provinces"),
        "home_detail": one("communes"),
        "general_education": one("general"),
        "degree": one("degrees"),
        "political_theory": one("theory"),
        "occupation": one("occupations_retired") if age > 60 else one("occupations"),
        "training": random.sample(pools["training"], k=random.randint(1, 2)),
        "youth_union_date": str(member.birth_date.year + 16),
    }
    if age <= 60:
        open_ |= {"workplace": one("workplaces"), "computer_skills": one("computing")}
    if age < 45:
        open_["languages"] = [one("languages")]
    if member.card_number:
        given = member.official_date or member.admission_date
        open_ |= {"card_place": pools["card_place"], "card_date": _later(given).isoformat()}
    if random.random() < 0.4:
        open_["rewards"] = [one("rewards")]
    return {
        "open": open_,
        "contact": {
            "residence_country": pools["country"],
            "residence_province": province,
            "residence_detail": residence,
            "present_address": residence,
            "contact_by": "in_person" if member.phone is None else "call",
            **({"contact_hours": one("hours")} if random.random() < 0.3 else {}),
        },
        # Province code 000 is nobody's.
        "masked": {"personal_id": f"000{member.birth_date.year % 100:02}{number:07}"},
        "sensitive": {
            "ethnicity": one("ethnicities"),
            "religion": one("religions"),
            "family_class": one("family_classes"),
            "health": one("health"),
            **({"history": pools["history"]} if random.random() < 0.5 else {}),
        },
    }


def _later(day: date) -> date:
    return date(day.year + 1, 2, 3)


def _insert_request(connection: Connection, request: dict[str, str]) -> None:
    member = demo_id(request["member"])
    decider = demo_id(request["decider"]) if "decider" in request else None
    forwarded = request["state"] == "forwarded"
    decided = request["state"] in ("accepted", "rejected")
    connection.execute(
        """insert into handbook.change_requests (member_id, unit_path, field, class, before, proposed,
             reason, state, entered_by, filed_at, forwarded_by, forwarded_at, decided_by, decided_at, answer)
           select m.id, m.unit_path, f.field, f.class,
             handbook.record_values(m.id, array[f.class]) -> f.field, %(value)s, %(reason)s, %(state)s,
             %(proxy)s, now() - interval '3 days',
              %(forwarder)s, case when %(forwarder)s::uuid is not null then now() - interval '1 day' end,
             %(decider)s, case when %(decider)s::uuid is not null then now() - interval '1 day' end,
             %(answer)s
           from handbook.members m, handbook.record_fields f
           where m.id = %(member)s and f.field = %(field)s""",
        {
            "member": member,
            "field": request["field"],
            "value": json.dumps(request["value"]),
            "reason": request["reason"],
            "state": request["state"],
            "proxy": demo_id(request["proxy"]) if "proxy" in request else None,
            "forwarder": decider if forwarded else None,
            "decider": decider if decided else None,
            "answer": request.get("answer"),
        },
    )
