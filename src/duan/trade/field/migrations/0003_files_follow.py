from __future__ import annotations

from django.db import migrations

# A file has a scope and no terminal. What shows it has both: where that is carried to another scope,
# the file goes along, or the new region could not open its own evidence and the old one still could.
FOLLOW = """
GRANT SELECT (id), UPDATE (scope_id) ON files_file TO duan_definer;

CREATE FUNCTION sec.field_file_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.files_file SET scope_id = NEW.scope_id
   WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION sec.field_file_follows() FROM PUBLIC;
ALTER FUNCTION sec.field_file_follows() OWNER TO duan_definer;
CREATE TRIGGER field_taskphoto_takes_its_file_along AFTER UPDATE OF scope_id ON field_taskphoto
  FOR EACH ROW EXECUTE FUNCTION sec.field_file_follows('file_id');
CREATE TRIGGER field_acceptance_takes_its_signature_along AFTER UPDATE OF scope_id
  ON field_acceptance FOR EACH ROW EXECUTE FUNCTION sec.field_file_follows('signature_id');
"""

UNDO = """
DROP TRIGGER field_taskphoto_takes_its_file_along ON field_taskphoto;
DROP TRIGGER field_acceptance_takes_its_signature_along ON field_acceptance;
DROP FUNCTION sec.field_file_follows();
REVOKE SELECT (id), UPDATE (scope_id) ON files_file FROM duan_definer;
"""


class Migration(migrations.Migration):
    dependencies = [("field", "0002_security"), ("files", "0002_security")]

    operations = [migrations.RunSQL(FOLLOW, UNDO)]
