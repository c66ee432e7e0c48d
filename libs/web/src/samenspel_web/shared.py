"""What one service serves for all: static files, the pages below every page, the design page."""

from fastapi import FastAPI

from samenspel_web import about, design
from samenspel_web.assets import mount_static


def mount_shared(app: FastAPI) -> None:
    """Add the shared pages and the static files to the service that gets unclaimed paths."""
    mount_static(app)
    app.include_router(about.router)
    app.include_router(design.router)
