INSERT INTO work_school (alliance_id, school_id, name)
SELECT current_setting('bench.alliance')::uuid, id, 'De Regenboog ' || n FROM told_school;

INSERT INTO work_pupil (alliance_id, pupil_id, given_name)
SELECT current_setting('bench.alliance')::uuid, id, given_name FROM told_pupil;

INSERT INTO work_item (alliance_id, id, kind, unit_id, school_id, pupil_id, holder_kind, holder_id,
                       action, due_on, arrived_at)
SELECT current_setting('bench.alliance')::uuid, id, 'support-request', unit_id, school_id, pupil_id,
       CASE WHEN unit_id IS NULL THEN 'alliance-desk' ELSE 'unit-desk' END,
       coalesce(unit_id, current_setting('bench.alliance')::uuid),
       CASE stage WHEN 'offered' THEN 'await-handover-answer' WHEN 'new' THEN 'assess'
                  ELSE 'reassess' END,
       due_on, submitted_at
FROM told_request WHERE stage IN ('new', 'offered', 'declined')
UNION ALL
SELECT current_setting('bench.alliance')::uuid, case_id, 'handover', unit_id, school_id, pupil_id,
       CASE WHEN unit_id IS NULL THEN 'alliance-desk' ELSE 'unit-desk' END,
       coalesce(unit_id, current_setting('bench.alliance')::uuid), 'answer-handover', due_on,
       submitted_at
FROM told_request WHERE stage = 'offered'
UNION ALL
SELECT current_setting('bench.alliance')::uuid, case_id, 'case', unit_id, school_id, pupil_id,
       'person', holder_id, (ARRAY['contact-family', 'plan-meeting', 'observe', 'evaluate'])[1 + n % 4],
       due_on, submitted_at
FROM told_request WHERE stage = 'opened'
UNION ALL
SELECT current_setting('bench.alliance')::uuid, id, 'pupil', unit_id, school_id, id,
       CASE WHEN school_id IS NULL THEN 'alliance-desk' ELSE 'school' END,
       coalesce(school_id, current_setting('bench.alliance')::uuid), 'complete-data',
       current_date + n % 14, now() - interval '3 days'
FROM told_pupil WHERE n % 20 = 0;

INSERT INTO work_item (alliance_id, id, kind, unit_id, school_id, pupil_id, case_id, action, due_on,
                       arrived_at)
SELECT current_setting('bench.alliance')::uuid, arrangement_id, 'arrangement', unit_id, school_id,
       pupil_id, case_id, 'decide-before-end', ends_on, submitted_at + interval '20 days'
FROM told_request WHERE stage = 'opened' AND n % 3 > 0;

INSERT INTO contact_directory (contact_id, alliance_id, kind, pupil_id, name, email, language,
                               has_authority)
SELECT pg_temp.the('parent' || place, n), current_setting('bench.alliance')::uuid, 'parent', id,
       'Ouder ' || family_name, 'ouder' || place || '.' || n || '@gezin.example', 'nl', true
FROM told_pupil, generate_series(1, 2) AS place
WHERE n % 20 > 0 AND (place = 1 OR n % 5 < 3);

INSERT INTO contact_directory (contact_id, alliance_id, kind, school_id, name, email, language,
                               has_authority)
SELECT pg_temp.the('at-school', n), current_setting('bench.alliance')::uuid, 'school', id,
       'Juf Anouk', 'school' || n || '@school.example', 'nl', false
FROM told_school;

INSERT INTO mailing (id, alliance_id, unit_id, template, link_id, pupil_id, school_id, answer_by,
                     created_at)
SELECT pg_temp.the('mailing-' || template, n), current_setting('bench.alliance')::uuid, unit_id,
       template, id, pupil_id, school_id, submitted_at::date + 42,
       submitted_at + interval '1 day' * length(template)
FROM told_request, unnest(ARRAY['request-received', 'help-decided']) AS template
WHERE template = 'request-received' OR stage = 'opened' AND n % 3 > 0;

INSERT INTO message (id, alliance_id, unit_id, part, row_version, event_seq, mailing_id, contact_id,
                     audience, state, created_at, due_at, sent_at, failures)
SELECT md5(m.id::text || c.contact_id)::uuid, m.alliance_id, m.unit_id, 1, 2, 2, m.id, c.contact_id,
       c.kind, CASE WHEN c.email < 'ouder1.2' THEN 'permanent-failure' ELSE 'sent' END,
       m.created_at, NULL, CASE WHEN c.email < 'ouder1.2' THEN NULL ELSE m.created_at END,
       CASE WHEN c.email < 'ouder1.2' THEN 1 ELSE 0 END
FROM mailing AS m JOIN contact_directory AS c ON c.pupil_id = m.pupil_id OR c.school_id = m.school_id
WHERE m.alliance_id = current_setting('bench.alliance')::uuid;

INSERT INTO attempt (message_id, number, alliance_id, at, result, smtp_code)
SELECT id, 1, alliance_id, created_at, CASE failures WHEN 0 THEN 'accepted' ELSE 'permanent' END,
       CASE failures WHEN 0 THEN 250 ELSE 550 END
FROM message WHERE alliance_id = current_setting('bench.alliance')::uuid;
