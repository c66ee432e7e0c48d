"""Integration: the way of a child to whom people say no: a unit to its case, a committee to a TLV.

They do so by the rules, or are refused; a parent objects, and is right.
"""

from samenspel_testkit.installation import Installation

from . import whole_way as way
from . import whole_way_of_refusal as no
from . import whole_way_to_tlv as tlvs
from .at_a_browser import Person
from .refusals_of_the_way import ON_THE_OTHER_WAY, not_met

CHILD = "Sam de Graaf"


async def test_from_a_case_that_comes_back_to_an_objection_that_is_right(
    people: tuple[Person, ...], running: Installation
) -> None:
    desk, school, parent, other_parent = people
    today = way.in_days(0)

    await desk.sign_in("Fatima Aydin")
    await no.decline(desk, await way.offer(desk, CHILD))
    await no.see_it_back(desk, CHILD)
    case = await way.offer(desk, CHILD)
    await desk.press("Traject aannemen")

    await school.sign_in("Marieke Vink")
    tlv = await tlvs.apply_tlv(school, case, today, talk=no.TALK)
    committee = desk
    await committee.sign_in("Willem Dekker")
    await tlvs.ask_for_advice(committee, tlv)
    expert = other_parent
    await expert.sign_in("Karin Postma")
    await tlvs.advise(expert, tlv, "psychologist", tlvs.FIRST_ADVICE, verdict="none")
    await expert.sign_in("Bas Kuiper")
    await tlvs.advise(expert, tlv, "child-psychologist", tlvs.SECOND_ADVICE)
    await no.confer(committee, tlv)
    await no.intend(committee, tlv)
    await parent.sign_in("Eva de Graaf")
    await no.wait_for_it(parent, tlv)
    await no.hear(committee, tlv)
    await no.refuse_tlv(committee, tlv)

    await no.read_letter(parent, case)
    async with parent.another_tab() as old:
        await old.open(tlv)
        await tlvs.unfold(old, "Bezwaar maken")
        await no.object_to_it(parent, tlv)
        await no.ask_lbt(committee, tlv)
        await no.uphold(committee, tlv)
        await no.object_to_nothing(old)

    await other_parent.sign_in("Jeroen de Graaf")
    for each in (school, parent, other_parent, committee):
        await no.read_where_it_stands(each, tlv)
    await no.decide_anew(committee, tlv)
    await no.object_too(school, tlv)
    await no.wait_for_objection(committee, tlv)
    await parent.open(case)
    await parent.see("Geldig", "Landelijke commissie om advies vragen")
    await no.who_acts(parent, "Fatima Aydin")
    await parent.look()

    assert [each.said for each in people] == [[], [], [], []]
    assert [each.refusals.lost for each in people] == [[], [], [], []]
    assert [each.refusals.away for each in people] == [[], [], [], []]
    met = {code for each in people for code in each.refusals.met}
    left_to_here = {code for code, (why, _) in not_met().items() if why == ON_THE_OTHER_WAY}
    assert met & not_met().keys() == left_to_here
