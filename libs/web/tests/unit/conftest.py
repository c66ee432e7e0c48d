from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from starlette.requests import Request

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId

NewRequest = Callable[..., Request]


@pytest.fixture
def coordinator() -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        role=Role.UNIT_COORDINATOR,
        name="Fatima Yilmaz",
        alliance_name="Samenwerkingsverband De Brug",
    )


@pytest.fixture
def new_request(coordinator: Actor) -> NewRequest:
    """Makes a request as the platform hands it to a page."""

    def make(path: str = "/intake/desk", *, demo: bool = False, **headers: str) -> Request:
        app = FastAPI()
        app.state.demo = demo
        app.state.secure_cookies = True
        scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "scheme": "https",
            "server": ("samenspel.example", 443),
            "path": path,
            "query_string": b"",
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
            "app": app,
        }
        request = Request(scope)
        request.state.actor = coordinator
        request.state.csrf_token = "token-of-the-session"
        return request

    return make
