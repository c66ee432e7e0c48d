"""What the pages of terms show, the same in every service that has terms."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import NotFound
from samenspel_kernel.terms import KnownVersion, RuleRecord, rule_in_force
from samenspel_web.texts import Texts

VERSIONS_PAGE = "terms/one.html"
"""The template of all versions of one term; the list is the service's, around terms/table.html."""


class TermPages:
    """The terms of one service at one address, in its words, asked for when a page is made.

    A rule, or a start of one, that has no words yet is called by its code.
    """

    def __init__(self, texts: Texts, address: str) -> None:
        self._texts, self.address = texts, address

    def listed(self, known: Iterable[KnownVersion], today: date) -> dict[str, Any]:
        """Give each term as it is on a day, by name, and what it becomes later."""
        records = [version.record for version in known]
        keys = {record.key for record in records if record.valid_from <= today}
        current = [rule_in_force(records, key, today) for key in keys]
        return self._named() | {
            "terms": partial(self._by_name, current),
            "coming": [record for record in records if record.valid_from > today],
        }

    def versions(
        self,
        known: Iterable[KnownVersion],
        rule: str,
        *,
        may_manage: bool,
        names: Mapping[object, str] | None = None,
    ) -> dict[str, Any]:
        """Give all versions of a term, the newest first; NotFound when there is none.

        `names` are the people who brought a version, by their ids, for who may know.
        """
        found = [version for version in known if version.record.key == rule]
        if not found:
            raise NotFound
        return self._named() | {
            "rule": rule,
            "versions": found[::-1],
            "newest": found[-1].record,
            "names": names or {},
            "units": self._units,
            "may_manage": may_manage,
        }

    def name_of(self, rule: str) -> str:
        """Give the name of a rule."""
        return self._text(f"rule.{rule}", rule)

    def start_of(self, code: str) -> str:
        """Say from what a term counts; nothing where the rule does not say so."""
        return self._text(f"rule-start.{code}", code) if code else ""

    def _named(self) -> dict[str, Any]:
        return {"address": self.address, "name_of": self.name_of, "start_of": self.start_of}

    def _by_name(self, records: Iterable[RuleRecord]) -> list[RuleRecord]:
        return sorted(records, key=lambda record: self.name_of(record.key).lower())

    def _units(self) -> list[tuple[str, str]]:
        return [(unit.value, self._texts.text(f"term-unit.{unit}")) for unit in TermUnit]

    def _text(self, key: str, otherwise: str) -> str:
        return self._texts.text(key) if key in self._texts else otherwise
