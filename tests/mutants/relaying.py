"""Mistakes in how the log goes to RabbitMQ."""

from tests.mutants.seeding import Edit, Mutant

LINK = "samenspel_messaging.link"
RELAY = "samenspel_messaging.relay"

RELAYING = "tests/contract/test_spine_relay.py"
BROKER = "tests/contract/test_spine_broker.py"

MUTANTS = (
    Mutant(
        name="M5",
        title="the cursor moves before the confirms",
        why="who dies in between has lost what it had not sent",
        edits=[
            Edit(
                RELAY,
                "            await self._publish(channel, todo, progress)\n",
                "            await self._move({e.part: e.pos for e in todo}, epoch)\n"
                "            await self._publish(channel, todo, progress)\n",
            )
        ],
        tests=[f"{RELAYING}::test_what_was_sent_but_not_confirmed_does_not_count_as_sent"],
    ),
    Mutant(
        name="M6",
        title="a returned message counts as confirmed",
        why="no queue has it",
        edits=[Edit(RELAY, "return Fate.RETURNED", "return Fate.CONFIRMED")],
        tests=[f"{RELAYING}::test_of_two_messages_under_way_the_one_that_no_queue_took_is_known"],
    ),
    Mutant(
        name="M7",
        title="two messages under way have one id",
        why="the client library tells by the id which of them was returned",
        edits=[Edit(RELAY, "message_id=str(entry.id)", "message_id=str(entry.correlationid)")],
        tests=[f"{RELAYING}::test_of_two_messages_under_way_the_one_that_no_queue_took_is_known"],
    ),
    Mutant(
        name="M8",
        title="two events of one aggregate are under way together",
        why="if the first is not taken the second overtakes it",
        edits=[
            Edit(RELAY, "occurrences[entry.subject] = turn + 1", "occurrences[entry.subject] = 0")
        ],
        tests=[f"{RELAYING}::test_what_follows_in_an_aggregate_waits_for_what_no_queue_took"],
    ),
    Mutant(
        name="M14c",
        title="the relay's cursor moves without its epoch",
        why="one that was away for long counts as sent what its successor may not have sent",
        edits=[Edit(RELAY, "WHERE epoch = :epoch AND lease_until", "WHERE lease_until")],
        tests=[f"{RELAYING}::test_a_relay_whose_lease_was_taken_while_it_sent_moves_no_cursor"],
    ),
    Mutant(
        name="M18",
        title="the channel does not raise for returned messages",
        why="that is the client library's default",
        edits=[Edit(LINK, "on_return_raises=confirms", "on_return_raises=False")],
        tests=[
            f"{BROKER}::test_an_event_that_no_queue_takes_stops_its_part_until_it_is_bound",
        ],
    ),
    Mutant(
        name="S2",
        title="a part goes on after a message that no queue took",
        why="later events of that aggregate overtake it",
        edits=[Edit(RELAY, "if entry.part not in progress.stopped]", "]")],
        tests=[f"{RELAYING}::test_what_follows_in_an_aggregate_waits_for_what_no_queue_took"],
    ),
    Mutant(
        name="S3",
        title="the cursor moves over a hole",
        why="what no queue took is never sent again",
        edits=[
            Edit(
                RELAY,
                "while done < len(waiting) and waiting[done] in self._confirmed[part]:",
                "while self._confirmed[part] and done < len(waiting):",
            )
        ],
        tests=[
            f"{RELAYING}::test_what_comes_after_later_events_of_its_part_takes_effect_all_the_same"
        ],
    ),
)
