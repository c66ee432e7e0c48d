INSERT INTO unit (alliance_id, id, name, alliance_name)
SELECT current_setting('bench.alliance')::uuid, pg_temp.the('unit', n), 'Werkgebied ' || n, 'SWV De Meting'
FROM generate_series(0, pg_temp.size('units') - 1) AS n;

INSERT INTO school (alliance_id, id, name, unit_id)
SELECT current_setting('bench.alliance')::uuid, id, 'De Regenboog ' || n, unit_id FROM told_school;

INSERT INTO item (alliance_id, id, kind, state, unit_id, school_id, support_request_id, holder_kind,
    holder_id, action_kind, action_due_on, term_rule, term_rule_version, term_starts_on,
    term_last_day, opened_at, closed_at)
SELECT current_setting('bench.alliance')::uuid, id, 'support-request',
       CASE WHEN stage IN ('opened', 'withdrawn') THEN 'closed' ELSE 'open' END, unit_id, school_id,
       id, CASE WHEN unit_id IS NULL THEN 'alliance-desk' ELSE 'unit-desk' END,
       coalesce(unit_id, current_setting('bench.alliance')::uuid), 'assess', due_on,
       'request-response', 1, submitted_at::date, submitted_at::date + 42, submitted_at,
       CASE WHEN stage IN ('opened', 'withdrawn') THEN submitted_at + interval '10 days' END
FROM told_request
UNION ALL
SELECT current_setting('bench.alliance')::uuid, case_id, 'case', 'open', unit_id, school_id, id,
       'person', holder_id, 'observe', due_on, NULL, NULL, NULL, NULL,
       submitted_at + interval '10 days', NULL
FROM told_request WHERE stage = 'opened';

INSERT INTO journey (alliance_id, support_request_id, submitted_at, case_opened_at, granted_at)
SELECT current_setting('bench.alliance')::uuid, id, submitted_at,
       CASE stage WHEN 'opened' THEN submitted_at + interval '10 days' END,
       CASE WHEN stage = 'opened' AND n % 3 > 0 THEN submitted_at + interval '20 days' END
FROM told_request;

INSERT INTO handover (alliance_id, id, support_request_id, offered_at, answer_by, settled_at,
                      received_at, answered_at)
SELECT current_setting('bench.alliance')::uuid, handover_id, id, submitted_at + interval '2 days',
       due_on, CASE stage WHEN 'offered' THEN NULL ELSE submitted_at + interval '10 days' END,
       submitted_at + interval '2 days',
       CASE stage WHEN 'offered' THEN NULL ELSE submitted_at + interval '10 days' END
FROM told_request WHERE stage IN ('offered', 'opened', 'declined');
