INSERT INTO unit_directory (unit_id, name, seq)
SELECT pg_temp.the('unit', n), 'Werkgebied ' || n, 1
FROM generate_series(0, pg_temp.size('units') - 1) AS n;

INSERT INTO school_directory (school_id, name, seq) SELECT id, 'De Regenboog ' || n, 1 FROM told_school;

INSERT INTO pupil_directory (pupil_id, alliance_id, given_name, family_name, birth_date, school_id, seq)
SELECT id, current_setting('bench.alliance')::uuid, given_name, family_name, birth_date, school_id, 1
FROM told_pupil;

INSERT INTO request_summary (support_request_id, alliance_id, kind, submitted_on, response_last_day, seq)
SELECT id, current_setting('bench.alliance')::uuid, 'arrangement', submitted_at::date,
       submitted_at::date + 42, 1
FROM told_request;

INSERT INTO support_case (id, alliance_id, unit_id, part, row_version, event_seq, handover_id,
    support_request_id, pupil_id, school_id, kind, age_band, answer_by, state, holder_kind, holder_id,
    holder_name, next_action, next_action_due_on, accepted_at, decline_reason)
SELECT case_id, current_setting('bench.alliance')::uuid, unit_id, n % 16, 2, 2, handover_id, id,
       pupil_id, school_id, 'arrangement', '6-8', due_on, stage,
       CASE stage WHEN 'opened' THEN 'person' END, CASE stage WHEN 'opened' THEN holder_id END,
       CASE stage WHEN 'opened' THEN 'Sanne van Houten' END,
       CASE stage WHEN 'opened' THEN (ARRAY['contact-family', 'plan-meeting', 'observe', 'evaluate'])[1 + n % 4] END,
       CASE stage WHEN 'opened' THEN due_on END,
       CASE stage WHEN 'opened' THEN submitted_at + interval '10 days' END,
       CASE stage WHEN 'declined' THEN 'no-capacity' END
FROM told_request WHERE stage IN ('offered', 'opened', 'declined');

INSERT INTO arrangement (id, alliance_id, unit_id, part, row_version, event_seq, case_id,
    support_request_id, pupil_id, school_id, kind, description, starts_on, planned_end_on,
    evaluation_on, granted_by, granted_at)
SELECT arrangement_id, current_setting('bench.alliance')::uuid, unit_id, n % 16, 1, 1, case_id, id,
       pupil_id, school_id, 'individual', 'Elke week een dagdeel begeleiding in de klas.',
       ends_on - 300, ends_on, ends_on - 30, holder_id, submitted_at + interval '20 days'
FROM told_request WHERE stage = 'opened' AND n % 3 > 0;

-- Ten things happened for each, and for a few three hundred.
INSERT INTO timeline_entry (alliance_id, event_id, kind, at, seq, support_request_id, unit_id,
                            school_id, pupil_id, word, due_on)
SELECT current_setting('bench.alliance')::uuid, pg_temp.the('entry-' || number, n),
       CASE number WHEN 1 THEN 'request-submitted' WHEN 2 THEN 'receipt-confirmed'
                   WHEN 3 THEN 'handover-offered' WHEN 4 THEN 'case-opened' ELSE 'case-planned' END,
       submitted_at + interval '1 hour' * number, number, id, unit_id, school_id, pupil_id,
       CASE number WHEN 1 THEN 'arrangement' WHEN 2 THEN NULL WHEN 3 THEN NULL ELSE 'observe' END,
       submitted_at::date + 42
FROM told_request, LATERAL generate_series(1, CASE n % 500 WHEN 1 THEN 300 ELSE 10 END) AS number;
