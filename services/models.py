"""The base of every read model."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable; columns added later by a newer database are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")
