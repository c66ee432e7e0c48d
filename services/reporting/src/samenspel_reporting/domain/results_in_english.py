"""What each result means, in English."""

from collections.abc import Mapping

from samenspel_reporting.domain.definition import Words
from samenspel_reporting.domain.hearing_in_english import HEARING_IN_ENGLISH

_NONE = "No target."


RESULTS_IN_ENGLISH: Mapping[str, Words] = {
    "help-past-end": Words(
        "Help past its end",
        "Help that goes on now and whose agreed last day has passed. Nobody decided to stop or to "
        "go on. n is how often help goes on now. It counts for the unit that has the case now.",
        "0",
    ),
    "help-extended-unseen": Words(
        "Extended without an evaluation",
        "Extensions in the period before which nobody looked together whether the help works. n "
        "is the number of extensions.",
        "0",
    ),
    "help-length": Words(
        "How long help lasted",
        "Help that stopped in the period: the days that it lasted, divided by the days agreed at "
        "its start. The number is the median, the middle one of all. 100% is exactly as long as "
        "planned. Help that never began and help for a child that died do not count.",
        "No target: as long as needed.",
    ),
    "help-ended-early": Words(
        "Ready earlier, goal reached",
        "Help that stopped in the period before its agreed last day, because the goal was reached. "
        "The percentage is of all help that stopped in the period. Help that never began and help "
        "for a child that died do not count.",
        _NONE,
    ),
    "goals-met": Words(
        "Goals reached",
        "Help that stopped or came to its last day in the period. The percentage is the help that "
        "works according to the last evaluation, or that stopped because the goal was reached. "
        "Help that stopped before it began does not count.",
        "Up.",
    ),
    "goals-partly": Words(
        "Goals partly reached",
        "Help that stopped or came to its last day in the period. The percentage is the help that "
        "works a little according to the last evaluation. Help that stopped before it began does "
        "not count.",
        _NONE,
    ),
    "goals-not": Words(
        "Goals not reached",
        "Help that stopped or came to its last day in the period. The percentage is the help that "
        "does not work according to the last evaluation. Help that stopped before it began does "
        "not count.",
        "No target: this too teaches us what works.",
    ),
    "goals-unknown": Words(
        "Not known whether goals were reached",
        "Help that stopped or came to its last day in the period without a single evaluation. Help "
        "that stopped before it began does not count. Help for a child that died counts nowhere.",
        "0%",
    ),
    "evaluated-in-time": Words(
        "Evaluated in time",
        "Evaluations that had to be ready in the period, on the agreed day at the latest. The "
        "percentage is what was done on that day. Help that had stopped by then does not count. An "
        "evaluation that was skipped for a reason counts as not done.",
        "100%",
    ),
    **HEARING_IN_ENGLISH,
}
