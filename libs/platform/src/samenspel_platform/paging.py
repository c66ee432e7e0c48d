"""Cursor paging: a page says where the next one starts, and stays right while rows are added."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import Field

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.bodies import View

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """How many items at most, and after which (the sort key of the last one seen)."""

    limit: int
    after: tuple[Any, ...] | None


class Page(View, Generic[ItemT]):
    """One page; `nextCursor` is absent on the last."""

    items: list[ItemT]
    next_cursor: str | None = Field(default=None, description="Pass as `cursor` for the next page.")


async def page_request(
    page_size: Annotated[int, Query(alias="pageSize", ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageRequest:
    """Read `pageSize` and `cursor`; InvalidInput if the cursor is not one of ours."""
    if cursor is None:
        return PageRequest(page_size, None)
    try:
        after = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return PageRequest(page_size, tuple(after))
    except (binascii.Error, ValueError, TypeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None


def paged(
    found: Sequence[ItemT], page: PageRequest, key: Callable[[ItemT], tuple[Any, ...]]
) -> tuple[list[ItemT], str | None]:
    """Cut what a query with `LIMIT limit + 1` found to a page, and give the next cursor."""
    items = list(found[: page.limit])
    if len(found) <= page.limit:
        return items, None
    raw = json.dumps([str(part) for part in key(items[-1])])
    return items, base64.urlsafe_b64encode(raw.encode()).decode()
