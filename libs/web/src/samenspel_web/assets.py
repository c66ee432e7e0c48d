"""Style sheets, scripts, fonts: read once, named by their content, cached for a year."""

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

STATIC = Path(__file__).parent / "static"
REQUIRED = ("vendor/htmx.js", "vendor/icons.svg", "vendor/utrecht.css")
_FOREVER = "public, max-age=31536000, immutable"
_URL_IN_CSS = re.compile(rb'url\("([\w./-]+)"\)')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served; `zipped` only where that makes it smaller."""

    name: str
    content: bytes
    zipped: bytes | None
    media_type: str


class Assets:
    """All files of a folder, each under a name that changes with its content.

    FileNotFoundError when the vendored files were not built.
    """

    def __init__(self, folder: Path = STATIC) -> None:
        for name in REQUIRED:
            if not (folder / name).is_file():
                raise FileNotFoundError(f"{name} is missing from {folder}: run `make assets`")
        self._folder = folder
        self._hashed: dict[str, str] = {}
        self._served: dict[str, Asset] = {}
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda each: (each.suffix == ".css", each)):
            self._add(path)

    def url(self, name: str) -> str:
        """Give the address of a file; KeyError if there is none."""
        return f"/static/{self._hashed[name]}"

    def find(self, hashed_name: str) -> Asset | None:
        """Give the file that is served under a name."""
        return self._served.get(hashed_name)

    def _add(self, path: Path) -> None:
        name = path.relative_to(self._folder).as_posix()
        content = path.read_bytes()
        if path.suffix == ".css":
            content = _URL_IN_CSS.sub(self._hashed_url, content)
        stem, dot, suffix = name.rpartition(".")
        hashed = f"{stem}.{sha256(content).hexdigest()[:12]}{dot}{suffix}"
        self._hashed[name] = hashed
        self._served[hashed] = Asset(hashed, content, _zipped(content), _media_type(name))

    def _hashed_url(self, match: re.Match[bytes]) -> bytes:
        return b'url("' + self._hashed[match[1].decode()].encode() + b'")'


def _zipped(content: bytes) -> bytes | None:
    small = gzip.compress(content, 9, mtime=0)
    return small if len(small) < len(content) * 0.9 else None


def _media_type(name: str) -> str:
    guess = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{guess}; charset=utf-8" if guess.startswith("text/") else guess


@lru_cache(maxsize=1)
def shared_assets() -> Assets:
    """Give the assets of this package, read once per process."""
    return Assets()


async def _serve(request: Request) -> Response:
    asset = shared_assets().find(request.path_params["name"])
    if asset is None:
        return Response(status_code=404)
    headers = {
        "Cache-Control": _FOREVER,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if asset.zipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.zipped, headers=headers, media_type=asset.media_type)
    return Response(asset.content, headers=headers, media_type=asset.media_type)


def mount_static(app: FastAPI) -> None:
    """Serve the assets at `/static`; once per process."""
    app.add_route("/static/{name:path}", _serve, methods=["GET", "HEAD"], include_in_schema=False)
