-- What happened in one alliance, for whichever service's tables are filled from it. Ids follow from
-- the alliance and a number, so that four databases tell the same, and Python finds them too.
CREATE OR REPLACE FUNCTION pg_temp.the(kind text, number bigint) RETURNS uuid LANGUAGE sql AS
$$ SELECT md5(current_setting('bench.alliance') || kind || ' ' || number)::uuid $$;

CREATE OR REPLACE FUNCTION pg_temp.size(what text) RETURNS int LANGUAGE sql AS
$$ SELECT current_setting('bench.' || what)::int $$;

-- From 0 to 1, the same for the same question.
CREATE OR REPLACE FUNCTION pg_temp.chance(what text, number bigint) RETURNS float8 LANGUAGE sql AS
$$ SELECT ('x' || substr(md5(what || ' ' || number), 1, 8))::bit(32)::bigint / 4294967296.0 $$;

DROP TABLE IF EXISTS pg_temp.told_school, pg_temp.told_pupil, pg_temp.told_request;

CREATE TEMP TABLE told_school AS
SELECT n, pg_temp.the('school', n) AS id, n % pg_temp.size('units') AS unit_no,
       pg_temp.the('unit', n % pg_temp.size('units')) AS unit_id
FROM generate_series(1, pg_temp.size('schools')) AS n;

-- Few schools are large; one child in a hundred has none, and so no unit.
CREATE TEMP TABLE told_pupil AS
SELECT p.n, pg_temp.the('pupil', p.n) AS id, s.id AS school_id, s.unit_id, s.unit_no,
       (ARRAY['Sem', 'Yara', 'Noor', 'Levi', 'Zoë', 'Mees', 'Saar', 'Finn', 'Amira', 'Daan', 'Fenna',
              'Youssef', 'Tess', 'Guus', 'Elif', 'Bram', 'Lotte', 'Jayden', 'Roos', 'Thijs'])[1 + p.n % 20]
           AS given_name,
       (ARRAY['Jansen', 'de Vries', 'Yılmaz', 'Bakker', 'El Amrani', 'Visser', 'Şahin', 'Smit',
              'Meijer', 'Mulder', 'Bos', 'Dekker', 'Kowalski', 'Hendriks', 'van Dijk', 'Peeters',
              'Wolters'])[1 + p.n % 17] || ' ' || chr(65 + p.n % 26)
           AS family_name,
       date '2014-01-01' + (pg_temp.chance('born', p.n) * 3000)::int AS birth_date
FROM generate_series(1, pg_temp.size('cases') * 9 / 10) AS p (n)
LEFT JOIN told_school AS s
    ON p.n % 100 > 0
   AND s.n = 1 + (power(pg_temp.chance('school', p.n), 2) * pg_temp.size('schools'))::int
             % pg_temp.size('schools');

-- Of the first, each has a case: offered, declined or open. The last hundreds are new or taken back.
CREATE TEMP TABLE told_request AS
SELECT r.n, pg_temp.the('request', r.n) AS id, pg_temp.the('handover', r.n) AS handover_id,
       pg_temp.the('case', r.n) AS case_id, pg_temp.the('arrangement', r.n) AS arrangement_id,
       p.n AS pupil_no, p.id AS pupil_id, p.school_id, p.unit_id, coalesce(p.unit_no, 0) AS unit_no,
       p.given_name, p.family_name,
       CASE WHEN r.n > pg_temp.size('cases') THEN CASE r.n % 4 WHEN 3 THEN 'withdrawn' ELSE 'new' END
            WHEN r.n % 20 = 0 THEN 'offered' WHEN r.n % 25 = 2 THEN 'declined' ELSE 'opened' END
           AS stage,
       now() - interval '1 day' * (CASE WHEN r.n % 20 = 0 OR r.n > pg_temp.size('cases')
           THEN 60 ELSE 1000 END * pg_temp.chance('asked', r.n)) AS submitted_at,
       current_date + (pg_temp.chance('due', r.n) * 60)::int - 10 AS due_on,
       current_date + (pg_temp.chance('ends', r.n) * 400)::int - 20 AS ends_on,
       pg_temp.the('holder', coalesce(p.unit_no, 0) + pg_temp.size('units')
           * (r.n % pg_temp.size('holders_of_unit'))) AS holder_id
FROM generate_series(1, pg_temp.size('cases') * 11 / 10) AS r (n)
JOIN told_pupil AS p ON p.n = 1 + r.n % (pg_temp.size('cases') * 9 / 10);

CREATE UNIQUE INDEX ON told_request (n);
ANALYZE told_school, told_pupil, told_request;
