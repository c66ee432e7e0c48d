"""Reads a file in a process of its own, so that no file can take the memory or time of others.

Run as a module it reads the bytes from its input and writes what it found as JSON.
"""

import asyncio
import json
import resource
import sys
from contextlib import suppress

from samenspel_arrangements.domain.documents.content import MediaType, ReadText, Unfit, unfit
from samenspel_arrangements.gateways.documents.kinds import read_text
from samenspel_kernel.errors import InvalidInput

MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes."""
MAX_SECONDS = 30
PATIENCE_SECONDS = 60.0


async def read_apart(content: bytes) -> ReadText:
    """Give a file's kind and text; InvalidInput for what is not taken, or takes too much to read."""
    reader = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        __name__,
        str(MAX_MEMORY),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            said, _ = await reader.communicate(content)
    except TimeoutError:
        raise unfit(Unfit.DAMAGED) from None
    finally:
        if reader.returncode is None:
            with suppress(ProcessLookupError):
                reader.kill()
            await reader.wait()
    return _understood(said) if reader.returncode == 0 else _damaged()


def _understood(said: bytes) -> ReadText:
    found = json.loads(said)
    if "unfit" in found:
        raise unfit(Unfit(found["unfit"]))
    return ReadText(
        media_type=MediaType(found["media_type"]),
        pages=tuple(found["pages"]),
        unread=frozenset(found["unread"]),
        about=found["about"],
    )


def _damaged() -> ReadText:
    raise unfit(Unfit.DAMAGED)


def _found(content: bytes) -> dict[str, object]:
    try:
        text = read_text(content)
    except InvalidInput as why:
        return {"unfit": why.errors[0].code}
    return {
        "media_type": text.media_type,
        "pages": text.pages,
        "unread": sorted(text.unread),
        "about": text.about,
    }


def main() -> None:
    """Read one file, within the limits."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(json.dumps(_found(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
