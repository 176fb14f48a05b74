"""Differences word by word, and two people's work made one text."""

from __future__ import annotations

import random
import time

import pytest

from services.newsroom.differences import (
    Change,
    Keep,
    Line,
    as_text,
    differences,
    merged,
    word_count,
)

WORDS = ["chi bộ", "đảng viên", "nhân dân", "khu phố", "tổ", "công tác", "nghị quyết", "học tập"]


def told(lines: list[Line]) -> list[str]:
    """Readable: [-gone-] {+new+}."""
    gone, fresh = Change.DELETED, Change.INSERTED
    drawn = {gone: "[-{}-]".format, fresh: "{{+{}+}}".format, Change.SAME: str}
    return ["".join(drawn[p.change](p.words.strip()) for p in line.pieces) for line in lines]


def side(lines: list[Line], gone: Change) -> str:
    """One of the two texts, taken out of the differences again."""
    text = ["".join(p.words for p in line.pieces if p.change is not gone).strip() for line in lines]
    return "\n".join(line for line in text if line)


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("Một dòng.", "Một dòng.", ["Một dòng."]),
        ("", "", []),
        ("", "Mới.", ["{+Mới.+}"]),
        ("Cũ.", "", ["[-Cũ.-]"]),
        (
            "Ngày 5 tháng 3 chi bộ họp.",
            "Ngày 7 tháng 3 chi bộ họp.",
            ["Ngày[-5-]{+7+}tháng 3 chi bộ họp."],
        ),
        ("Ông nói vậy", "Ông nói vậy.", ["Ông nói vậy{+.+}"]),
        ("Một.\n\nHai.\n\nBa.", "Một.\n\nBa.", ["Một.", "[-Hai.-]", "Ba."]),
        (
            "Đồng chí Lan kể chuyện.\n\nBà con vỗ tay.",
            "Mở đầu mới hẳn.\n\nĐồng chí Lan kể chuyện xưa.\n\nBà con vỗ tay.",
            ["{+Mở đầu mới hẳn.+}", "Đồng chí Lan kể chuyện{+xưa+}.", "Bà con vỗ tay."],
        ),
        # A decomposed letter is the same letter; a Windows line end is a line end.
        ("Nhà văn hóa\r\nTổ 5", "Nhà văn ho\u0301a\nTổ 5", ["Nhà văn hóa", "Tổ 5"]),
        # Nothing is taken for markup on the way.
        ("<b>x</b>", "<i>x</i>", ["[-<b>x</b>-]", "{+<i>x</i>+}"]),
    ],
)
def test_each_word_is_marked_by_what_happened_to_it(old: str, new: str, seen: list[str]) -> None:
    assert told(differences(old, new)) == seen


def test_a_line_says_what_happened_to_it_as_a_whole() -> None:
    gone, same, partly, fresh = differences(
        "Bỏ đoạn này đi.\nGiữ.\nHội nghị có 5 người dự.",
        "Giữ.\nHội nghị có 6 người dự.\nThêm một đoạn nữa.",
    )
    assert [gone.change, same.change, partly.change, fresh.change] == [
        Change.DELETED, Change.SAME, None, Change.INSERTED,
    ]  # fmt: skip
    assert [line.touched for line in (gone, same, partly, fresh)] == [True, False, True, True]


def bare(text: str) -> list[str]:
    """The lines without spaces: where a word stays, the new text's space after it is shown."""
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def scrambled(random_: random.Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(random_.randint(0, 6)):
        at = random_.randrange(len(lines) + 1)
        if random_.random() < 0.4 and at < len(lines):
            words = lines[at].split()
            for _ in range(3):
                words.insert(random_.randrange(len(words) + 1), random_.choice(WORDS))
            lines[at] = " ".join(words)
        elif random_.random() < 0.5 and at < len(lines):
            del lines[at]
        else:
            lines.insert(at, " ".join(random_.choices(WORDS, k=8)))
    return "\n".join(lines)


def written(random_: random.Random, lines: int, words: int = 12) -> str:
    return "\n".join(" ".join(random_.choices(WORDS, k=words)) + "." for _ in range(lines))


@pytest.mark.parametrize("seed", range(60))
def test_both_versions_can_be_read_out_of_the_differences(seed: int) -> None:
    random_ = random.Random(seed)
    old = written(random_, random_.randint(0, 12))
    new = scrambled(random_, old)
    lines = differences(old, new)
    assert bare(side(lines, Change.INSERTED)) == bare(old)
    assert bare(side(lines, Change.DELETED)) == bare(new)


@pytest.mark.parametrize("shape", [(1, 5_000), (60, 90), (2_500, 2)])
def test_five_thousand_words_written_anew_are_compared_in_a_moment(shape: tuple[int, int]) -> None:
    old, new = written(random.Random(1), *shape), written(random.Random(2), *shape)
    began = time.process_time()
    differences(old, new)
    merged(old, new, written(random.Random(3), *shape))
    assert time.process_time() - began < 6


def test_work_on_different_paragraphs_comes_together_by_itself() -> None:
    base = "# Tên\n\nMột.\n\nHai.\n\nBa."
    mine = "# Tên mới\n\nMột.\n\nHai.\n\nBa."
    theirs = "# Tên\n\nMột.\n\nHai.\n\nBa, có thêm.\n\nBốn."
    stretches = merged(base, mine, theirs)
    assert [s.clash for s in stretches] == [False]
    assert as_text(stretches) == "# Tên mới\n\nMột.\n\nHai.\n\nBa, có thêm.\n\nBốn."


def test_work_on_the_same_paragraph_is_kept_from_both_until_somebody_chooses() -> None:
    stretches = merged("Đầu.\nGiữa.\nCuối.", "Đầu.\nCủa tôi.\nCuối.", "Đầu.\nCủa bạn.\nCuối.")
    assert [(s.lines, s.theirs) for s in stretches] == [
        (("Đầu.",), None),
        (("Của tôi.",), ("Của bạn.",)),
        (("Cuối.",), None),
    ]
    assert as_text(stretches) == "Đầu.\nCủa tôi.\n\nCủa bạn.\nCuối."
    assert as_text(stretches, lambda _: Keep.MINE) == "Đầu.\nCủa tôi.\nCuối."
    assert as_text(stretches, lambda _: Keep.THEIRS) == "Đầu.\nCủa bạn.\nCuối."


@pytest.mark.parametrize("seed", range(60))
def test_no_side_loses_a_line_it_wrote(seed: int) -> None:
    random_ = random.Random(seed)
    base = written(random_, random_.randint(1, 10))
    mine, theirs = scrambled(random_, base), scrambled(random_, base)
    together = as_text(merged(base, mine, theirs)).split("\n")
    for text in (mine, theirs):
        fresh = set(text.split("\n")) - set(base.split("\n"))
        assert fresh <= set(together)
    assert as_text(merged(base, mine, base)) == mine
    assert as_text(merged(base, base, theirs)) == theirs
    assert as_text(merged(base, mine, mine)) == mine


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert word_count("") == 0
    assert word_count("## Ba từ này\n\n- **Hai** từ [đường dẫn](https://a.example/x-y-z)") == 7
