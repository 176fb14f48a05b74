"""Settings: malformed or half-set values name the variable and stop."""

import pytest

from services.settings import Settings, SettingsRefused, load_settings

HOSTED = {
    "SUPABASE_URL": "http://10.0.0.5:8000",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_x",
    "SUPABASE_SECRET_KEY": "sb_secret_x",
}


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name in (*HOSTED, "HOST", "PORT", "DATA_DIR", "SMTP_URL", "MAIL_FROM", "SMTP_CA_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_nothing_set_is_the_embedded_default(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch)
    assert (settings.host, settings.port, str(settings.data_dir)) == ("127.0.0.1", 8000, "data")
    assert not settings.is_hosted


def test_empty_means_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, PORT="", SUPABASE_URL="").port == 8000


@pytest.mark.parametrize("missing", HOSTED)
def test_half_of_supabase_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    with pytest.raises(SettingsRefused, match=missing):
        given(monkeypatch, **{name: value for name, value in HOSTED.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("TRUSTED_PROXIES", "not-a-network"),
        ("PUBLIC_URL", "sotay.example"),
        ("SESSION_SECONDS", "5"),
        ("SMTP_URL", "smtp://mail.example"),
        ("SMTP_CA_FILE", "/dev/null"),
        ("SMTP_CA_FILE", "not/there.pem"),
    ],
)
def test_a_malformed_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=name) as refused:
        given(monkeypatch, **{name: value})
    assert "\n" not in str(refused.value)


def test_hosted_outside_the_own_network_needs_a_name_who_approved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outside = HOSTED | {"SUPABASE_URL": "https://project.supabase.example"}
    with pytest.raises(SettingsRefused, match="HOSTED_APPROVED_BY"):
        given(monkeypatch, **outside)
    assert given(monkeypatch, **outside, HOSTED_APPROVED_BY="Ban Thường vụ").is_hosted


def test_no_secret_is_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sb_secret_x" not in repr(given(monkeypatch, **HOSTED))
