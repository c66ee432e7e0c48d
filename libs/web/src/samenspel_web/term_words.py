"""Says in words how a last day was computed, for whoever wants to check it."""

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.days import DayOff, DaysOff, OffKind, in_short
from samenspel_kernel.terms import Explanation
from samenspel_web.filters import FILTERS
from samenspel_web.texts import Texts

_day = FILTERS["day"]


def how_computed(explained: Explanation, texts: Texts) -> list[str]:
    """Give the sentences, in the language of the page: rule, start, days passed over, last day."""
    return [
        *_rule(explained, texts),
        *(
            texts.text("term.paused", first=_day(pause.first_day), last=_day(pause.last_day))
            for pause in explained.pauses
            if pause.days
        ),
        *_skipped(explained, texts),
        *_moved(explained, texts),
        texts.text("term.last-day", day=_day(explained.last_day)),
        *(texts.text("term.unknown-year", year=year) for year in explained.unknown_years),
        texts.text("term.source", source=explained.rule.source, version=explained.rule.version),
    ]


def _rule(explained: Explanation, texts: Texts) -> list[str]:
    rule, start = explained.rule, _day(explained.starts_on)
    length = length_of(rule.value, rule.unit, texts)
    if rule.counts_back:
        return [texts.text("term.counts-back", length=length, day=start)]
    said = [texts.text("term.counts", length=length), texts.text("term.starts", day=start)]
    if explained.extended_by:
        more = length_of(explained.extended_by, rule.unit, texts)
        said.append(texts.text("term.extended", length=more))
    return said


def _skipped(explained: Explanation, texts: Texts) -> list[str]:
    """Leave out the days that the term stood still: those have a sentence of their own."""
    skipped = [off for off in explained.skipped if off.kind is not OffKind.SUSPENDED]
    return [texts.text("term.skipped", days=_named(skipped, texts))] if skipped else []


def _moved(explained: Explanation, texts: Texts) -> list[str]:
    if not explained.moved_over:
        return []
    days = _named(explained.moved_over, texts)
    return [texts.text("term.moved", day=_day(explained.counted_to), days=days)]


def _named(days_off: list[DayOff] | tuple[DayOff, ...], texts: Texts) -> str:
    return ", ".join(_one_reason(days, texts) for days in in_short(days_off))


def _one_reason(days: DaysOff, texts: Texts) -> str:
    when = _day(days.first_day)
    if days.last_day > days.first_day:
        when = texts.text("term.off.from-until", first=when, last=_day(days.last_day))
    length = length_of(days.days, TermUnit.DAYS, texts)
    return texts.text(f"term.off.{days.kind}", name=days.name, when=when, days=length)


def length_of(count: int, unit: TermUnit, texts: Texts) -> str:
    """Say how long a term is, in the language of the page."""
    key = "term.length-one" if count == 1 else "term.length"
    return texts.text(f"{key}.{unit}", count=count)
