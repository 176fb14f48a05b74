"""What a member and an officer open most: feed, the home screen, a post, the posts of units below."""

from bench.context import Bench
from bench.measure import Line, in_turns
from bench.rpc import direct, straight

PROMISED = 1.5
"""The feed of a member takes at most this many times as long as the best plan known."""


async def run(bench: Bench) -> list[Line]:
    """Each screen against its baseline, over the same gateway."""
    return [
        *await _feed(bench),
        await _feed_alone(bench),
        await _home(bench),
        await _open(bench),
        *await _below(bench),
    ]


async def _feed(bench: Bench) -> list[Line]:
    who, rounds = bench.cast.member, bench.rounds
    known = {"reader": who.member_id, "units": _units(bench)}
    page = bench.value(
        """select jsonb_build_object('before', published_at, 'before_id', p.id,
             'before_nearness', length(p.unit_path) / 5) from handbook.posts p
           where unit_id::text = any (%s) and state = 'published' and not leaders_only
             and category <> 'document'
           order by published_at desc, p.id desc offset 500 limit 1""",
        known["units"],
    )
    return [
        await in_turns(
            "feed, first page",
            bench.rpc(who, "feed"),
            bench.rpc(who, "bench_feed", **known),
            rounds,
            limit=PROMISED,
        ),
        await in_turns(
            "feed, after 500 posts",
            bench.rpc(who, "feed", **page),
            bench.rpc(who, "bench_feed", **known, **page),
            rounds,
            limit=PROMISED,
        ),
        await in_turns(
            "feed, one category",
            bench.rpc(who, "feed", category="study"),
            bench.rpc(who, "bench_feed_category", **known, wanted="study"),
            rounds,
            limit=PROMISED,
        ),
    ]


async def _feed_alone(bench: Bench) -> Line:
    """Without supabase-py and HTTP on either side: what rights and policies cost by themselves."""
    who = bench.cast.member
    async with straight(bench) as connection:
        return await in_turns(
            "feed, first page, psycopg on both sides",
            direct(connection, who, "select json_agg(f)::text from api.feed() f"),
            direct(
                connection,
                who,
                "select json_agg(f)::text from api.bench_feed(%s::uuid, %s::uuid[]) f",
                who.member_id,
                _units(bench),
            ),
            bench.rounds,
        )


async def _home(bench: Bench) -> Line:
    who = bench.cast.member
    paths = bench.value(
        "select array_agg(path) from handbook.units where id::text = any (%s)", _units(bench)
    )
    return await in_turns(
        "home",
        bench.rpc(who, "home"),
        bench.rpc(who, "bench_home", reader=who.member_id, units=_units(bench), paths=paths),
        bench.rounds,
    )


async def _open(bench: Bench) -> Line:
    who = bench.cast.member
    post = bench.value(
        """select id::text from handbook.posts where unit_id::text = any (%s) and category = 'news'
           and state = 'published' and author_id is not null order by published_at desc limit 1""",
        _units(bench),
    )
    return await in_turns(
        "post_open",
        bench.rpc(who, "post_open", post_id=post),
        bench.rpc(who, "bench_post_open", reader=who.member_id, wanted=post),
        bench.rounds,
    )


async def _below(bench: Bench) -> list[Line]:
    ward, city = bench.cast.ward, bench.cast.city
    own = """select array_agg(a.path) from handbook.members m
             join handbook.units a on starts_with(m.unit_path, a.path) where m.id::text = %s"""
    path = """select u.path from handbook.roles r join handbook.units u on u.id = r.unit_id
              where r.member_id::text = %s and u.kind = 'ward'"""
    page = """select jsonb_build_object('before', published_at, 'before_id', id) from handbook.posts
              where state = 'published' order by published_at desc, id desc offset 500 limit 1"""
    after = bench.value(page)
    own_of_city = bench.value(own, city.member_id)
    return [
        await in_turns(
            "posts_below, a ward",
            bench.rpc(ward, "posts_below"),
            bench.rpc(
                ward, "bench_posts_below_ward", ward_path=bench.value(path, ward.member_id),
                own=bench.value(own, ward.member_id),
            ),
            bench.rounds,
        ),
        await in_turns(
            "posts_below, the city",
            bench.rpc(city, "posts_below"),
            bench.rpc(city, "bench_posts_below_city", own=own_of_city),
            bench.rounds,
        ),
        await in_turns(
            "posts_below, the city, after 500 posts",
            bench.rpc(city, "posts_below", **after),
            bench.rpc(city, "bench_posts_below_city", own=own_of_city, **after),
            bench.rounds,
        ),
    ]  # fmt: skip


def _units(bench: Bench) -> list[str]:
    """The member's cell and the units above it."""
    return bench.value(
        """select array_agg(u.id::text) from handbook.members m
           join handbook.units u on starts_with(m.unit_path, u.path) where m.id::text = %s""",
        bench.cast.member.member_id,
    )
