-- Each child's file was looked at ten times, of a few often; in every service that has a log.
INSERT INTO access_log (id, alliance_id, at, person_id, role, unit_id, school_id, pupil_id, part,
                        by_relation, trace)
SELECT pg_temp.the('look-' || time, p.n), current_setting('bench.alliance')::uuid,
       now() - interval '1 day' * (time * 30 + p.n % 30), pg_temp.the('holder', p.n % 40),
       CASE time % 3 WHEN 0 THEN 'unit-coordinator' WHEN 1 THEN 'school-coordinator' ELSE 'parent' END,
       CASE time % 3 WHEN 0 THEN unit_id END, CASE time % 3 WHEN 1 THEN school_id END, id,
       'case', CASE time % 3 WHEN 0 THEN 'unit' WHEN 1 THEN 'school' ELSE 'pupil' END, md5(time::text)
FROM told_pupil AS p, LATERAL generate_series(1, CASE p.n % 500 WHEN 2 THEN 500 ELSE 10 END) AS time;
