"""Says on the terminal what an import did, and what a person should look at."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from samenspel_intake.application.load_unit_map import Loaded
from samenspel_intake.application.schools.compare_register import Foreseen
from samenspel_intake.application.schools.take_register import RegisterTaken
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.gateways.school_register import Register

MEANINGS = {
    "brin.invalid": "no valid BRIN and location number",
    "school.name-missing": "the name is missing",
    "postcode.invalid": "no valid postcode",
    "municipality.invalid": "no valid municipality number",
    "location.duplicate": "the location stands in the file already",
    "row.wrong-number-of-fields": "the line has another number of fields than the header",
    "house-number.damaged": "a spreadsheet made the house number a date; kept as it is",
    "house-number.doubtful": "the house number looks like a date; kept as it is",
    "value.scientific": "a spreadsheet shortened the number; kept as it is",
    "brin.zero-lost": "a zero in front of the code was lost; put back",
}


def report_news(console: Console, foreseen: Sequence[tuple[Alliance, Foreseen]]) -> None:
    """Print what the register changes in each alliance, and what hangs on schools that it lacks."""
    for alliance, found in foreseen:
        news = found.news
        console.print(
            f"{alliance.number}: {len(news.new)} new, {len(news.changed)} changed, "
            f"{news.unchanged} unchanged, {len(news.gone)} not in the file, "
            f"{len(news.back)} in the file but closed here."
        )
        for gone in news.gone:
            load, hint = found.loads[gone.school.id], gone.hint
            maybe = f" Perhaps now {hint.code} {hint.name}." if hint else ""
            console.print(
                f"  {gone.school.location_code} {gone.school.name}: {load.pupils} pupils, "
                f"{load.requests} open requests, {load.items} other open items, "
                f"{load.staff} roles.{maybe}",
                markup=False,
            )


def report_problems(console: Console, register: Register) -> None:
    """Print what is wrong with lines of the file."""
    if register.problems:
        console.print(_problems(register))


def report_import(console: Console, register: Register, taken: RegisterTaken) -> None:
    """Print the problems by line, then the summary."""
    report_problems(console, register)
    recorded, schools = taken.recorded, taken.schools
    visiting = register.damaged("house_number")
    correspondence = register.damaged("correspondence_house_number")
    console.print(
        f"School locations: {recorded.new} new, {recorded.changed} changed, "
        f"{recorded.unchanged} unchanged, {register.refused} refused."
    )
    console.print(
        f"Damaged house numbers: {visiting} of visiting addresses, "
        f"{correspondence} of correspondence addresses."
    )
    console.print(f"Schools of an alliance: {schools.new} new, {schools.changed} changed.")
    for closed in taken.closed:
        into = f" into {closed.successor_code}" if closed.successor_code else ""
        console.print(
            f"Closed {closed.code} {closed.name}{into}: {closed.pupils} pupils moved, "
            f"{closed.without_school} wait at the desk for a school, {closed.requests} requests "
            f"and {closed.items} other items went along.",
            markup=False,
        )
    for refused in taken.refused:
        console.print(f"Not closed {refused.code}: {refused.why}.", style="red", markup=False)


def report_unit_map(console: Console, loaded: Loaded) -> None:
    """Print what loading a unit map changed."""
    alliance = "changed" if loaded.alliance_changed else "unchanged"
    console.print(f"Alliance {alliance}. Terms changed: {loaded.terms}. Units: {loaded.units}.")
    console.print(f"Schools: {loaded.schools.new} new, {loaded.schools.changed} changed.")


def _problems(register: Register) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for title in ("line", "location", "field", "value", "what is wrong", "probably"):
        table.add_column(title)
    for problem in sorted(register.problems, key=lambda p: p.line):
        table.add_row(
            str(problem.line),
            problem.location,
            problem.field.replace("_", " "),
            problem.value,
            MEANINGS[problem.code],
            problem.hint,
        )
    return table
