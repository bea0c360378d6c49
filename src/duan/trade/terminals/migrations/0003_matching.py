from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import hand_over

MATCHING = (
    """
GRANT SELECT ON terminals_terminal, terminals_contact, terminals_contactsecret TO duan_definer;
GRANT EXECUTE ON FUNCTION terminals_pairs(text) TO duan_definer;

-- A text as `terminals_pairs` reads it: lower case, no blanks, no punctuation.
CREATE FUNCTION terminals_flat(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(lower(word), '[[:space:][:punct:]（）【】「」《》、，。·－—]', '', 'g')
$$;

-- Terminals in the actor's reach that a text names, the best first. `match` says by what.
-- GIN's operators are not leakproof, so under row security alone they could use no index:
-- this function applies the reach itself.
CREATE FUNCTION sec.terminals_matching(q text, size integer)
RETURNS TABLE (id uuid, match text, rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reach integer[] := ARRAY(SELECT sec.reach('terminals.see'));
  flat text := public.terminals_flat(q);
  digits text := regexp_replace(q, '\\D', '', 'g');
  pairs text[];
BEGIN
  IF flat = '' THEN RETURN; END IF;
  IF length(flat) = 1 THEN
    pairs := ARRAY[flat];
  ELSE
    pairs := ARRAY(SELECT g FROM unnest(public.terminals_pairs(flat)) AS g WHERE length(g) = 2);
  END IF;
  RETURN QUERY
  WITH coded AS (
    SELECT t.id, 'CODE' AS match, 0 AS rank FROM public.terminals_terminal t
     WHERE t.terminal_no = upper(flat) AND t.scope_id = ANY (reach)
  ), called AS (
    SELECT t.id, 'PHONE' AS match, 1 AS rank FROM public.terminals_terminal t
     WHERE length(digits) >= 7 AND t.grams @> ARRAY['tel:' || digits] AND t.scope_id = ANY (reach)
     LIMIT size
  ), candidates AS (
    SELECT t.id, t.parent_id, t.status, t.name, public.terminals_flat(t.name) AS flat_name,
           t.aliases, t.short_name, t.initials
      FROM public.terminals_terminal t
     WHERE t.grams @> pairs AND t.scope_id = ANY (reach)
     LIMIT greatest(size, 2000)
  ), named AS (
    SELECT c.id,
           CASE WHEN strpos(c.flat_name, flat) > 0 THEN 'NAME'
                WHEN strpos(public.terminals_flat(concat_ws('|', c.short_name, array_to_string(c.aliases, '|'))), flat) > 0
                  THEN 'ALIAS'
                WHEN strpos(c.initials, flat) > 0 THEN 'PINYIN' END AS match,
           CASE WHEN c.flat_name = flat THEN 2
                WHEN starts_with(c.flat_name, flat) THEN 4
                WHEN c.initials = flat THEN 5
                WHEN strpos(c.flat_name, flat) > 0 THEN 6
                ELSE 8 END
           + CASE WHEN c.parent_id IS NULL THEN 0 ELSE 1 END
           + CASE WHEN c.status IN ('CLOSED', 'MERGED') THEN 10 ELSE 0 END AS rank,
           length(c.name) AS size_of_name, c.name
      FROM candidates c
  ), all_found AS (
    SELECT c.id, c.match, c.rank, 0 AS size_of_name, '' AS name FROM coded c
    UNION ALL SELECT c.id, c.match, c.rank, 0, '' FROM called c
    UNION ALL SELECT n.id, n.match, n.rank, n.size_of_name, n.name FROM named n WHERE n.match IS NOT NULL
  ), best AS (
    SELECT DISTINCT ON (f.id) f.* FROM all_found f ORDER BY f.id, f.rank
  )
  SELECT b.id, b.match, b.rank FROM best b ORDER BY b.rank, b.size_of_name, b.name, b.id LIMIT size;
END
$$;

-- Terminals in reach where a contact has this telephone number, given as its blind index.
CREATE FUNCTION sec.terminals_called(blind bytea) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reach integer[] := ARRAY(SELECT sec.reach('terminals.see'));
BEGIN
  RETURN QUERY
    SELECT DISTINCT c.terminal_id
      FROM public.terminals_contactsecret s JOIN public.terminals_contact c ON c.id = s.contact_id
     WHERE s.phone_blind = blind AND s.scope_id = ANY (reach) AND c.dropped_at IS NULL;
END
$$;
"""
    + hand_over("sec.terminals_matching(text, integer)")
    + hand_over("sec.terminals_called(bytea)")
)

UNDO = """
DROP FUNCTION sec.terminals_called(bytea);
DROP FUNCTION sec.terminals_matching(text, integer);
DROP FUNCTION terminals_flat(text);
"""


class Migration(migrations.Migration):
    dependencies = [("terminals", "0002_security_and_search")]

    operations = [migrations.RunSQL(MATCHING, UNDO)]
