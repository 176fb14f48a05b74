"""Every scene is a picture of the promised size, the same for the same seed."""

import io
import time

import pytest
from PIL import Image

from services.demo.pictures import SCENES, draw
from services.demo.posts import load_posts


@pytest.mark.parametrize("scene", SCENES)
def test_scene_is_a_small_wide_jpeg_without_metadata(scene: str) -> None:
    content = draw(scene, seed="first")
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1200, 675))
        assert not picture.getexif()
    assert 10_000 < len(content) < 120_000


@pytest.mark.parametrize("scene", SCENES)
def test_scene_repeats_for_its_seed_and_differs_for_another(scene: str) -> None:
    assert draw(scene, seed="first") == draw(scene, seed="first")
    assert draw(scene, seed="first") != draw(scene, seed="second")


def test_posts_use_known_scenes_and_most_of_them() -> None:
    used = {post.picture for post in load_posts() if post.picture}
    assert used <= set(SCENES)
    assert len(used) >= 12


def test_unknown_scene_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        draw("volcano", seed="first")


def test_drawing_a_scene_takes_a_moment() -> None:
    """About 0.1 s each on an idle machine; the bound leaves room for a busy one."""
    start = time.perf_counter()
    for scene in SCENES:
        draw(scene, seed="timed")
    each = (time.perf_counter() - start) / len(SCENES)
    print(f"\n{each:.3f} s a picture")
    assert each < 1.5
