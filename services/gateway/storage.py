"""The storage surface: files in private buckets, as one person or as the app itself."""

from services.gateway.connection import translated
from services.gateway.rest import MemberCalls, ServiceCalls

BUCKET = "attachments"
LINK_SECONDS = 60  # design: a link to a file lives a minute at most


class MemberFiles(MemberCalls):
    """Files that one signed-in person may put, see and remove; the database decides."""

    async def upload(
        self, object_name: str, content: bytes, content_type: str, bucket_id: str = BUCKET
    ) -> None:
        """Put a file into a private bucket. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with translated():
            await bucket.upload(object_name, content, {"content-type": content_type})

    async def link(
        self, object_name: str, download_as: str | None = None, bucket_id: str = BUCKET
    ) -> str:
        """A link to a file, good for a minute, after the right is checked again. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with translated():
            signed = await bucket.create_signed_url(
                object_name, LINK_SECONDS, {"download": download_as} if download_as else {}
            )
        return signed["signedURL"] or ""

    async def download(self, object_name: str, bucket_id: str = BUCKET) -> bytes:
        """A file of a private bucket. Raises AppError."""
        await self._live()
        with translated():
            return await self._client.storage.from_(bucket_id).download(object_name)

    async def links(self, object_names: list[str], bucket_id: str) -> dict[str, str]:
        """Links to several files in one request, good for a minute; what the caller may not see is
        not among them. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with translated():
            signed = await bucket.create_signed_urls(object_names, LINK_SECONDS)
        return {str(one["path"]): one["signedURL"] for one in signed if one["signedURL"]}

    async def remove(self, object_names: list[str], bucket_id: str) -> None:
        """Remove files from a private bucket. Raises AppError."""
        await self._live()
        with translated():
            await self._client.storage.from_(bucket_id).remove(object_names)


class ServiceFiles(ServiceCalls):
    """Files that the app itself reads or brings in."""

    async def download(self, object_name: str) -> bytes:
        """A file of the private bucket, for reading its text. Raises AppError."""
        with translated():
            return await self._client.storage.from_(BUCKET).download(object_name)

    async def upload(
        self, object_name: str, content: bytes, content_type: str, bucket_id: str = BUCKET
    ) -> None:
        """Put an imported picture into a private bucket. Raises AppError."""
        with translated():
            await self._client.storage.from_(bucket_id).upload(
                object_name, content, {"content-type": content_type}
            )
