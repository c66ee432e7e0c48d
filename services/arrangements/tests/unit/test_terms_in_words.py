"""Unit: each term that a page can show has a name, and so has what it counts from."""

from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_arrangements.web.pages import pages


def test_each_rule_and_each_start_has_words() -> None:
    asked = {f"rule.{rule.key}" for rule in default_terms()}
    asked |= {f"rule-start.{rule.starts_at}" for rule in default_terms() if rule.starts_at}

    assert [key for key in sorted(asked) if key not in pages.texts] == []
