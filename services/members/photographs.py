"""Photographs of members: made small and bare of the camera's notes, kept in a private bucket."""

import asyncio
import io
import warnings
from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from PIL import Image, ImageOps, UnidentifiedImageError

from services.errors import Invalid
from services.gateway import MemberGateway
from services.members.models import MyPhotograph

BUCKET: Final = "photographs"
SIDE: Final = 512
MOST: Final = 500
_MOST_PIXELS: Final = 60_000_000
_LEAST_SIDE: Final = 64
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Photographs:
    """What a signed-in person does with photographs."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def links(self, member_ids: Iterable[UUID]) -> dict[UUID, str]:
        """Links to the photographs of these members, good for a minute, all at once; whoever has
        none, or shows none to me, is not among them."""
        wanted = [str(member_id) for member_id in member_ids][:MOST]
        names: dict[str, str] | None = await self._gateway.rpc("photographs", member_ids=wanted)
        if not names:
            return {}
        links = await self._gateway.links(list(names.values()), BUCKET)
        return {UUID(who): links[name] for who, name in names.items() if name in links}

    async def mine(self) -> MyPhotograph:
        """Whether there is one of mine, and whether fellow members see it."""
        return MyPhotograph.model_validate(await self._gateway.rpc("my_photograph"))

    async def put(self, key: UUID, member_id: UUID, content: bytes) -> None:
        """Make a picture the photograph of a member. Raises Invalid (photograph.unreadable,
        photograph.too_small), NotFound, Forbidden."""
        portrait = await asyncio.to_thread(prepared, content)
        name = f"{member_id}/{uuid4()}.jpg"
        await self._gateway.upload(name, portrait, "image/jpeg", BUCKET)
        await self._set(key, member_id, name)

    async def remove(self, key: UUID, member_id: UUID) -> None:
        """Take the photograph of a member away. Raises NotFound."""
        await self._set(key, member_id, None)

    async def share(self, *, shared: bool) -> None:
        """Whether fellow members see my photograph."""
        await self._gateway.rpc("photograph_share", shared=shared)

    async def _set(self, key: UUID, member_id: UUID, name: str | None) -> None:
        answer = await self._gateway.rpc(
            "photograph_set", key=str(key), member_id=str(member_id), object_name=name
        )
        if answer["gone"]:
            await self._gateway.remove(answer["gone"], BUCKET)


def prepared(content: bytes) -> bytes:
    """The picture upright, at most 512 pixels wide or high, and nothing but pixels: where and with
    what it was taken is left behind. Raises Invalid."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as source:
                if source.width * source.height > _MOST_PIXELS:
                    raise Invalid("photograph.unreadable", {"field": "file"})
                if min(source.size) < _LEAST_SIDE:
                    raise Invalid("photograph.too_small", {"field": "file"})
                source.draft("RGB", (2 * SIDE, 2 * SIDE))
                upright = ImageOps.exif_transpose(source)
                upright.thumbnail((SIDE, SIDE))
                seen = upright.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,  # Pillow's PNG reader raises it for broken chunks
        ValueError,
    ) as error:
        raise Invalid("photograph.unreadable", {"field": "file"}) from error
    bare = Image.new("RGB", seen.size, "white")
    bare.paste(seen, mask=seen.getchannel("A"))
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
