from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import hand_over, protect

# The worker acts for nobody when it tidies, so this goes past row security. It says of digests that
# the caller already knows whether a row names them, and nothing of any row.
UNNAMED = """
GRANT SELECT (sha256) ON files_file TO duan_definer;

CREATE FUNCTION sec.files_unnamed(digests text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT known.digest FROM unnest(digests) AS known (digest)
   WHERE NOT EXISTS (SELECT 1 FROM public.files_file f WHERE f.sha256 = known.digest)
$$;
""" + hand_over("sec.files_unnamed(text[])")

UNDO = """
DROP FUNCTION sec.files_unnamed(text[]);
REVOKE ALL ON files_file FROM duan_definer;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("access", "0002_security")]

    operations = [
        protect("files_file", see=["files.see"], write=["files.keep"], privileges="SELECT, INSERT"),
        migrations.RunSQL(UNNAMED, UNDO),
    ]
