"""What passes between client and server, frame by frame."""

from typing import Any, cast

import msgpack
import pytest

from views.web import wire


def pack(action: int, body: object) -> bytes:
    return b"\0" + cast("bytes", cast(Any, msgpack).packb([action, body]))


def unpack(frame: object) -> Any:
    assert isinstance(frame, bytes)
    return cast(Any, msgpack).unpackb(frame[1:], strict_map_key=False)


def passed(action: int, body: object) -> Any:
    return unpack(wire.inbound(pack(action, body), registered=True))


@pytest.mark.parametrize(
    "frame",
    [
        b"\0",
        b"\0\xc1",
        b"\0" + b"\x91" * 5000,
        pack(3, []),
        pack(9, {}),
        pack(2, {"id": 1, "patch": []}),
        pack(6, {"message": "x"}),
        pack(3, {"target": "1", "name": "click", "data": None}),
        pack(3, {"target": 5, "name": "click", "data": None, "extra": 1}),
        pack(3, {"target": 5, "name": "x" * 100, "data": None}),
        pack(4, {"id": 5, "props": []}),
        pack(4, {"id": None, "props": {}}),
        pack(5, {"control_id": 5, "call_id": "c"}),
        pack(5, {"control_id": 5, "call_id": "c", "result": 1, "error": {"a": 1}}),
        pack(1, {"session_id": None, "page_name": "", "page": {}}),
    ],
)
def test_broken_frames_are_refused(frame: bytes) -> None:
    assert isinstance(wire.inbound(frame, registered=True), wire.Refuse)


def test_nothing_but_a_registration_comes_first() -> None:
    for action, body in (
        (3, {"target": 5, "name": "click", "data": None}),
        (4, {"id": 5, "props": {"value": 1}}),
        (5, {"control_id": 1, "call_id": "c", "result": None, "error": None}),
    ):
        assert isinstance(wire.inbound(pack(action, body), registered=False), wire.Refuse)


def test_data_channels_are_dropped() -> None:
    assert wire.inbound(b"\x01\0\0\0\0abc", registered=True) is None


def test_only_what_a_client_reports_of_itself_passes() -> None:
    props = {
        "value": "chữ",
        "selected_index": 2,
        "client_ip": "6.6.6.6",
        "_parent": 1,
        "_state": {},
        "kwargs": {"post_id": "x"},
        "on_click": True,
        "url": "https://evil.example",
    }
    assert passed(4, {"id": 7, "props": props}) == [
        4,
        {"id": 7, "props": {"value": "chữ", "selected_index": 2}},
    ]
    assert wire.inbound(pack(4, {"id": 1, "props": {"_services": []}}), registered=True) is None


def test_an_untouched_frame_is_the_same_frame() -> None:
    frame = pack(4, {"id": 7, "props": {"value": "x"}})
    assert wire.inbound(frame, registered=True) is frame
    event = pack(3, {"target": 7, "name": "click", "data": None})
    assert wire.inbound(event, registered=True) is event


@pytest.mark.parametrize(
    "props",
    [
        {"width": "wide"},
        {"width": -5},
        {"height": float("nan")},
        {"media": "x"},
        {"platform_brightness": "blue"},
        {"route": 5},
    ],
)
def test_properties_of_a_wrong_kind_are_dropped(props: dict[str, Any]) -> None:
    assert wire.inbound(pack(4, {"id": 1, "props": props}), registered=True) is None


def test_a_client_cannot_fire_the_pages_own_events() -> None:
    for name in ("connect", "disconnect", "close", "login", "error", "multi_view_add"):
        body = {"target": wire.PAGE, "name": name, "data": None}
        assert wire.inbound(pack(3, body), registered=True) is None
    assert passed(3, {"target": 1, "name": "resize", "data": {"width": 5, "height": 5}})


def test_a_registration_is_rebuilt_from_what_is_known() -> None:
    page: dict[str, Any] = {
        "route": "/tasks/5",
        "width": 390,
        "height": 844.5,
        "web": True,
        "platform": "android",
        "platform_brightness": "dark",
        "media": {
            "padding": {"left": 0, "top": 24, "right": 0, "bottom": 0},
            "view_padding": {},
            "view_insets": {},
            "device_pixel_ratio": 3,
            "orientation": "portrait",
            "evil": 1,
        },
        "client_ip": "6.6.6.6",
        "_services": [],
        "window": {"width": 1},
    }
    body = {"session_id": "abc", "page_name": "../x", "page": page, "more": 1}
    made = unpack(wire.inbound(pack(1, body), registered=False))[1]
    assert made["session_id"] == "abc"
    assert made["page_name"] == ""
    assert set(made) == {"session_id", "page_name", "page"}
    assert made["page"]["route"] == "/tasks/5"
    assert made["page"]["platform_brightness"] == "dark"
    assert made["page"]["media"]["padding"]["top"] == 24
    assert not {"client_ip", "_services", "window"} & set(made["page"])


@pytest.mark.parametrize(
    "body",
    [{}, {"page": 5}, {"session_id": 7, "page": {"route": "evil", "width": "x", "platform": []}}],
)
def test_a_poor_registration_becomes_a_plain_phone(body: dict[str, Any]) -> None:
    made = unpack(wire.inbound(pack(1, body), registered=False))[1]
    assert made["session_id"] is None
    assert made["page"]["route"] == "/"
    assert made["page"]["width"] == 390


def test_a_crash_never_leaves_and_an_error_leaves_reworded() -> None:
    assert wire.outbound(pack(6, {"message": "Traceback"}), "lỗi") is None
    said = wire.outbound(
        pack(1, {"session_id": "s", "page_patch": {"a": 1}, "error": "Traceback"}), "lỗi"
    )
    assert unpack(said)[1] == {"session_id": "", "page_patch": {}, "error": "lỗi"}
    for frame in (
        pack(1, {"session_id": "s", "page_patch": {"a": 1}, "error": ""}),
        pack(2, {"id": 1, "patch": []}),
    ):
        assert wire.outbound(frame, "lỗi") is frame


def test_the_codes_are_flets() -> None:
    from flet.messaging.protocol import MessageAction

    assert [
        MessageAction.REGISTER_CLIENT.value,
        MessageAction.PATCH_CONTROL.value,
        MessageAction.CONTROL_EVENT.value,
        MessageAction.UPDATE_CONTROL_PROPS.value,
        MessageAction.INVOKE_METHOD.value,
        MessageAction.SESSION_CRASHED.value,
    ] == [wire.REGISTER, wire.PATCH, wire.EVENT, wire.PROPS, wire.INVOKE, wire.CRASHED]
