"""What a member and an officer open most: feed, the home screen, a post, the posts of units below."""

from bench.context import Bench
from bench.measure import Line, in_turns
from bench.people import CELL, Somebody
from bench.rpc import direct, straight

PROMISED = 1.5
"""The feed takes at most this many times as long as the best plan known."""
PAGE = 500
"""A page far down: 9,980 posts stand before it."""


async def run(bench: Bench) -> list[Line]:
    """Each screen against its baseline, over the same gateway."""
    return [
        *await _feed(bench),
        await _feed_alone(bench),
        *await _home(bench),
        await _open(bench),
        *await _below(bench),
    ]


async def _feed(bench: Bench) -> list[Line]:
    """As a member, as one who leads a cell, as an officer of the city: the first page and the last
    that anybody turns to, of everything and of one category."""
    people = (
        ("a member", bench.cast.member, False),
        ("a secretary", bench.cast.secretary, True),
        ("the city", bench.cast.city, True),
    )
    lines: list[Line] = []
    for label, who, leads in people:
        known = {"reader": who.member_id, "units": _units(bench, who), "leads": leads}
        far = _page(bench, who, leads, None)
        news = {"category": "news"}
        deep = _page(bench, who, leads, "news")
        for name, ours, base in (
            ("first page", {}, {}),
            (f"page {PAGE}", far, far),
            ("one category", news, {"wanted": "news"}),
            (f"one category, page {PAGE}", {**news, **deep}, {"wanted": "news", **deep}),
        ):
            function = "bench_feed_category" if "wanted" in base else "bench_feed"
            lines.append(
                await in_turns(
                    f"feed, {name}, {label}",
                    bench.rpc(who, "feed", **ours),
                    bench.rpc(who, function, **known, **base),
                    bench.rounds,
                    limit=PROMISED,
                )
            )
    return lines


def _page(bench: Bench, who: Somebody, leads: bool, category: str | None) -> dict[str, object]:
    """Where that page begins, or the last whole one of those that somebody has."""
    return bench.value(
        """with mine as (
             select p.published_at, p.id, length(p.unit_path) / 5 as near,
               row_number() over (order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc,
                 length(p.unit_path) desc, p.published_at desc, p.id desc) as place
             from handbook.posts p
             where p.unit_id::text = any (%s) and p.state = 'published' and (%s or not p.leaders_only)
               and coalesce(p.category::text = %s, p.category <> 'document')
               and not exists (select from handbook.pins n where n.post_id = p.id))
           select jsonb_build_object('before', published_at, 'before_id', id, 'before_nearness', near)
           from mine where place = greatest(1, least(%s, (select max(place) from mine) - 20))""",
        _units(bench, who), leads, category, 20 * (PAGE - 1),
    )  # fmt: skip


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
                _units(bench, who),
            ),
            bench.rounds,
        )


async def _home(bench: Bench) -> list[Line]:
    cell = bench.value("select path from handbook.units where code = %s", CELL)
    lines: list[Line] = []
    for label, who, leads in (
        ("home", bench.cast.member, None),
        ("home of a secretary", bench.cast.secretary, cell),
    ):
        units = _units(bench, who)
        paths = bench.value(
            "select array_agg(path) from handbook.units where id::text = any (%s)", units
        )
        known = {"reader": who.member_id, "units": units, "paths": paths, "cell": leads}
        lines.append(
            await in_turns(
                label, bench.rpc(who, "home"), bench.rpc(who, "bench_home", **known), bench.rounds
            )
        )
    return lines


async def _open(bench: Bench) -> Line:
    who = bench.cast.member
    post = bench.value(
        """select id::text from handbook.posts where unit_id::text = any (%s) and category = 'news'
           and state = 'published' and author_id is not null order by published_at desc limit 1""",
        _units(bench, who),
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


def _units(bench: Bench, who: Somebody) -> list[str]:
    """Somebody's cell and the units above it."""
    return bench.value(
        """select array_agg(u.id::text) from handbook.members m
           join handbook.units u on starts_with(m.unit_path, u.path) where m.id::text = %s""",
        who.member_id,
    )
