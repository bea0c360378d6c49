from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, hand_over, protect

# A job that cannot be carried out says why on its import. The worker acts for nobody then, perhaps
# because the requester lost his rights, so this function writes past row security: two columns of
# an import that is at work, nothing else. It tells where the file of a failed check lies, to be deleted.
STOP = """
GRANT SELECT, UPDATE ON exchange_import TO duan_definer;

CREATE FUNCTION sec.exchange_stop(import uuid, verb text, reason text) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.exchange_import
     SET state = CASE WHEN verb = 'LOAD' THEN 'CHECKED' ELSE 'FAILED' END,
         message = reason, finished_at = now()
   WHERE id = import AND state IN ('CHECKING', 'LOADING')
  RETURNING CASE WHEN state = 'FAILED' THEN stored_as END
$$;
""" + hand_over("sec.exchange_stop(uuid, text, text)")

UNDO = "DROP FUNCTION sec.exchange_stop(uuid, text, text)"

# A file shows whatever stood in it, also of regions where the next importer may look at nothing.
_IMPORT = ["terminals.import"]


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("access", "0002_security")]

    operations = [
        protect(
            "exchange_import",
            see=_IMPORT,
            write=_IMPORT,
            privileges="SELECT, INSERT, UPDATE",
            own=True,
        ),
        protect(
            "exchange_importproblem",
            see=_IMPORT,
            write=_IMPORT,
            privileges="SELECT, INSERT, DELETE",
            own=True,
        ),
        protect(
            "exchange_importduplicate",
            see=_IMPORT,
            write=_IMPORT,
            privileges="SELECT, INSERT, DELETE",
            own=True,
        ),
        allow_app("exchange_job"),
        migrations.RunSQL(STOP, UNDO),
    ]
