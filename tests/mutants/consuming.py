"""Mistakes in how events take effect."""

from tests.mutants.seeding import Edit, Mutant

AMQP = "samenspel_messaging.amqp_bus"
CATCH_UP = "samenspel_messaging.catch_up"
COUNTING = "samenspel_messaging.counting"
COURSES = "samenspel_messaging.courses"
EFFECTS = "samenspel_messaging.effects"
GUARD = "samenspel_messaging.guard"
LEDGERS = "samenspel_messaging.ledgers"
SHARDS = "samenspel_messaging.shards"
TOPOLOGY = "samenspel_messaging.topology"
WATERMARKS = "samenspel_messaging.watermarks"

READING = "tests/contract/test_spine_reader.py"
RELAYING = "tests/contract/test_spine_relay.py"
HOLDING = "tests/contract/test_spine_holds.py"
HEALING = "tests/contract/test_spine_catch_up.py"
BATCHES = "libs/messaging/tests/integration/test_batches.py"
COUNTS = "libs/messaging/tests/integration/test_counts.py"
ARITHMETIC = "libs/messaging/tests/unit/test_counting.py"

SETTLE = """
        await self._work_off(work, arrived, stop)
        with talking():
            await under.basic_ack(batch[-1].delivery_tag or 0, multiple=True, wait=False)
"""
SETTLE_TOO_EARLY = """
        with talking():
            await under.basic_ack(batch[-1].delivery_tag or 0, multiple=True, wait=False)
        await self._work_off(work, arrived, stop)
"""
SEND_BACK = """
        try:
            await self._work_off(work, arrived, stop)
        except Exception as error:
            if type(error).__name__ != "_HandlerFailed":
                raise
            await under.basic_nack(batch[-1].delivery_tag or 0, multiple=True, wait=False)
            return
        with talking():
            await under.basic_ack(batch[-1].delivery_tag or 0, multiple=True, wait=False)
"""
CONSUME = "await under.basic_consume(self._queue, arrived.put)"
AT_ONCE = """
                async def at_once(message: DeliveredMessage) -> None:
                    signal = self._signals.get(_type_of(message))
                    await (signal(message) if signal else self._apply([message]))
                    await under.basic_ack(message.delivery_tag or 0, wait=False)

                await under.basic_consume(self._queue, at_once)
"""
LEDGER = "            ledger = ledger_of(name, ordered=ordered)\n"
PASS_BY_POSITION = f"""
            def is_behind(envelope: Envelope) -> bool:
                key = self._key(envelope)
                return key in found and envelope.pos <= found[key].pos

            batch = [d for d in batch if d.held or not d.envelope or not is_behind(d.envelope)]
{LEDGER}"""

MUTANTS = (
    Mutant(
        name="M9",
        title="a batch is acknowledged before its transaction",
        why="who dies in between has lost it",
        edits=[Edit(AMQP, SETTLE, SETTLE_TOO_EARLY)],
        tests=[f"{READING}::test_what_was_not_committed_is_delivered_again"],
    ),
    Mutant(
        name="M10",
        title="an independent consumer does not ask its inbox",
        why="what is delivered twice takes effect twice",
        edits=[Edit(LEDGERS, "envelope.id not in self._mine:", "envelope.id in self._given_up:")],
        tests=[f"{READING}::test_what_is_sent_again_takes_effect_once[False]"],
    ),
    Mutant(
        name="M10b",
        title="an ordered consumer has no guard",
        why="what is delivered twice takes effect twice",
        edits=[
            Edit(
                GUARD,
                "        last = self._applied.get(aggregate, 0)\n",
                "        return Verdict.APPLY\n        last = self._applied.get(aggregate, 0)\n",
            )
        ],
        tests=[f"{READING}::test_what_is_sent_again_takes_effect_once[True]"],
    ),
    Mutant(
        name="M12",
        title="what is behind the cursor counts as known",
        why="in a queue an event may come behind later ones of other aggregates",
        edits=[Edit(EFFECTS, LEDGER, PASS_BY_POSITION)],
        tests=[
            f"{RELAYING}::test_what_comes_after_later_events_of_its_part_takes_effect_all_the_same"
        ],
    ),
    Mutant(
        name="M12b",
        title="healing reads the log from the highest position met",
        why="what is missing lies before that",
        edits=[
            Edit(CATCH_UP, "consumer, source))[part].safe_pos", "consumer, source))[part].pos"),
            Edit(COURSES, "found[key].safe_pos != self.start", "found[key].pos != self.start"),
        ],
        tests=[f"{HEALING}::test_a_gap_is_filled_from_the_log"],
    ),
    Mutant(
        name="M13",
        title="events are applied in the client library's callback",
        why="it calls back in parallel, so they overtake each other",
        edits=[
            Edit(AMQP, CONSUME, AT_ONCE.strip()),
            Edit(AMQP, "prefetch_count=PREFETCH if trusting else 1", "prefetch_count=10"),
        ],
        tests=[f"{READING}::test_what_waits_in_a_queue_is_applied_in_its_order_and_completely"],
    ),
    Mutant(
        name="M17",
        title="what fails goes back to the queue instead of being held",
        why="it comes again at once and for ever, and keeps everything behind it waiting",
        edits=[
            Edit(
                EFFECTS,
                "            outcomes = await self._transact(batch, course, careful=True)\n",
                "            raise\n",
            ),
            Edit(AMQP, SETTLE, SEND_BACK),
        ],
        tests=[f"{HOLDING}::test_what_fails_holds_its_aggregate_and_no_other[amqp]"],
    ),
    Mutant(
        name="M22",
        title="an event is applied although an earlier one has not been",
        why="a hold no longer keeps what is behind it waiting",
        edits=[
            Edit(
                GUARD,
                "return Verdict.APPLY if seq == last + 1 else Verdict.GAP",
                "return Verdict.APPLY",
            )
        ],
        tests=[
            f"{HOLDING}::test_a_retry_that_succeeds_lets_go_what_waited_behind_it_in_order[amqp]"
        ],
    ),
    Mutant(
        name="M22b",
        title="the guard does not look at holds",
        why="what a person has to decide about is tried again whenever it is delivered again",
        edits=[Edit(GUARD, "if seq <= last or (aggregate, seq) in self._held:", "if seq <= last:")],
        tests=[f"{READING}::test_what_was_parked_is_not_tried_again_when_it_is_sent_again"],
    ),
    Mutant(
        name="S4",
        title="what handlers put off is not written at the end of a batch",
        why="the guard says that it was",
        edits=[
            Edit(
                EFFECTS,
                "            await self._settle(turn)\n            await ledger.close(session)\n",
                "            await ledger.close(session)\n",
            )
        ],
        tests=[f"{BATCHES}::test_what_handlers_put_off_is_written_with_the_batch"],
    ),
    Mutant(
        name="S5",
        title="a batch goes through in the alliance of its first event",
        why="a handler sees another alliance's rows",
        edits=[
            Edit(
                EFFECTS,
                "turn.uow is not None and turn.uow.scope.alliance_id == envelope.alliance",
                "turn.uow is not None",
            )
        ],
        tests=[f"{BATCHES}::test_each_event_of_a_batch_sees_the_rows_of_its_own_alliance"],
    ),
    Mutant(
        name="S6",
        title="what handlers say is put in the outbox at the end of a batch",
        why="then all of it has the last event as its cause",
        edits=[Edit(EFFECTS, "        if uow.owes:\n", "        if False:\n")],
        tests=[f"{BATCHES}::test_what_a_handler_says_has_the_event_as_its_cause"],
    ),
    Mutant(
        name="S7",
        title="a batch goes through in the conversation of its first event",
        why="what handlers say has the wrong cause",
        edits=[Edit(EFFECTS, "turn.uow.scope = Scope.caused_by(envelope)", "pass")],
        tests=[f"{BATCHES}::test_what_a_handler_says_has_the_event_as_its_cause"],
    ),
    Mutant(
        name="S8",
        title="a follower does not look whether its cursor was moved",
        why="it goes past what somebody set it back for",
        edits=[
            Edit(COURSES, "found[key].pos != self.start[key]", "found[key].pos < 0"),
        ],
        tests=[f"{BATCHES}::test_a_cursor_that_was_set_back_meanwhile_is_gone_on_from"],
    ),
    Mutant(
        name="S9",
        title="what an independent consumer holds stays in its inbox",
        why="then it counts as dealt with, and is never tried again",
        edits=[Edit(LEDGERS, "        if self._given_up:\n", "        if False:\n")],
        tests=[
            f"{HOLDING}::test_an_independent_consumer_holds_one_event_and_applies_the_others[amqp]"
        ],
    ),
    Mutant(
        name="S10",
        title="a reader acknowledges the message that its queue goes",
        why="the other readers never hear of it, and the queue is never free of them",
        edits=[Edit(SHARDS, "                raise _Retired\n", "                return\n")],
        tests=[f"{READING}::test_a_queue_that_goes_is_emptied_and_left_by_readers_who_come_later"],
    ),
    Mutant(
        name="S11",
        title="a queue is deleted before it is empty",
        why="what is in it is lost on the way",
        edits=[
            Edit(
                TOPOLOGY,
                "while left := (await _look_at(channel, name))[0]:",
                "while (left := (await _look_at(channel, name))[0]) < 0:",
            )
        ],
        tests=[f"{READING}::test_a_queue_that_goes_is_emptied_and_left_by_readers_who_come_later"],
    ),
    Mutant(
        name="S12",
        title="a watermark tells of what the broker has not confirmed",
        why="who comes to it has not met all that, and reads the log for nothing",
        edits=[Edit(WATERMARKS, " AND c.pos = h.pos", "")],
        tests=[f"{COUNTS}::test_a_watermark_has_only_the_parts_of_which_all_was_sent"],
    ),
    Mutant(
        name="S13",
        title="an event that comes twice counts twice",
        why="then it makes up for one that was lost",
        edits=[
            Edit(
                EFFECTS,
                "is_new = verdict in (Verdict.APPLY, Verdict.GAP) and not delivery.held",
                "is_new = not delivery.held",
            )
        ],
        tests=[f"{HEALING}::test_what_came_twice_hides_no_loss"],
    ),
    Mutant(
        name="S14",
        title="an old watermark makes safe what came after it",
        why="what is missing behind it is then never looked for",
        edits=[
            Edit(
                COUNTING,
                "if self.pos > head or self.safe_pos >= head:",
                "if self.safe_pos >= head:",
            )
        ],
        tests=[ARITHMETIC],
    ),
)
