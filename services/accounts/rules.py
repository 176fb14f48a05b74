"""Pure rules of sign-in names and passwords."""

import unicodedata
from dataclasses import dataclass
from typing import Any, cast

import phonenumbers

from services.errors import Invalid

MIN_PASSWORD = 12
MAX_PASSWORD = 64
MAX_PASSWORD_BYTES = 72  # bcrypt reads no further
LEAST_GUESSES_LOG10 = 8  # below this zxcvbn finds it among common words, names, keyboard rows
COUNTRY = "VN"


@dataclass(frozen=True)
class Login:
    """What somebody typed to say who they are: exactly one of the three is set."""

    phone: str | None = None
    email: str | None = None
    card: str | None = None

    @property
    def key(self) -> str:
        """The form the database looks up."""
        return self.phone or self.email or self.card or ""


def parse_login(text: str) -> Login:
    """A phone number (E.164), an e-mail address or a 12-digit card number.

    Raises Invalid `login.malformed`.
    """
    text = text.strip()
    if "@" in text:
        local, _, domain = text.rpartition("@")
        if local and "." in domain and " " not in text and len(text) <= 254:
            return Login(email=text.lower())
        raise Invalid("login.malformed", {"field": "login"})
    digits = "".join(c for c in text if c not in " .-()\u00a0")
    if digits.isascii() and digits.isdigit() and len(digits) == 12 and not digits.startswith("84"):
        return Login(card=digits)
    if not digits.removeprefix("+").isdecimal() or not digits.isascii():
        raise Invalid("login.malformed", {"field": "login"})
    try:
        number = phonenumbers.parse(digits, COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise Invalid("login.malformed", {"field": "login"}) from error
    if not phonenumbers.is_possible_number(number):
        raise Invalid("login.malformed", {"field": "login"})
    return Login(phone=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normal_password(password: str) -> str:
    """The form in which passwords are hashed and compared: phones spell one accent in two ways."""
    return unicodedata.normalize("NFC", password)


def check_password(password: str) -> str:
    """The password in NFC, as it is hashed.

    12 to 64 characters, at most 72 bytes, not one of the common ones; no rules of composition and
    no forced change (OWASP ASVS 5.0, 6.2.1 to 6.2.10). Raises Invalid.
    """
    password = normal_password(password)
    if len(password) < MIN_PASSWORD:
        raise Invalid("password.short", {"field": "password", "least": MIN_PASSWORD})
    if len(password) > MAX_PASSWORD:
        raise Invalid("password.long", {"field": "password", "most": MAX_PASSWORD})
    if len(password.encode()) > MAX_PASSWORD_BYTES:
        raise Invalid("password.too_many_bytes", {"field": "password"})
    from zxcvbn import zxcvbn  # loads long: not at the app's start

    if cast(dict[str, Any], zxcvbn(password))["guesses_log10"] < LEAST_GUESSES_LOG10:
        raise Invalid("password.common", {"field": "password"})
    return password
