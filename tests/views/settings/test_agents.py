"""User agents in plain words; never their raw text."""

from __future__ import annotations

import pytest

from views.settings import strings
from views.settings.agents import device_in_words

ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (ANDROID, "Chrome trên điện thoại Android"),
        (ANDROID.replace("Mobile ", ""), "Chrome trên máy tính bảng Android"),
        (ANDROID.replace("Chrome/", "SamsungBrowser/26.0 Chrome/"),
         "Samsung Internet trên điện thoại Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
         "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/126.0.0.0 Safari/537.36 Edg/126.0", "Edge trên máy tính Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "coc_coc_browser/125.0 Chrome/119.0 Safari/537.36", "Cốc Cốc trên máy tính Windows"),
        ("", strings.UNKNOWN_DEVICE),
        (None, strings.UNKNOWN_DEVICE),
        ("<script>alert(1)</script>", strings.UNKNOWN_DEVICE),
    ],
)  # fmt: skip
def test_a_device_in_words(agent: str | None, words: str):
    assert device_in_words(agent) == words
