"""Where sealed documents lie: a folder of this machine, or a bucket that speaks S3.

A name is `<alliance>/<id>`, and says nothing else. What is put is there as a whole or not at all.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store

AT_ONCE = 1024 * 1024


class FilesLost(OSError):
    """The files can't be reached, or one that ought to be there is not."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file: of which alliance, its id, and when it was put."""

    alliance_id: UUID
    id: UUID
    put_at: datetime


class Files:
    """Sealed documents by alliance and id; any failure is FilesLost."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store, self._folder = store, folder

    async def put(self, alliance_id: UUID, id_: UUID, pieces: Iterator[bytes]) -> None:
        """Keep a file; when this is done it is on the disk, or where S3 keeps it."""
        name = _name(alliance_id, id_)
        try:
            await obstore.put_async(self._store, name, pieces, chunk_size=5 * AT_ONCE)
        except (BaseError, OSError) as why:
            raise FilesLost(type(why).__name__) from None
        if self._folder is not None:
            await asyncio.to_thread(_to_disk, self._folder / name)

    async def get(self, alliance_id: UUID, id_: UUID) -> AsyncIterator[bytes]:
        """Give a file, piece by piece."""
        try:
            found = await obstore.get_async(self._store, _name(alliance_id, id_))
            async for piece in found.stream(min_chunk_size=AT_ONCE):
                yield bytes(piece)
        except (BaseError, OSError) as why:
            raise FilesLost(type(why).__name__) from None

    async def delete(self, alliance_id: UUID, id_: UUID) -> None:
        """Remove a file; one that is not there is no matter."""
        try:
            await obstore.delete_async(self._store, _name(alliance_id, id_))
        except FileNotFoundError:
            return
        except (BaseError, OSError) as why:
            raise FilesLost(type(why).__name__) from None

    async def put_before(self, moment: datetime) -> list[KeptFile]:
        """List the files that are older than a moment; what has another name than ours is not."""
        try:
            found = await obstore.list(self._store).collect_async()
        except (BaseError, OSError) as why:
            raise FilesLost(type(why).__name__) from None
        return [
            kept
            for each in found
            if each["last_modified"] < moment
            if (kept := _kept(each["path"], each["last_modified"])) is not None
        ]


def open_files(
    url: str, *, endpoint: str = "", region: str = "", access_key: str = "", secret_key: str = ""
) -> Files:
    """Give the files at `file:///folder` (it is made) or `s3://bucket/prefix`; ValueError else.

    `memory:` keeps them until the process ends, for all its services: for tests.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "file":
            folder = Path(parts.path)
            return Files(LocalStore(folder, mkdir=True), folder)
        case "memory":
            return Files(_memory())
        case "s3":
            return Files(
                S3Store(
                    parts.netloc,
                    prefix=parts.path.strip("/") or None,
                    endpoint=endpoint or None,
                    region=region or None,
                    access_key_id=access_key or None,
                    secret_access_key=secret_key or None,
                    virtual_hosted_style_request=not endpoint,
                    client_options={"allow_http": endpoint.startswith("http://")},
                )
            )
    raise ValueError("documents are kept at file:///folder or s3://bucket")


@cache
def _memory() -> ObjectStore:
    return MemoryStore()


def _name(alliance_id: UUID, id_: UUID) -> str:
    return f"{alliance_id}/{id_}"


def _kept(name: str, put_at: datetime) -> KeptFile | None:
    alliance, _, id_ = name.partition("/")
    try:
        return KeptFile(UUID(alliance), UUID(id_), put_at)
    except ValueError:
        return None


def _to_disk(file: Path) -> None:
    """Have file and folder written through: a power cut after the commit must not lose them."""
    for path in (file, file.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
