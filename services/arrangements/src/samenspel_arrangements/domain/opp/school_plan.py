"""What a school's own plan, read from its file, says of the fields of ours; a person confirms it.

No word gets lost: what stands under no heading that we know, or is more than a field holds, is left
over and shown. Only the numbers of pages are not text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samenspel_arrangements.domain.opp.content import (
    LONGEST_TEXT,
    PART_OF,
    Content,
    OppField,
    Outflow,
    Part,
)
from samenspel_arrangements.domain.opp.school_headings import heading_of

_PAGE_NUMBER = re.compile(
    r"^(?:(?:pagina|bladzijde|blz\.?)\s*)?\d+\s*(?:van|/)\s*\d+$|^\d{1,3}$", re.I
)
_UNPRINTABLE = re.compile(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ENDS = (".", "!", "?", ":", ";")
_OUTFLOWS = {
    Outflow.VSO_DAYTIME: r"\bdagbesteding\b",
    Outflow.VSO_WORK: r"\bvso\b.{0,30}\barbeid\w*|\barbeidsmarkt\w*",
    Outflow.VSO_FURTHER: r"\bvso\b.{0,30}\b(?:vervolg\w*|verder leren)",
    Outflow.PRACTICAL: r"\bpraktijkonderwijs\b|\bpro\b",
    Outflow.VMBO_BASIC: r"\bvmbo[\s-]*(?:bb|b|basis\w*)\b",
    Outflow.VMBO_MIDDLE: r"\bvmbo[\s-]*(?:kb|k|kader\w*)\b",
    Outflow.VMBO_THEORETICAL: r"\bvmbo[\s-]*(?:gl[\s/-]*tl|gl|tl|gt|g|t|theoretisch\w*|gemengd\w*)\b"
    r"|\bmavo\b",
    Outflow.HAVO: r"\bhavo\b",
    Outflow.VWO: r"\bvwo\b|\bgymnasium\b|\batheneum\b",
}


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text that no field took, with the heading that it stood under; empty where there was none."""

    heading: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """A proposal: what the file says in our fields, and what is left over.

    `found_on` says on which page of the file a field begins, from 1.
    """

    content: Content
    left: tuple[LeftOver, ...] = ()
    found_on: Mapping[OppField, int] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[OppField, ...]:
        """Give the fields that it says something of, in the order of the form."""
        return tuple(each for each in OppField if self.content.says(each))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the parts that it says something of: each of them a person confirms."""
        there = {PART_OF[each] for each in self.fields}
        return tuple(each for each in Part if each in there)


@dataclass(slots=True)
class _Section:
    heading: str
    field: OppField | None
    lines: list[str]
    page: int = 1

    @property
    def text(self) -> str:
        return "\n".join(_paragraphs(self.lines))


def plan_of(pages: Iterable[str]) -> SchoolPlan:
    """Split the text of a file over our fields, by its headings."""
    texts: dict[OppField, str] = {}
    found_on: dict[OppField, int] = {}
    left: list[LeftOver] = []
    for section in _sections(pages):
        if not (text := section.text):
            continue
        if section.field is None:
            left.append(LeftOver(section.heading, text))
            continue
        found_on.setdefault(section.field, section.page)
        before = texts.get(section.field, "")
        texts[section.field] = f"{before}\n\n{section.heading}\n{text}" if before else text
    outflow = texts.pop(OppField.OUTFLOW, "")
    said = _outflow_of(outflow)
    if said is None and outflow:
        left.append(LeftOver("Uitstroom", outflow))
    elif said is not None and not _is_only(said, outflow):
        why = texts.get(OppField.SUBSTANTIATION, "")
        found_on[OppField.SUBSTANTIATION] = found_on[OppField.OUTFLOW]
        texts[OppField.SUBSTANTIATION] = f"{outflow}\n\n{why}".strip()
    for which, text in texts.items():
        if len(text) > LONGEST_TEXT:
            texts[which], more = _cut(text)
            left.append(LeftOver("", more))
    content = Content(outflow=said, **{which.value: text for which, text in texts.items()})
    said_on = {which: page for which, page in found_on.items() if content.says(which)}
    return SchoolPlan(content, tuple(left), said_on)


def _sections(pages: Iterable[str]) -> list[_Section]:
    found = [_Section("", None, [])]
    for number, page in enumerate(pages, start=1):
        for raw in page.splitlines():
            line = _UNPRINTABLE.sub(" ", raw).strip()
            if _PAGE_NUMBER.match(line):
                continue
            if (heading := heading_of(line)) is None:
                found[-1].lines.append(line)
            else:
                found.append(_Section(heading.words, heading.field, [heading.rest], number))
    return found


def _paragraphs(lines: Iterable[str]) -> list[str]:
    """Put a sentence that goes on at the next line together, and leave out what is blank."""
    done: list[str] = []
    for line in lines:
        if not line:
            continue
        if done and line[0].islower() and not done[-1].endswith(_ENDS):
            done[-1] = f"{done[-1]} {line}"
        else:
            done.append(line)
    return done


def _outflow_of(text: str) -> Outflow | None:
    """Give the one that a text names; None when it names none, or several."""
    named = [which for which, pattern in _OUTFLOWS.items() if re.search(pattern, text, re.I)]
    return named[0] if len(named) == 1 else None


def _is_only(said: Outflow, text: str) -> bool:
    return not re.sub(_OUTFLOWS[said], "", text, flags=re.I).strip(" .\n")


def _cut(text: str) -> tuple[str, str]:
    end = text.rfind(" ", 0, LONGEST_TEXT + 1)
    end = end if end > 0 else LONGEST_TEXT
    return text[:end].rstrip(), text[end:].lstrip()
