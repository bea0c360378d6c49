from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, hand_over

SCHEMA = (
    """
CREATE SCHEMA sec;
GRANT USAGE ON SCHEMA sec TO duan_app, duan_portal, duan_audit_ro;
GRANT USAGE, CREATE ON SCHEMA sec TO duan_definer;

-- The two padded halves of the HMAC key; `duan migrate` fills it, the application cannot read it.
CREATE TABLE sec.key (name text PRIMARY KEY, inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
GRANT SELECT ON sec.key TO duan_definer;

CREATE FUNCTION sec.hmac(wanted text, message bytea) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(outer_pad || sha256(inner_pad || message)) FROM sec.key WHERE name = wanted
$$;
"""
    + hand_over("sec.hmac(text, bytea)")
    + """
REVOKE EXECUTE ON FUNCTION sec.hmac(text, bytea) FROM duan_app;

GRANT SELECT, DELETE ON kernel_answer TO duan_definer;

-- What a POST was answered is kept for a day. The worker acts for nobody, so this goes past row
-- security; it takes no input, tells a count and deletes only what no request may be answered with.
CREATE FUNCTION sec.forget_answers() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.kernel_answer WHERE created_at < now() - interval '24 hours' RETURNING 1)
  SELECT count(*) FROM gone
$$;
"""
    + hand_over("sec.forget_answers()")
    + """

INSERT INTO kernel_feedhead (id, last, epoch) VALUES (1, 0, gen_random_uuid());
"""
)

IDS = """
-- A UUIDv7 of our own making, for servers before PostgreSQL 18: 48 bits of milliseconds, the
-- microseconds in 12 bits; the last 62 bits and the variant are those of a random UUID.
CREATE FUNCTION sec.built_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(at / 1000), 12, '0') || '7' || lpad(to_hex(at % 1000 * 4096 / 1000), 3, '0')
          || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid
    FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS at) AS moment
$$;

-- An id that sorts by the time it was made, as `duan.core.kernel.ids.new_id` makes them.
DO $$
BEGIN
  EXECUTE format('CREATE FUNCTION sec.new_id() RETURNS uuid LANGUAGE sql VOLATILE AS %L',
    'SELECT ' || CASE WHEN to_regprocedure('pg_catalog.uuidv7()') IS NULL
                      THEN 'sec.built_id()' ELSE 'uuidv7()' END);
END
$$;
"""

UNDO = """
DROP FUNCTION sec.forget_answers();
DROP FUNCTION sec.new_id();
DROP FUNCTION sec.built_id();
DROP FUNCTION sec.hmac(text, bytea);
DROP TABLE sec.key;
DROP SCHEMA sec;
DELETE FROM kernel_feedhead;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(SCHEMA + IDS, UNDO),
        allow_app("kernel_outbox", "SELECT, INSERT, DELETE"),
        allow_app("kernel_outbox_entry_seq", "USAGE"),
        allow_app("kernel_feed", "SELECT, INSERT"),
        allow_app("kernel_feedhead", "SELECT, UPDATE"),
        allow_app("kernel_counter", "SELECT, INSERT, UPDATE"),
        allow_app("kernel_cursor", "SELECT, INSERT, UPDATE"),
    ]
