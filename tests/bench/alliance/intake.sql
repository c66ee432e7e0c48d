INSERT INTO alliance (id, number, name)
VALUES (current_setting('bench.alliance')::uuid, current_setting('bench.number'), 'SWV De Meting');

INSERT INTO rule_record (alliance_id, key, version, value, unit, moves_to_working_day, source, valid_from)
SELECT current_setting('bench.alliance')::uuid, key, 1, 30, 'working-days', false, 'bench', '2020-01-01'
FROM unnest(ARRAY['request-response', 'handover-answer', 'data-completion']) AS key;

INSERT INTO unit (id, alliance_id, unit_id, part, row_version, event_seq, slug, name, alliance_name,
                  municipalities, brins)
SELECT pg_temp.the('unit', n), current_setting('bench.alliance')::uuid, pg_temp.the('unit', n), n % 16,
       1, 1, 'unit-' || n, 'Werkgebied ' || n, 'SWV De Meting', '{}', '{}'
FROM generate_series(0, pg_temp.size('units') - 1) AS n;

INSERT INTO school_location (code, name, board_number, street, house_number, house_number_damaged,
    postcode, place, correspondence_street, correspondence_house_number,
    correspondence_house_number_damaged, correspondence_postcode, correspondence_place,
    municipality_code, municipality_name, denomination, phone, website)
SELECT right(current_setting('bench.number'), 2) || lpad(n::text, 4, '0'), 'De Regenboog ' || n,
       '12345', 'Dorpsstraat', '1', false, '1234AB', 'Meetdam', '', '', false, '', '',
       '0796', 'Meetdam', 'Openbaar', '', ''
FROM told_school;

INSERT INTO school (id, alliance_id, unit_id, part, row_version, event_seq, location_code, name,
                    municipality_code, place)
SELECT id, current_setting('bench.alliance')::uuid, unit_id, n % 16, 1, 1,
       right(current_setting('bench.number'), 2) || lpad(n::text, 4, '0'), 'De Regenboog ' || n,
       '0796', 'Meetdam'
FROM told_school;

INSERT INTO pupil (id, alliance_id, unit_id, part, row_version, event_seq, given_name, family_name,
    birth_date, school_id, municipality_code, has_reachable_parent, missing, completion_holder_kind,
    completion_holder_id, completion_due_on)
SELECT id, current_setting('bench.alliance')::uuid, unit_id, n % 16, 1, 2, given_name, family_name,
       birth_date, school_id, '0796', n % 20 > 0,
       CASE n % 20 WHEN 0 THEN '{parent-contact}'::text[] ELSE '{}' END,
       CASE n % 20 WHEN 0 THEN CASE WHEN school_id IS NULL THEN 'alliance-desk' ELSE 'school' END END,
       CASE n % 20 WHEN 0 THEN coalesce(school_id, current_setting('bench.alliance')::uuid) END,
       CASE n % 20 WHEN 0 THEN current_date + n % 14 END
FROM told_pupil;

INSERT INTO contact (id, alliance_id, unit_id, part, row_version, event_seq, kind, name, email,
                     language, has_authority, pupil_id)
SELECT pg_temp.the('parent' || place, n), current_setting('bench.alliance')::uuid, unit_id, n % 16, 1,
       1, 'parent', 'Ouder ' || family_name, 'ouder' || place || '.' || n || '@gezin.example', 'nl',
       true, id
FROM told_pupil, generate_series(1, 2) AS place
WHERE n % 20 > 0 AND (place = 1 OR n % 5 < 3);

INSERT INTO support_request (id, alliance_id, unit_id, part, row_version, event_seq, pupil_id,
    school_id, kind, question, already_tried, parents_informed, age_band, submitted_at, submitted_by,
    response_rule, response_rule_version, response_starts_on, response_last_day, status, holder_kind,
    holder_id, next_action_kind, next_action_due_on, handover_id, handover_offered_at,
    handover_answer_by, case_id, withdrawal_reason)
SELECT id, current_setting('bench.alliance')::uuid, unit_id, n % 16, 3, 4, pupil_id, school_id,
       CASE n % 4 WHEN 0 THEN 'consultation' ELSE 'arrangement' END,
       repeat('Hij zoekt in de pauze zelf geen contact en wij weten niet waarom. ', 4),
       repeat('Elke ochtend een praatje bij de deur. ', 3), true, '6-8', submitted_at,
       pg_temp.the('asker', coalesce(n % 200, 0)), 'request-response', 1, submitted_at::date,
       submitted_at::date + 42,
       CASE stage WHEN 'opened' THEN 'handed-over' WHEN 'withdrawn' THEN 'withdrawn'
                  WHEN 'offered' THEN 'handover-offered' ELSE 'submitted' END,
       CASE WHEN stage NOT IN ('opened', 'withdrawn')
            THEN CASE WHEN unit_id IS NULL THEN 'alliance-desk' ELSE 'unit-desk' END END,
       CASE WHEN stage NOT IN ('opened', 'withdrawn')
            THEN coalesce(unit_id, current_setting('bench.alliance')::uuid) END,
       CASE stage WHEN 'offered' THEN 'await-handover-answer' WHEN 'declined' THEN 'reassess'
                  WHEN 'new' THEN 'assess' END,
       CASE WHEN stage NOT IN ('opened', 'withdrawn') THEN due_on END,
       CASE WHEN stage IN ('opened', 'offered') THEN handover_id END,
       CASE WHEN stage IN ('opened', 'offered') THEN submitted_at + interval '2 days' END,
       CASE WHEN stage IN ('opened', 'offered') THEN due_on END,
       CASE stage WHEN 'opened' THEN case_id END,
       CASE stage WHEN 'withdrawn' THEN 'solved' END
FROM told_request;

-- Staff, and a parent of every second child.
INSERT INTO person (id, alliance_id, unit_id, part, row_version, event_seq, name, email)
SELECT pg_temp.the(kind, n), current_setting('bench.alliance')::uuid, NULL, n % 16, 1, 1,
       initcap(kind) || ' ' || n, kind || n || '@werk.example'
FROM (SELECT 'holder' AS kind, n
      FROM generate_series(0, pg_temp.size('units') * pg_temp.size('holders_of_unit') - 1) AS n
      UNION ALL SELECT 'asker', n FROM told_school
      UNION ALL SELECT 'parent', n FROM told_pupil WHERE n % 2 = 0) AS somebody;

INSERT INTO role_grant (id, alliance_id, person_id, number, role, unit_id, school_id, pupil_ids, since)
SELECT pg_temp.the('grant-holder', n), current_setting('bench.alliance')::uuid,
       pg_temp.the('holder', n), 1, 'unit-coordinator',
       pg_temp.the('unit', n % pg_temp.size('units')), NULL::uuid, '{}'::uuid[], date '2022-01-01'
FROM generate_series(0, pg_temp.size('units') * pg_temp.size('holders_of_unit') - 1) AS n
UNION ALL
SELECT pg_temp.the('grant-asker', n), current_setting('bench.alliance')::uuid,
       pg_temp.the('asker', n), 1, 'school-coordinator', NULL, id, '{}', '2022-01-01'
FROM told_school
UNION ALL
SELECT pg_temp.the('grant-parent', n), current_setting('bench.alliance')::uuid,
       pg_temp.the('parent', n), 1, 'parent', NULL, NULL, ARRAY[id], '2022-01-01'
FROM told_pupil WHERE n % 2 = 0;

INSERT INTO log_in (session_hash, alliance_id, person_id, grant_id, method, began_at, ended_at)
SELECT md5('log-in' || n || '-' || time || current_setting('bench.alliance')),
       current_setting('bench.alliance')::uuid, pg_temp.the('asker', n),
       pg_temp.the('grant-asker', n), 'oidc', now() - interval '1 day' * time,
       now() - interval '1 day' * time + interval '8 hours'
FROM told_school, generate_series(0, 200) AS time;
