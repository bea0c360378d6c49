from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import hand_over

# Who is to do a piece of work is chosen by people who may not read grants. This tells whom to choose
# from, and only to somebody who holds something in that scope himself.
HOLDERS = """
CREATE FUNCTION sec.holders(wanted text, place integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := sec.me();
BEGIN
  RETURN QUERY
    WITH open AS (
      SELECT g.account_id, r.actions
        FROM public.access_grant g
        JOIN public.access_role r ON r.code = g.role_id
        JOIN public.access_scope top ON top.id = g.scope_id
        JOIN public.access_scope below ON starts_with(below.path, top.path)
       WHERE below.id = place
         AND g.starts_at <= now() AND (g.ends_at IS NULL OR now() < g.ends_at))
    SELECT DISTINCT a.id
      FROM open JOIN public.people_account a ON a.id = open.account_id
     WHERE a.status = 'ACTIVE' AND wanted = ANY (open.actions)
       AND EXISTS (SELECT FROM open mine WHERE mine.account_id = who);
END
$$;
""" + hand_over("sec.holders(text, integer)")

UNDO = "DROP FUNCTION sec.holders(text, integer);"


class Migration(migrations.Migration):
    dependencies = [("access", "0004_shipped_roles")]

    operations = [migrations.RunSQL(HOLDERS, UNDO)]
