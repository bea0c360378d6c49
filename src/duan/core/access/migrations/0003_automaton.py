from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import hand_over

GRANT = (
    """
-- The account under which the product reacts to its own events: no person, one role, everywhere.
CREATE FUNCTION sec.grant_automaton(grant_id uuid, account uuid, role text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.access_grant (id, account_id, scope_id, role_id, starts_at, reason, created_at)
  SELECT grant_id, a.id, 1, role, now(), '系统自动处理', now() FROM public.people_account a
   WHERE a.id = account AND a.kind = 'SERVICE'
     AND NOT EXISTS (SELECT FROM public.access_grant g WHERE g.account_id = account);
END
$$;
"""
    + hand_over("sec.grant_automaton(uuid, uuid, text)")
    + """
REVOKE EXECUTE ON FUNCTION sec.grant_automaton(uuid, uuid, text) FROM duan_app;
GRANT EXECUTE ON FUNCTION sec.grant_automaton(uuid, uuid, text) TO duan_owner;
-- The first administrator is the first person, whatever the product was granted for itself.
CREATE OR REPLACE FUNCTION sec.grant_first(grant_id uuid, account uuid, role text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.access_grant g
               JOIN public.people_account a ON a.id = g.account_id AND a.kind = 'PERSON') THEN
    RAISE insufficient_privilege USING MESSAGE = 'the first grant was given already';
  END IF;
  INSERT INTO public.access_grant (id, account_id, scope_id, role_id, starts_at, reason, created_at)
  VALUES (grant_id, account, 1, role, now(), '系统初始化', now());
END
$$;
"""
)

UNDO = "DROP FUNCTION sec.grant_automaton(uuid, uuid, text);"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_security")]

    operations = [migrations.RunSQL(GRANT, UNDO)]
