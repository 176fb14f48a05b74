"""What is printed of things that are no record: apart from the printing, which takes long to load."""

from pydantic import SecretStr

from services.models import Frozen


class Slip(Frozen):
    """What one person needs to enter for the first time."""

    full_name: str
    unit_name: str
    login: str
    """What is typed as login: the person's phone number, or that it is the card number."""
    code: SecretStr
    valid_hours: int
