"""The demo's papers: every state can be seen, and a paper names one that stands before it."""

import tomllib

from services.demo.names import DATA
from services.demo.organisation import build

PAPERS = tomllib.loads((DATA / "documents.toml").read_text("utf-8"))["document"]


def test_every_state_is_there() -> None:
    keys = [paper["key"] for paper in PAPERS]
    for place, paper in enumerate(PAPERS):
        assert paper.get("replaces", keys[0]) in keys[: place + 1]
    assert any("replaces" in paper for paper in PAPERS)
    assert any(paper.get("valid_until", 0) < 0 for paper in PAPERS)
    assert any(paper.get("valid_from", 0) > 0 for paper in PAPERS)
    assert any(paper.get("acknowledge_by", 0) < 0 < paper["late_share"] for paper in PAPERS)


def test_papers_belong_to_units_and_say_that_they_are_made_up() -> None:
    units = {unit.key for unit in build().units}
    for paper in PAPERS:
        assert paper["unit"] in units
        assert "minh họa" in paper["body"]
