from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, hand_over

REACH = (
    """
GRANT SELECT ON access_scope, access_role, access_grant TO duan_definer;
GRANT INSERT ON access_grant TO duan_definer;

-- The root of responsibility: everything that belongs to this company.
INSERT INTO access_scope (id, parent_id, path, name, region_code) VALUES (1, NULL, '1/', '全公司', '');
SET CONSTRAINTS ALL IMMEDIATE;

-- The scopes where the actor holds any of these actions at the database's now().
CREATE FUNCTION sec.reach(VARIADIC wanted text[]) RETURNS SETOF integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := sec.me();
BEGIN
  RETURN QUERY
    SELECT DISTINCT below.id
      FROM public.access_grant g
      JOIN public.access_role r ON r.code = g.role_id
      JOIN public.access_scope top ON top.id = g.scope_id
      JOIN public.access_scope below ON starts_with(below.path, top.path)
     WHERE g.account_id = who
       AND g.starts_at <= now() AND (g.ends_at IS NULL OR now() < g.ends_at)
       AND r.actions && wanted::varchar[];
END
$$;

-- The first administrator: works only while nobody holds any grant, and only for the owner.
CREATE FUNCTION sec.grant_first(grant_id uuid, account uuid, role text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.access_grant) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the first grant was given already';
  END IF;
  INSERT INTO public.access_grant (id, account_id, scope_id, role_id, starts_at, reason, created_at)
  VALUES (grant_id, account, 1, role, now(), '系统初始化', now());
END
$$;
"""
    + hand_over("sec.reach(text[])")
    + hand_over("sec.grant_first(uuid, uuid, text)")
    + """
REVOKE EXECUTE ON FUNCTION sec.grant_first(uuid, uuid, text) FROM duan_app;
GRANT EXECUTE ON FUNCTION sec.grant_first(uuid, uuid, text) TO duan_owner;

ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY grant_is_seen ON access_grant FOR SELECT USING (
  scope_id = ANY (ARRAY(SELECT sec.reach('access.see'))) OR account_id = (SELECT sec.me()));
CREATE POLICY grant_is_given ON access_grant FOR INSERT WITH CHECK (
  scope_id = ANY (ARRAY(SELECT sec.reach('access.grant'))) AND account_id <> (SELECT sec.me()));
CREATE POLICY grant_is_ended ON access_grant FOR UPDATE
  USING (scope_id = ANY (ARRAY(SELECT sec.reach('access.grant'))) AND account_id <> (SELECT sec.me()))
  WITH CHECK (scope_id = ANY (ARRAY(SELECT sec.reach('access.grant'))) AND account_id <> (SELECT sec.me()));

ALTER TABLE access_scope ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_scope FORCE ROW LEVEL SECURITY;
CREATE POLICY scope_names_are_open ON access_scope FOR SELECT USING (true);
CREATE POLICY scope_is_added_below ON access_scope FOR INSERT WITH CHECK (
  parent_id = ANY (ARRAY(SELECT sec.reach('access.shape'))));
CREATE POLICY scope_is_renamed ON access_scope FOR UPDATE
  USING (id = ANY (ARRAY(SELECT sec.reach('access.shape'))))
  WITH CHECK (id = ANY (ARRAY(SELECT sec.reach('access.shape'))));
"""
)

UNDO = """
DROP POLICY scope_is_renamed ON access_scope;
DROP POLICY scope_is_added_below ON access_scope;
DROP POLICY scope_names_are_open ON access_scope;
ALTER TABLE access_scope NO FORCE ROW LEVEL SECURITY;
ALTER TABLE access_scope DISABLE ROW LEVEL SECURITY;
DROP POLICY grant_is_ended ON access_grant;
DROP POLICY grant_is_given ON access_grant;
DROP POLICY grant_is_seen ON access_grant;
DROP FUNCTION sec.grant_first(uuid, uuid, text);
DROP FUNCTION sec.reach(text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("people", "0002_security")]

    operations = [
        migrations.RunSQL(REACH, UNDO),
        allow_app("access_scope", "SELECT, INSERT, UPDATE"),
        allow_app("access_role", "SELECT"),
        allow_app("access_grant", "SELECT, INSERT, UPDATE"),
    ]
