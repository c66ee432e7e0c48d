"""A perspective as it is typed: a text per field, checked as a whole before it becomes a version.

Goals have fields of their own, `goals.<key>.whom`, `.text` and `.seen_by`; new ones come with a key
that nobody else made, so that two people who add a goal at the same time add two.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.gates.gates import CaseGate, CasePart
from samenspel_arrangements.domain.perspective.content import (
    MOST_GOALS,
    SURROUNDINGS,
    Content,
    Goal,
    GoalFor,
    Horizons,
    Lines,
    NotNeeded,
    Strand,
    StrandKind,
    Strands,
    ToldBy,
)
from samenspel_kernel.errors import FieldError, InvalidInput

Draft = Mapping[str, str]
MAX_LENGTH: Final = 2000
TEXTS = ("own_words", "now", "next_school", "adult", "no_goal_for_surroundings", "team")
REQUIRED = frozenset({"own_words", "now"})
STRAND_FIELDS = tuple(f"{kind}{part}" for kind in StrandKind for part in ("", "_not_needed"))
FIELDS = ("own_words", "told_by", "now", "next_school", "adult", *STRAND_FIELDS)
AFTER_GOALS = ("no_goal_for_surroundings", "team")
GOAL_PARTS = ("whom", "text", "seen_by")
CODES = frozenset({"told_by"})
_GOAL = re.compile(r"goals\.([0-9a-z]{1,32})\.(whom|text|seen_by)")


def draft_of(content: Content) -> Draft:
    """Write a version as fields; what is empty is left out."""
    horizons = content.horizons
    fields = {
        "own_words": content.own_words,
        "told_by": content.told_by.value,
        "now": horizons.now,
        "next_school": horizons.next_school,
        "adult": horizons.adult,
        "no_goal_for_surroundings": content.no_goal_for_surroundings,
        "team": "\n".join(content.team),
    }
    for kind in StrandKind:
        match content.strands.of(kind) if content.strands else None:
            case Lines(lines):
                fields[kind.value] = "\n".join(lines)
            case NotNeeded(because):
                fields[f"{kind.value}_not_needed"] = because
    for goal in content.goals:
        fields[f"goals.{goal.key}.whom"] = goal.whom.value
        fields[f"goals.{goal.key}.text"] = goal.text
        fields[f"goals.{goal.key}.seen_by"] = goal.seen_by
    return {name: text for name, text in fields.items() if text}


def typed(fields: Mapping[str, str]) -> Draft:
    """Take what belongs to a perspective out of a form; a goal without text is no goal."""
    known = {*FIELDS, *AFTER_GOALS}
    taken = {
        name: _clean(text)
        for name, text in fields.items()
        if name in known or _GOAL.fullmatch(name)
    }
    words = {key for key in goal_keys(taken) if any(taken.get(f"goals.{key}.{p}") for p in _SAID)}
    return {
        name: text
        for name, text in taken.items()
        if text and (not (goal := _GOAL.fullmatch(name)) or goal[1] in words)
    }


def goal_keys(draft: Draft) -> list[str]:
    """Give the keys of the goals in it, in order."""
    found = [goal[1] for name in draft if (goal := _GOAL.fullmatch(name))]
    return list(dict.fromkeys(found))


def goal_fields(key: str) -> tuple[str, ...]:
    """Give the names of a goal's fields."""
    return tuple(f"goals.{key}.{part}" for part in GOAL_PARTS)


def content_of(draft: Draft, gate: CaseGate) -> Content:
    """Make a version of it; InvalidInput names each field that is wrong."""
    wrong = [*_wrong_texts(draft), *_wrong_strands(draft, gate), *_wrong_goals(draft)]
    if wrong:
        raise InvalidInput(*wrong)
    return Content(
        own_words=draft["own_words"],
        told_by=ToldBy(draft["told_by"]),
        horizons=Horizons(
            now=draft["now"],
            next_school=draft.get("next_school", ""),
            adult=draft.get("adult", ""),
        ),
        strands=_strands(draft) if gate.asks(CasePart.STRANDS) else None,
        goals=tuple(_goal(draft, key) for key in goal_keys(draft)),
        no_goal_for_surroundings=draft.get("no_goal_for_surroundings", ""),
        team=_lines(draft.get("team", "")),
    )


_SAID = ("text", "seen_by")


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _strands(draft: Draft) -> Strands:
    return Strands(*(_strand(draft, kind) for kind in StrandKind))


def _strand(draft: Draft, kind: StrandKind) -> Strand:
    if lines := _lines(draft.get(kind.value, "")):
        return Lines(lines)
    return NotNeeded(draft[f"{kind.value}_not_needed"])


def _goal(draft: Draft, key: str) -> Goal:
    whom, text, seen_by = (draft[name] for name in goal_fields(key))
    return Goal(key=key, whom=GoalFor(whom), text=text, seen_by=seen_by)


def _wrong_texts(draft: Draft) -> Iterable[FieldError]:
    for name in TEXTS:
        required = name in REQUIRED
        if wrong := text_error(name, draft.get(name, ""), max_length=MAX_LENGTH, required=required):
            yield wrong
    if draft.get("told_by") not in set(ToldBy):
        yield FieldError("told_by", "perspective.told-by-missing")


def _wrong_strands(draft: Draft, gate: CaseGate) -> Iterable[FieldError]:
    for kind in StrandKind:
        reason = f"{kind.value}_not_needed"
        said = [name for name in (kind.value, reason) if draft.get(name)]
        if not gate.asks(CasePart.STRANDS):
            yield from (FieldError(name, "gate.not-asked") for name in said)
        elif not said:
            yield FieldError(kind.value, "perspective.strand-empty")
        elif len(said) > 1:
            yield FieldError(reason, "perspective.strand-both")
        for name in said:
            if wrong := text_error(name, draft[name], max_length=MAX_LENGTH):
                yield wrong


def _wrong_goals(draft: Draft) -> Iterable[FieldError]:
    keys = goal_keys(draft)
    for key in keys:
        for part in _SAID:
            name = f"goals.{key}.{part}"
            if wrong := text_error(name, draft.get(name, ""), max_length=MAX_LENGTH):
                yield wrong
        if draft.get(f"goals.{key}.whom") not in set(GoalFor):
            yield FieldError(f"goals.{key}.whom", "perspective.goal-for-whom")
    if not keys:
        yield FieldError("goals", "perspective.goal-missing")
    elif len(keys) > MOST_GOALS:
        yield FieldError("goals", "perspective.too-many-goals")
    for_surroundings = any(draft.get(f"goals.{key}.whom") in SURROUNDINGS for key in keys)
    reason = bool(draft.get("no_goal_for_surroundings"))
    if for_surroundings and reason:
        yield FieldError("no_goal_for_surroundings", "perspective.surroundings-both")
    elif keys and not for_surroundings and not reason:
        yield FieldError("no_goal_for_surroundings", "perspective.surroundings-missing")
