"""Writes docs/paper-form.md: what help for one child takes on paper, and what it takes here."""

from collections.abc import Iterator
from pathlib import Path

from tests.gates.paper_form import Beside, Ours, lower, not_lower, of_paper, paper
from tests.gates.steps_of_way import asked_on
from tests.gates.way_of_one_child import BESIDE, WAY, WAY_OF_NEW

from samenspel_intake.domain.asking.fields import Demander

PAGE = Path(__file__).parents[2] / "docs" / "paper-form.md"
HEAD = """\
# The paper form in numbers, beside ours

Made from the pages by `python -m tests.gates.paper_form_page`; a test fails when it is old, and when
ours is not lower in each number of the first table.

The paper form is the OPP form of an alliance of schools (De Meierij): a Word file with the parts A to
D, filled in, printed, signed, scanned and mailed. Ours is the way of one child with one parent who
decides, from the question of its school until help is granted and the plan counts. It takes the
forms below and no others. Each is read from its own page, as a person meets it.

The child is on the list of its school: entered before, or handed over by the school's own system
([dossiers](school-dossier.md)), with a parent and an e-mail address. The last column is the same way
for a child of whom nothing is known yet.
"""
COLUMNS = ("| | paper form | ours | ours, a new child |", "|---|---|---|---|")
SAME = """\

A field that the page fills in beforehand is not counted as typed, nor one that takes an earlier answer
over by a press. An estimate is one because the form itself is not public: [what it rests on](#where-the-numbers-of-the-paper-form-come-from).
"""
NOT_COUNTED = """\

## What is not counted

The paper form has, and ours does not count:

- the time of printing, signing, scanning and mailing, and of waiting for it;
- what is typed again within the Word file itself, and names and days beside signatures: the form is
  not public, so nobody can count them from outside;
- reports and tests that are added: the manual names none, and here nobody has to;
- a second parent who decides: on paper two signatures more, here one form more with one question.

Ours has, and the paper form does not count:

- logging in, inviting a parent to log in, and each form that is only a button ({buttons} on this way);
- handing over the dossier of a child, or typing its list once;
- what more some help asks: a stay in a specialised setting, help further away than the own group, a
  parent who says no. These fields are among the optional ones;
- {taken_over} fields that take over what the request said: without scripts in the browser the words
  stand beside the field, and are copied by hand.

Nothing here is measured with people: no minutes, no days. Of the paper form nobody knows either.
"""

WEAKEST = """\
The mandatory fields are the weakest number: {paper} is an estimate of the least that such a form can
have, not a count. Beside it ours has {ours}, and {of_new} for a child of whom nothing is known. What is
gained is that nothing is typed twice, signed in ink or scanned; not that far less is asked.
"""


def page() -> str:
    """Write the whole page."""
    ours, of_new = Ours(WAY, asked_on(WAY)), Ours(WAY_OF_NEW, asked_on(WAY_OF_NEW))
    parts = (_numbers(ours, of_new), _demanders(ours), _way(ours), _rest(ours, of_new))
    return "\n".join([HEAD, *(line for part in parts for line in part), ""])


def _numbers(ours: Ours, of_new: Ours) -> Iterator[str]:
    yield from COLUMNS
    yield from map(_row, lower(ours), lower(of_new))
    retyped = (len(each.retyped) for each in (ours, of_new))
    words = "fields typed although an earlier form of the way got the answer"
    yield f"| {words} | not known | {' | '.join(map(str, retyped))} |"
    yield SAME
    yield "Ours is not lower in these:\n"
    yield from COLUMNS
    yield from map(_row, not_lower(ours), not_lower(of_new))
    optional = (each.count(mandatory=False) for each in (ours, of_new))
    yield f"| fields that may stay empty | not known | {' | '.join(map(str, optional))} |"


def _row(each: Beside, of_new: Beside) -> str:
    bases = {row.basis for row in of_paper() if row.what == each.what}
    estimate = " (estimate)" if "estimate" in bases else ""
    return f"| {each.words} | {each.paper}{estimate} | {each.ours} | {of_new.ours} |"


def _demanders(ours: Ours) -> Iterator[str]:
    yield "\n## Who demands what is typed here\n"
    yield "Of the paper form it is not known who demands which field.\n"
    yield "| demanded by | mandatory | may stay empty |"
    yield "|---|---|---|"
    for by in Demander:
        counts = (ours.count(mandatory=must, by=by) for must in (True, False))
        yield f"| {by} | {' | '.join(map(str, counts))} |"
    yield "\nWhat the unit demands, part B of the plan, takes over what the request said.\n"


def _way(ours: Ours) -> Iterator[str]:
    yield "## The forms of the way\n"
    yield "| form | part on paper | by | mandatory | may stay empty | filled in already | because |"
    yield "|---|---|---|---|---|---|---|"
    for step in ours.way:
        of_step = Ours((step,), [each for each in ours.fields if each.step is step])
        ready = len(of_step.fields) - len(of_step.typed)
        counts = (of_step.count(mandatory=True), of_step.count(mandatory=False), ready)
        cells = (step.name, step.part, step.who, *map(str, counts), step.because)
        yield f"| {' | '.join(cells)} |"
    yield "\nBeside the way, and in no number above: no help waits for them.\n"
    yield "| form | by | mandatory | may stay empty | because |"
    yield "|---|---|---|---|---|"
    for step in BESIDE:
        beside = Ours((step,), asked_on((*WAY, step))[len(ours.fields) :])
        counts2 = (beside.count(mandatory=True), beside.count(mandatory=False))
        cells = (step.name, step.who, *map(str, counts2), step.because)
        yield f"| {' | '.join(cells)} |"
    yield "\n## Each field\n"
    yield "| form | field | mandatory | typed | demanded by | source |"
    yield "|---|---|---|---|---|---|"
    for each in ours.fields:
        how = "taken over" if each.is_taken_over else "yes" if each.is_typed else "proposed"
        must = "yes" if each.field.is_mandatory else "no"
        cells = (each.step.name, each.field.name, must, how, each.demander, each.source)
        yield f"| {' | '.join(cells)} |"


def _rest(ours: Ours, of_new: Ours) -> Iterator[str]:
    yield NOT_COUNTED.format(
        buttons=sum(not any(f.step is step for f in ours.fields) for step in ours.way),
        taken_over=len(ours.taken_over),
    )
    yield "## Where the numbers of the paper form come from\n"
    yield WEAKEST.format(
        paper=paper("mandatory"),
        ours=ours.count(mandatory=True),
        of_new=of_new.count(mandatory=True),
    )
    yield "| what | part | number | basis | source |"
    yield "|---|---|---|---|---|"
    for row in of_paper():
        yield f"| {row.what} | {row.part} | {row.number} | {row.basis} | {row.source} |"


if __name__ == "__main__":
    PAGE.write_text(page())
