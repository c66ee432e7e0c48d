"""Forms of pages: read once, bounded, and only from a page of the same session."""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from samenspel_kernel.errors import Forbidden

MAX_FIELDS = 200


class Form(Mapping[str, str]):
    """What was typed, by field; of a field that came more than once `getlist` gives all."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        """Give the last value of a field, without the spaces around it."""
        return self._fields[name][-1].strip()

    def __iter__(self) -> Iterator[str]:
        """Go over the names."""
        return iter(self._fields)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._fields)

    def getlist(self, name: str) -> list[str]:
        """Give all values of a field."""
        return [value.strip() for value in self._fields.get(name, [])]


async def read_form(request: Request) -> Form:
    """Read the form; Forbidden if it does not come from a page of this session."""
    return _checked(request, await request.form(max_files=0, max_fields=MAX_FIELDS))


async def read_upload(request: Request, name: str) -> tuple[Form, bytes]:
    """Read a form with one file in a field; nothing when none was chosen. Forbidden as above."""
    async with request.form(max_files=1, max_fields=MAX_FIELDS) as data:
        form, file = _checked(request, data), data.get(name)
        return form, await file.read() if isinstance(file, UploadFile) else b""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name that it had, which is personal, and its bytes."""

    name: str
    content: bytes


async def read_file(request: Request, name: str, *, of_a_page: bool) -> tuple[Form, Upload | None]:
    """Read a form with one file in a field; None when none was chosen.

    Forbidden if a form `of_a_page` does not come from one of this session.
    """
    async with request.form(max_files=1, max_fields=MAX_FIELDS) as data:
        form, file = (_checked if of_a_page else _fields)(request, data), data.get(name)
        if not isinstance(file, UploadFile) or not file.filename:
            return form, None
        return form, Upload(file.filename, await file.read())


def _fields(_: Request, data: FormData) -> Form:
    fields: dict[str, list[str]] = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return Form(fields)


def _checked(request: Request, data: FormData) -> Form:
    form = _fields(request, data)
    if not hmac.compare_digest(form.get("csrf", "").encode(), request.state.csrf_token.encode()):
        raise Forbidden
    return form
