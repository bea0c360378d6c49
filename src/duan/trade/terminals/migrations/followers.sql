-- Columns of higher modules that name a terminal. Only migrations write here.
CREATE TABLE terminals_follower (
  table_name text NOT NULL COLLATE "C",
  column_name text NOT NULL COLLATE "C",
  PRIMARY KEY (table_name, column_name)
);
GRANT SELECT ON terminals_follower TO duan_definer;
GRANT SELECT, UPDATE (scope_id) ON terminals_contact, terminals_contactsecret TO duan_definer;
GRANT SELECT, UPDATE (scope_id) ON terminals_interaction TO duan_definer;
GRANT SELECT ON terminals_terminal TO duan_definer;

-- Put back in order what must always hold: a row at a terminal has the terminal's scope, and none
-- names one that was merged into another. Takes ids only to know where to look.
CREATE FUNCTION sec.terminals_follow(ids uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE follower record;
BEGIN
  FOR follower IN SELECT * FROM public.terminals_follower ORDER BY table_name, column_name DESC LOOP
    EXECUTE format(
      'UPDATE public.%1$I r SET %2$I = t.merged_into_id FROM public.terminals_terminal t'
      ' WHERE r.%2$I = t.id AND t.id = ANY ($1) AND t.merged_into_id IS NOT NULL',
      follower.table_name, follower.column_name) USING ids;
    IF follower.column_name = 'terminal_id' THEN
      EXECUTE format(
        'UPDATE public.%1$I r SET scope_id = t.scope_id FROM public.terminals_terminal t'
        ' WHERE r.terminal_id = t.id AND r.scope_id <> t.scope_id'
        ' AND (t.id = ANY ($1) OR t.id IN (SELECT merged_into_id FROM public.terminals_terminal'
        ' WHERE id = ANY ($1)))', follower.table_name) USING ids;
    END IF;
  END LOOP;
  UPDATE public.terminals_contact r SET scope_id = t.scope_id FROM public.terminals_terminal t
   WHERE r.terminal_id = t.id AND t.id = ANY (ids) AND r.scope_id <> t.scope_id;
  UPDATE public.terminals_contactsecret r SET scope_id = c.scope_id FROM public.terminals_contact c
   WHERE r.contact_id = c.id AND c.terminal_id = ANY (ids) AND r.scope_id <> c.scope_id;
  UPDATE public.terminals_interaction r SET scope_id = t.scope_id FROM public.terminals_terminal t
   WHERE r.terminal_id = t.id AND t.id = ANY (ids) AND r.scope_id <> t.scope_id;
END
$$;

-- Whether something of a hospital stands in one of these and belongs to a hospital that is not.
CREATE FUNCTION sec.terminals_parting(ids uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE follower record; found boolean;
BEGIN
  FOR follower IN
    SELECT table_name FROM public.terminals_follower WHERE column_name = 'department_id'
  LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM public.%I WHERE department_id = ANY ($1)'
      ' AND terminal_id <> ALL ($1))', follower.table_name) INTO found USING ids;
    IF found THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END
$$;
REVOKE ALL ON FUNCTION sec.terminals_parting(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.terminals_parting(uuid[]) TO duan_app;
ALTER FUNCTION sec.terminals_parting(uuid[]) OWNER TO duan_definer;

REVOKE ALL ON FUNCTION sec.terminals_follow(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.terminals_follow(uuid[]) TO duan_app;
ALTER FUNCTION sec.terminals_follow(uuid[]) OWNER TO duan_definer;
-- Whoever works for a terminal, or belongs to it, knows its name; an administrator may give an
-- institution a scope of its own.
DROP POLICY terminals_terminal_is_seen ON terminals_terminal;
CREATE POLICY terminals_terminal_is_seen ON terminals_terminal FOR SELECT USING (
  scope_id = ANY (ARRAY(SELECT sec.reach('terminals.see', 'terminals.name', 'terminals.open'))));
DROP POLICY terminals_terminal_is_changed ON terminals_terminal;
CREATE POLICY terminals_terminal_is_changed ON terminals_terminal FOR UPDATE
  USING (scope_id = ANY (ARRAY(
    SELECT sec.reach('terminals.edit', 'terminals.import', 'terminals.open'))))
  WITH CHECK (scope_id = ANY (ARRAY(
    SELECT sec.reach('terminals.edit', 'terminals.import', 'terminals.open'))));
