"""Mistakes in how events are written and put in the log."""

from tests.mutants.seeding import Edit, Mutant

EMIT = "samenspel_messaging.emit"
SCHEMA = "samenspel_messaging.schema"
SEQUENCER = "samenspel_messaging.sequencer"
UNIT_OF_WORK = "samenspel_messaging.unit_of_work"

WRITING = "libs/messaging/tests/integration/test_writing.py"
SEQUENCING = "libs/messaging/tests/integration/test_sequencer.py"

MUTANTS = (
    Mutant(
        name="M1",
        title="the outbox is read by a position",
        why="an id drawn early may be committed late, behind the position",
        edits=[
            Edit(SEQUENCER, "ORDER BY id LIMIT :limit", "AND id > :seen ORDER BY id LIMIT :limit"),
            Edit(
                SEQUENCER,
                "SELECT count(*) FROM logged",
                "SELECT count(*) AS moved, max(id) AS seen FROM numbered",
            ),
            Edit(
                SEQUENCER,
                'values = {"epoch": self._lease.epoch, "limit": limit}',
                'values = {"epoch": self._lease.epoch, "limit": limit, "seen": self._seen}',
            ),
            Edit(
                SEQUENCER,
                "moved = int(await conn.scalar(MOVE, values) or 0)",
                "row = (await conn.execute(MOVE, values)).one()\n"
                "            moved, self._seen = row.moved, row.seen or self._seen",
            ),
            Edit(
                SEQUENCER,
                "        self._lease = lease\n",
                "        self._lease, self._seen = lease, 0\n",
            ),
        ],
        tests=[f"{WRITING}::test_what_got_its_number_early_and_was_committed_late_is_logged"],
    ),
    Mutant(
        name="M2",
        title="the outbox is ordered by transaction",
        why="an old transaction may write last",
        edits=[
            Edit(
                SEQUENCER,
                "ORDER BY id LIMIT :limit",
                "ORDER BY CAST(CAST(xmin AS text) AS bigint), id LIMIT :limit",
            ),
            Edit(
                SEQUENCER,
                "RETURNING o.*",
                "RETURNING o.*, CAST(CAST(o.xmin AS text) AS bigint) AS xid",
            ),
            Edit(
                SEQUENCER,
                "PARTITION BY m.part ORDER BY m.id",
                "PARTITION BY m.part ORDER BY m.xid, m.id",
            ),
        ],
        tests=[f"{WRITING}::test_order_is_that_of_the_locks_not_of_the_transactions_age"],
    ),
    Mutant(
        name="M3",
        title="the outbox is written before the aggregate",
        why="an id is drawn without the lock of the aggregate's row. As long as each save checks the"
        " row's version nobody can see it in what comes out, for who waits for the lock then fails;"
        " so the test looks at the rule itself, which is what keeps the order where no version is"
        " checked. (Leaving out emit's flush alone changes nothing: the session flushes by itself)",
        edits=[
            Edit(
                EMIT, "    await session.flush()\n", "    session.sync_session.autoflush = False\n"
            ),
            Edit(
                EMIT,
                "            for fact, seq in numbered\n        ],\n    )\n",
                "            for fact, seq in numbered\n        ],\n    )\n"
                "    await session.flush()\n",
            ),
        ],
        tests=[f"{WRITING}::test_no_number_is_drawn_before_the_aggregates_row_is_locked"],
    ),
    Mutant(
        name="M4",
        title="each connection draws 50 ids at a time",
        why="then ids are not in the order in which they were drawn",
        edits=[Edit(SCHEMA, "IDENTITY (CACHE 1)", "IDENTITY (CACHE 50)")],
        tests=[f"{WRITING}::test_order_is_that_of_the_locks_not_of_the_transactions_age"],
    ),
    Mutant(
        name="M14",
        title="the sequencer does not look at its epoch",
        why="one whose lease was taken goes on",
        edits=[
            Edit(
                SEQUENCER,
                "WHERE epoch = :epoch AND lease_until > clock_timestamp()\n        FOR UPDATE",
                "WHERE lease_until > clock_timestamp()\n        FOR UPDATE",
            )
        ],
        tests=[f"{SEQUENCING}::test_one_whose_lease_was_taken_moves_nothing"],
    ),
    Mutant(
        name="M14b",
        title="a lease is renewed without its epoch",
        why="one whose lease was taken shares it from then on",
        edits=[
            Edit(
                SEQUENCER,
                "WHERE epoch = :epoch AND lease_until > clock_timestamp()\n    RETURNING epoch",
                "WHERE lease_until > clock_timestamp()\n    RETURNING epoch",
            )
        ],
        tests=[f"{SEQUENCING}::test_one_whose_lease_was_taken_moves_nothing"],
    ),
    Mutant(
        name="M15",
        title="a lease goes by the clock of the process",
        why="clocks differ, and one that is fast takes a lease that still runs",
        edits=[
            Edit(
                SEQUENCER,
                "    WHERE lease_until < clock_timestamp()",
                "    WHERE lease_until < to_timestamp(:now)",
            ),
            Edit(
                SEQUENCER,
                'claim = {"owner": self._owner, "seconds": self._seconds}',
                'claim = {"owner": self._owner, "seconds": self._seconds,'
                ' "now": __import__("time").time()}',
            ),
        ],
        tests=[f"{SEQUENCING}::test_a_lease_goes_by_the_clock_of_the_database"],
    ),
    Mutant(
        name="M16",
        title="several sequencers share the outbox by SKIP LOCKED",
        why="nobody keeps the order between what two of them took",
        edits=[
            Edit(
                SEQUENCER,
                "WHERE EXISTS (SELECT 1 FROM lease) ORDER BY id LIMIT :limit",
                "ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED",
            ),
            Edit(
                SCHEMA,
                "GRANT SELECT, INSERT, DELETE ON bus.outbox",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON bus.outbox",
            ),
            Edit(
                SEQUENCER,
                "if self._lease.epoch is None:\n            return 0",
                "if limit == 0:\n            return 0",
            ),
        ],
        tests=[f"{SEQUENCING}::test_a_second_sequencer_moves_nothing"],
    ),
    Mutant(
        name="S1",
        title="a save does not check the row's version",
        why="two writers number their events alike, and one overwrites the other",
        edits=[
            Edit(
                UNIT_OF_WORK,
                '        return {"version_id_col": cls.row_version}',
                '        one = {"version_id_generator": lambda _: 1}\n'
                '        return {"version_id_col": cls.row_version, **one}',
            )
        ],
        tests=[f"{WRITING}::test_who_changes_what_someone_else_changed_meanwhile_says_nothing"],
    ),
)
