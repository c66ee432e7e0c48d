"""Unit: each kind of open item can be stored, is called something, and leads somewhere."""

import pytest

from samenspel_reporting.domain.items import ItemKind
from samenspel_reporting.persistence.tables import ItemRow
from samenspel_reporting.web.pages import pages
from samenspel_reporting.web.words import PLACES, Words


@pytest.mark.parametrize("kind", ItemKind)
def test_a_kind_is_known_everywhere(kind: ItemKind) -> None:
    checks = " ".join(
        str(each.sqltext)
        for each in ItemRow.metadata.tables["item"].constraints
        if hasattr(each, "sqltext")
    )

    assert f"'{kind}'" in checks
    assert Words(pages.texts).kind(kind)
    assert kind in PLACES
