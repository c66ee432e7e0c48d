"""HTTP: a school's plan for a child (ontwikkelingsperspectief), one for a case."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.opp.bodies import (
    ConsentBody,
    ContentBody,
    HearingBody,
    TalkBody,
)
from samenspel_arrangements.api.opp.changing import PATH, changed, made
from samenspel_arrangements.api.opp.views import OppView
from samenspel_arrangements.application.opp import establish_opp as establishing
from samenspel_arrangements.application.opp import write_opp as writing
from samenspel_arrangements.application.opp.answer_opp import AnswerOpp, answer_opp
from samenspel_arrangements.application.opp.begin_opp import begin_opp, opp_for
from samenspel_arrangements.domain.policies import Action
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import etag

router = APIRouter(tags=["opp"])


@router.post(
    PATH, status_code=201, response_model=OppView, summary="Begin a plan", operation_id="beginOpp"
)
async def begin(case_id: CaseIdInPath, edge: ArrangementsEdge, request: Request) -> JSONResponse:
    """Begin the plan of a case; its school has six weeks for the first version."""
    id_ = CaseId(case_id)
    return await made(
        edge,
        request,
        lambda uow: begin_opp(id_, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.get(PATH, summary="Read a plan", operation_id="getOpp")
async def read(case_id: CaseIdInPath, edge: ArrangementsEdge, response: Response) -> OppView:
    """Give the plan of a case; `ETag` is its version."""
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(case_id), Action.SEE_OPP, actor=edge.actor, uow=uow)
        await edge.saw(uow, opp, FilePart.CASE)
    response.headers["etag"] = etag(opp.row_version)
    return OppView.of(opp)


@router.put(
    f"{PATH}/draft", response_model=OppView, summary="Write a plan", operation_id="writeOpp"
)
async def write(
    case_id: CaseIdInPath, body: ContentBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Write all that the plan says; with `If-Match`, two who write at a time lose nothing."""
    command = writing.WriteOpp(case_id=CaseId(case_id), content=body.content())
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: writing.write_opp(command, actor=edge.actor, uow=uow, clock=edge.clock),
        status=200,
    )


@router.post(
    f"{PATH}/imports",
    status_code=201,
    response_model=OppView,
    summary="Bring a plan from a school's system",
    operation_id="importOpp",
)
async def bring(
    case_id: CaseIdInPath, body: ContentBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Fill in what is empty from the school's own system; what was typed here stays."""
    command = writing.WriteOpp(case_id=CaseId(case_id), content=body.content(), is_brought=True)
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: writing.write_opp(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/hearings",
    status_code=201,
    response_model=OppView,
    summary="Note how the child was heard",
    operation_id="hearChildOnOpp",
)
async def hear(
    case_id: CaseIdInPath, body: HearingBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Write down what the child said and what it changed, or why it was not heard."""
    hearing = body.hearing()
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: writing.hear_child(
            CaseId(case_id), hearing, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/talks",
    status_code=201,
    response_model=OppView,
    summary="Note the talk with parents",
    operation_id="noteOppTalk",
)
async def talk(
    case_id: CaseIdInPath, body: TalkBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Write down that school and parents talked to agree about the plan."""
    noted = body.talk()
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: writing.note_talk(
            CaseId(case_id), noted, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/consents",
    status_code=201,
    response_model=OppView,
    summary="Consent to the action part, or not",
    operation_id="answerOpp",
)
async def answer(
    case_id: CaseIdInPath, body: ConsentBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Say, as a parent, yes or no to what the school will do; or write down what a parent said."""
    command = AnswerOpp(case_id=CaseId(case_id), **body.model_dump())
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: answer_opp(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/establishments",
    status_code=201,
    response_model=OppView,
    summary="Establish a version",
    operation_id="establishOpp",
)
async def establish(
    case_id: CaseIdInPath, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Let the plan count: whole, heard, talked about, and consented to by each parent."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: establishing.establish_opp(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )
