"""Settings from the environment and `.env`; malformed or half-set ones name the variable and stop."""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from services import strings
from services.mail import is_ca_file, is_smtp_address
from services.refusal import Refused


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


class Settings(BaseSettings):
    """All the settings there are; `.env.example` documents each."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    data_dir: Path = Path("data")
    public_url: str | None = None
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    session_seconds: int = Field(default=900, ge=60, le=86400)
    compress: bool = True

    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    smtp_ca_file: Path | None = None

    postgres_bin: Path | None = None
    supabase_url: str | None = None
    supabase_publishable_key: SecretStr | None = None
    supabase_secret_key: SecretStr | None = None
    supabase_db_url: SecretStr | None = None
    hosted_approved_by: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        hosted = {
            "SUPABASE_URL": self.supabase_url,
            "SUPABASE_PUBLISHABLE_KEY": self.supabase_publishable_key,
            "SUPABASE_SECRET_KEY": self.supabase_secret_key,
        }
        missing = [name for name, value in hosted.items() if not value]
        if len(missing) not in (0, len(hosted)):
            raise ValueError(strings.HALF_SET.format(names=", ".join(missing)))
        for name, url in (("SUPABASE_URL", self.supabase_url), ("PUBLIC_URL", self.public_url)):
            if url and not _is_web_address(url):
                raise ValueError(strings.NOT_AN_ADDRESS.format(name=name))
        for proxy in self.trusted_proxies:
            try:
                ip_network(proxy, strict=False)
            except ValueError as error:
                raise ValueError(strings.NOT_A_NETWORK.format(value=proxy)) from error
        if bool(self.smtp_url) != bool(self.mail_from):
            raise ValueError(strings.HALF_MAIL)
        if self.smtp_url and not is_smtp_address(self.smtp_url.get_secret_value()):
            raise ValueError(strings.NOT_SMTP)
        if self.smtp_ca_file and not is_ca_file(self.smtp_ca_file):
            raise ValueError(strings.NOT_CA_FILE.format(path=self.smtp_ca_file))
        if self.supabase_url and not self.hosted_approved_by and not _is_private(self.supabase_url):
            raise ValueError(strings.NOT_APPROVED)
        return self

    @property
    def is_hosted(self) -> bool:
        """Whether a Supabase elsewhere is used instead of the embedded default."""
        return self.supabase_url is not None


class SettingsRefused(Refused):
    """The settings can't be used; `str()` is one clear line that names the variable."""


def load_settings(**overrides: object) -> Settings:
    """Read the settings; `overrides` are the command line's. Raises SettingsRefused."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(Settings(**given) if given else Settings())  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        line = first["msg"].removeprefix("Value error, ")
        if first["loc"]:  # pydantic's own check of one variable
            name = str(first["loc"][0]).upper()
            line = strings.MALFORMED.format(name=name, limits=_limits(first.get("ctx", {})))
        raise SettingsRefused(strings.SETTINGS_REFUSED.format(line=line)) from error


def _limits(context: dict[str, object]) -> str:
    least, most = context.get("ge"), context.get("le")
    if least is not None:
        return strings.AT_LEAST.format(least=least)
    return strings.AT_MOST.format(most=most) if most is not None else ""


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_private(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
