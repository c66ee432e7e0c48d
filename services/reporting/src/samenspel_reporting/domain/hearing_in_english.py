"""What the results of hearing, ending and nearness mean, in English."""

from collections.abc import Mapping

from samenspel_reporting.domain.definition import Words

HEARING_IN_ENGLISH: Mapping[str, Words] = {
    "aftercare": Words(
        "Looked at after 90 days",
        "Cases that were closed because the goal was reached or another went on. The last day to "
        "look fell in the period. The percentage is where somebody looked in time how it goes. A "
        "case that was opened again before does not count.",
        "95% or more",
    ),
    "reopened": Words(
        "Opened again",
        "Cases that were closed in the period. The percentage is what was opened again within 180 "
        "days. What closed recently may still be. The case of a child that died does not count.",
        "No target: to open again is not to let go.",
    ),
    "shared-perspective": Words(
        "Everybody shares the perspective",
        "Open cases of more than six weeks with a perspective. The percentage is where the child, "
        "the parents with authority and the teacher share the newest version. Cases that ask no "
        "perspective do not count. It counts for the unit that has the case now.",
        "100%",
    ),
    "child-heard": Words(
        "The child was heard",
        "Moments at which a child has a say about its plan, with the last day in the period. It "
        "counts when the child was heard, it is written what that changed, and the child heard "
        "that back. A reason that lies with the child counts too.",
        "100%",
    ),
    "papers-in-time": Words(
        "Papers in time for parents",
        "Meetings in the period with papers. The percentage is where parents could read all of "
        "them in time: five days or more before.",
        "100%",
    ),
    "parents-there": Words(
        "Parents at the meeting",
        "Meetings in the period to which parents were invited. The percentage is where a parent "
        "was present, or told before that it would not come.",
        "100%",
    ),
    "parent-said": Words(
        "What parents think stands beside it",
        "Perspectives whose newest version was written in the period, more than two weeks ago. "
        "The percentage is where a parent said what it thinks of it.",
        "100%",
    ),
    "parents-score": Words(
        "Score of parents",
        "Answers of parents in the period, midway or at the end of help. They give 1 to 5: does "
        "it help my child, am I heard, is it clear. The number is the median of the average of "
        "each answer. What a parent said is not in the list.",
        "Up.",
    ),
    "teachers-score": Words(
        "Does it help in class?",
        "Answers of teachers in the period, some weeks after help began. They give 1 to 5. The "
        "number is the median. What a teacher said is not in the list.",
        "Up.",
    ),
    "answered": Words(
        "Thinking along was enough",
        "Cases that were closed in the period. The percentage is where thinking along or an "
        "answer was enough. No help with a last day was needed.",
        "No target.",
    ),
    "near-school": Words(
        "Help at the own school",
        "Cases with help in the period, each once, with the newest help. The percentage gets it "
        "in the own group or at the own school.",
        "Up.",
    ),
    "near-unit": Words(
        "Help at another school nearby",
        "Cases with help in the period, each once, with the newest help. The percentage gets it "
        "at another place in the own unit.",
        "No target.",
    ),
    "near-alliance": Words(
        "Help at another unit",
        "Cases with help in the period, each once, with the newest help. The percentage gets it "
        "elsewhere in the alliance.",
        "Down.",
    ),
    "near-outside": Words(
        "Help outside the alliance",
        "Cases with help in the period, each once, with the newest help. The percentage gets it "
        "outside the alliance.",
        "Down.",
    ),
    "near-unknown": Words(
        "Place of the help not known",
        "Cases with help in the period, each once, with the newest help. Of this percentage "
        "nobody said yet where the help is.",
        "0%",
    ),
    "back-to-regular": Words(
        "Back to a regular school",
        "Children that were in special (primary) education in the period, at a place that we "
        "looked for. The percentage went back to a regular school in the period. There they get "
        "support at first.",
        "Up.",
    ),
}
