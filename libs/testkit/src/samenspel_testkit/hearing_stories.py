"""The events of how a child, its parents and its teacher are heard."""

from datetime import date
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.help_questions import HelpQuestionAnsweredV1, HelpQuestionAskedV1
from samenspel_contracts.meetings import MeetingHeldV1, MeetingOpenedV1
from samenspel_contracts.perspectives import (
    PerspectiveOpenedV1,
    PerspectivePositionTakenV1,
    PerspectiveWrittenV1,
)
from samenspel_contracts.voices import (
    VoiceFedBackV1,
    VoiceHeardV1,
    VoiceInfluenceNotedV1,
    VoiceOpenedV1,
    VoiceWaivedV1,
)
from samenspel_testkit.telling import Telling


class HearingStories(Telling):
    """Tells who was heard; a case is named first, then what is about it."""

    def to_be_heard(self, case: UUID, *, by: date, moment: str = "drafting") -> UUID:
        """A child is to be heard by a day; gives the moment."""
        voice = uuid4()
        data = VoiceOpenedV1(
            voice_id=voice,
            case_id=case,
            moment=moment,
            pupil_id=uuid4(),
            school_id=self.school,
            status="planned",
            term=TermRef(rule="voice-hear", rule_version=1, starts_on=self.now.date(), last_day=by),
            holder=self.desk(),
            next_action=NextActionRef(kind="speak-with-child", due_on=by),
        )
        self._tell(voice, data)
        return voice

    def heard(self, case: UUID, voice: UUID, *, hears_back: bool = True) -> None:
        """The child is heard, and hears what came of it or not."""
        of = {"voice_id": voice, "case_id": case}
        asked = {**of, "support_request_id": uuid4(), "moment": "drafting"}
        self._tell(voice, VoiceHeardV1.model_validate({**asked, "channel": "itself"}))
        self._tell(voice, VoiceInfluenceNotedV1.model_validate({**of, "changed": True}))
        if hears_back:
            self._tell(voice, VoiceFedBackV1.model_validate(asked))

    def waived(self, case: UUID, voice: UUID) -> None:
        """The child is not heard, for a reason of its own."""
        data = VoiceWaivedV1(
            voice_id=voice,
            case_id=case,
            support_request_id=uuid4(),
            moment="drafting",
            reason="declined",
        )
        self._tell(voice, data)

    def perspective_opened(self, case: UUID, *, again: UUID | None = None) -> UUID:
        """A perspective has to be written, or one is again; gives it."""
        perspective = again or uuid4()
        data = PerspectiveOpenedV1(
            perspective_id=perspective,
            case_id=case,
            pupil_id=uuid4(),
            school_id=self.school,
            status="awaited",
            holder=self.desk(),
            next_action=NextActionRef(kind="write-perspective", due_on=self.now.date()),
        )
        self._tell(perspective, data)
        return perspective

    def perspective_written(self, case: UUID, perspective: UUID) -> None:
        """A version of it is there."""
        data = PerspectiveWrittenV1(
            perspective_id=perspective,
            case_id=case,
            support_request_id=uuid4(),
            version=1,
            strands={},
            goals={},
        )
        self._tell(perspective, data)

    def position_taken(
        self, case: UUID, perspective: UUID, party: str, *, shared_by_all: bool = False
    ) -> None:
        """A party shares the version."""
        data = PerspectivePositionTakenV1(
            perspective_id=perspective,
            case_id=case,
            support_request_id=uuid4(),
            version=1,
            party=party,
            view="agrees",
            shared_by_all=shared_by_all,
        )
        self._tell(perspective, data)

    def met(
        self,
        case: UUID,
        *,
        on: date,
        came: int = 0,
        declined: int = 0,
        papers: int = 0,
        late: int = 0,
    ) -> None:
        """People met about the child, with two parents invited."""
        meeting = uuid4()
        opened = MeetingOpenedV1(
            meeting_id=meeting,
            case_id=case,
            support_request_id=uuid4(),
            pupil_id=uuid4(),
            school_id=self.school,
            day=on,
            status="planned",
            holder=self.desk(),
            next_action=NextActionRef(kind="hold-meeting", due_on=on),
        )
        self._tell(meeting, opened)
        held = MeetingHeldV1(
            meeting_id=meeting,
            case_id=case,
            support_request_id=uuid4(),
            day=on,
            parents_invited=2,
            parents_present=came,
            parents_declined=declined,
            papers=papers,
            papers_late=late,
            agreed=0,
            agreed_outside=0,
            has_minutes=True,
        )
        self._tell(meeting, held)

    def said_of_help(
        self, case: UUID, party: str, *, on: date, moment: str = "midway", **scores: int
    ) -> None:
        """A teacher or parent is asked about help, and gives scores."""
        question = uuid4()
        of = {
            "question_id": question,
            "arrangement_id": uuid4(),
            "case_id": case,
            "support_request_id": uuid4(),
            "moment": moment,
            "party": party,
        }
        asked = {
            **of,
            "pupil_id": uuid4(),
            "school_id": self.school,
            "holder": HolderRef(kind="person", id=uuid4()),
            "next_action": NextActionRef(kind="answer-question", due_on=on),
        }
        self._tell(question, HelpQuestionAskedV1.model_validate(asked))
        answered = HelpQuestionAnsweredV1.model_validate({**of, "answered_on": on, **scores})
        self._tell(question, answered)
