from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, hand_over

SCHEMA = (
    """
CREATE SCHEMA sec;
GRANT USAGE ON SCHEMA sec TO duan_app, duan_portal, duan_audit_ro;
GRANT USAGE, CREATE ON SCHEMA sec TO duan_definer;

-- The two padded halves of the HMAC key; `duan db migrate` fills it, the application cannot read it.
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

UNDO = """
DROP FUNCTION sec.forget_answers();
DROP FUNCTION sec.hmac(text, bytea);
DROP TABLE sec.key;
DROP SCHEMA sec;
DELETE FROM kernel_feedhead;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(SCHEMA, UNDO),
        allow_app("kernel_outbox", "SELECT, INSERT, DELETE"),
        allow_app("kernel_outbox_entry_seq", "USAGE"),
        allow_app("kernel_feed", "SELECT, INSERT"),
        allow_app("kernel_feedhead", "SELECT, UPDATE"),
        allow_app("kernel_counter", "SELECT, INSERT, UPDATE"),
        allow_app("kernel_cursor", "SELECT, INSERT, UPDATE"),
    ]
