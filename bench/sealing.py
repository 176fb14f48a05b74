"""How long the sealer holds its transaction when 10,000 entries wait."""

import time

from bench.context import Bench
from bench.measure import Line, Times

ENTRIES = 10_000

_WRITE = """
    select count(handbook.audit(
      'bench.entry', 'bench', n::text, %s::uuid, null, null, jsonb_build_object('n', n)))
    from generate_series(1, %s) n"""


async def run(bench: Bench) -> list[Line]:
    """Sealing against merely marking the same rows; rolled back, so the log stays as it was."""
    ours: list[float] = []
    base: list[float] = []
    covered = 0
    bench.admin.execute("select handbook.seal_audit()")
    with bench.admin.transaction(force_rollback=True):
        bench.admin.execute(_WRITE, (bench.cast.member.member_id, ENTRIES))
        bench.admin.execute("analyze handbook.audit_entries")
        for _ in range(max(bench.rounds // 40, 2)):
            ours.append(_timed(bench, "select handbook.seal_audit()"))
            base.append(
                _timed(bench, "update handbook.audit_entries set seal = 0 where seal is null")
            )
        covered = bench.value(
            "select count(*) from handbook.audit_entries where subject = 'bench' and seal is null"
        )
    line = Line(f"audit: seal {ENTRIES:,} entries", Times.of(ours), Times.of(base), covered)
    return [line]


def _timed(bench: Bench, statement: str) -> float:
    with bench.admin.transaction(force_rollback=True):
        started = time.perf_counter()
        bench.admin.execute(statement.encode())
        return time.perf_counter() - started
