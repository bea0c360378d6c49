from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import hand_over

_MATCHING_TAKES = "text, integer, text, text, text, text, text, uuid, boolean"

_KEPT = """(everywhere OR t.scope_id = ANY (reach))
           AND (of_kind IS NULL OR t.kind = of_kind) AND (of_status IS NULL OR t.status = of_status)
           AND (of_level IS NULL OR t.level = of_level)
           AND (of_region IS NULL OR starts_with(t.region_code, of_region))
           AND (of_tag IS NULL OR of_tag = ANY (t.tags))
           AND (of_parent IS NULL OR t.parent_id = of_parent)
           AND (on_top IS NULL OR on_top = (t.parent_id IS NULL))"""

MATCHING = (
    """
GRANT SELECT ON terminals_terminal, terminals_contact, terminals_contactsecret TO duan_definer;

-- Terminals in the actor's reach that a text names; `rank` sorts them, `match` says by what.
--
-- Open ones come before closed ones; then CODE, PHONE, the whole name, a whole other name, the
-- beginning of the name, inside the name, inside another name, inside the initials; institutions
-- before what stands inside them; then short names before long ones, by name, by id.
-- It ends when `size` open ones are found. So what everybody types (医, 科) is read from the index in
-- the order of showing, and what nobody types from the list of its rarest pair: the planner knows how
-- common each pair is and plans every step anew. Of what stands inside institutions 300 (or `size`)
-- that contain a text are compared: which of ten thousand wards called alike are shown is all one.
--
-- GIN's operators are not leakproof, so under row security alone they could use no index: this
-- function reads past it and applies the reach itself.
--
-- What narrows a list is applied here, before `size` cuts; NULL means all, and since every step is
-- planned anew a NULL leaves nothing of its condition. `of_region` is the beginning of a code.
CREATE FUNCTION sec.terminals_matching(q text, size integer, of_kind text DEFAULT NULL,
  of_status text DEFAULT NULL, of_level text DEFAULT NULL, of_region text DEFAULT NULL,
  of_tag text DEFAULT NULL, of_parent uuid DEFAULT NULL, on_top boolean DEFAULT NULL)
RETURNS TABLE (id uuid, match text, rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
  reach integer[] := ARRAY(SELECT sec.reach('terminals.see'));
  everywhere boolean := NOT EXISTS (SELECT FROM public.access_scope s WHERE s.id <> ALL (reach));
  flat text COLLATE "C" := public.terminals_flat(q);
  beyond text COLLATE "C" := flat || chr(1114111);
  digits text := regexp_replace(normalize(q, NFKC), '\\D', '', 'g');
  seen uuid[] := '{}';
  missing integer := size;
  matches refcursor;
  step record;
  hit record;
BEGIN
  IF flat = '' OR length(flat) > 120 THEN RETURN; END IF;
  FOR step IN
    WITH pairs AS (  -- a terminal that has the pairs has their characters too
      SELECT array_agg(p) AS list FROM unnest(public.terminals_pairs(flat, '')) AS p
       WHERE length(p) = least(2, length(flat)))
    SELECT way, keys, place FROM pairs, generate_series(0, 1) AS place, LATERAL (VALUES
      (1, 'CODE', NULL),
      (2, 'PHONE', CASE WHEN length(digits) >= 7 THEN ARRAY['tel:' || digits] END),
      (3, 'WHOLE', NULL),
      (4, 'OTHER', ARRAY['a=' || flat]),
      (5, 'HEAD', NULL),
      (6, 'NAME', list),
      (7, 'ALIAS', ARRAY(SELECT 'a:' || p FROM unnest(list) AS p)),
      (8, 'PINYIN', ARRAY(SELECT 'p:' || p FROM unnest(list) AS p))) AS steps (nth, way, keys)
    ORDER BY nth, place
  LOOP
    EXIT WHEN missing <= 0;
    CASE
    WHEN step.way = 'CODE' THEN
      OPEN matches FOR
        SELECT t.id, t.place FROM public.terminals_terminal t
         WHERE t.terminal_no = upper(flat) AND t.place % 2 = step.place AND {kept};
    WHEN step.way = 'WHOLE' THEN
      OPEN matches FOR
        SELECT t.id, t.place FROM public.terminals_terminal t
         WHERE t.place = ANY (ARRAY[step.place, step.place + 2]) AND {kept}
           AND length(t.name_key) = length(flat) AND t.name_key = flat AND t.id <> ALL (seen)
         ORDER BY t.place, t.id LIMIT missing;
    WHEN step.way = 'HEAD' THEN
      OPEN matches FOR
        SELECT s.id, s.place FROM (
          SELECT t.*, letters FROM unnest(ARRAY[step.place, step.place + 2]) AS p (place)
           CROSS JOIN LATERAL generate_series(length(flat) + 1, (
             SELECT length(last.name_key) FROM public.terminals_terminal last
              WHERE last.place = p.place ORDER BY length(last.name_key) DESC LIMIT 1)) AS letters
           CROSS JOIN LATERAL (
             SELECT t.id, t.place, t.name_key FROM public.terminals_terminal t
              WHERE t.place = p.place AND length(t.name_key) = letters
                AND t.name_key > flat AND t.name_key < beyond
                AND {kept} AND t.id <> ALL (seen)
              ORDER BY t.name_key, t.id LIMIT missing) AS t
           LIMIT missing) AS s
         ORDER BY s.place, s.letters, s.name_key, s.id;
    WHEN step.keys IS NULL THEN
      CONTINUE;
    WHEN step.place = 0 THEN
      OPEN matches FOR
        SELECT t.id, t.place FROM public.terminals_terminal t
         WHERE t.place = ANY ('{0,2}') AND {kept}
           AND public.terminals_grams(false, t.parent_id, t.name, t.short_name, t.aliases, t.initials, t.phones) @> step.keys
           AND public.terminals_contain(step.way, flat, t.name_key, t.short_name, t.aliases, t.initials)
           AND t.id <> ALL (seen)
         ORDER BY t.place, length(t.name_key), t.name_key, t.id LIMIT missing;
    ELSE
      OPEN matches FOR
        SELECT s.id, s.place FROM (
          SELECT t.id, t.place, t.name_key FROM public.terminals_terminal t
           WHERE {kept}
             AND public.terminals_grams(true, t.parent_id, t.name, t.short_name, t.aliases, t.initials, t.phones) @> step.keys
             AND public.terminals_contain(step.way, flat, t.name_key, t.short_name, t.aliases, t.initials)
             AND t.id <> ALL (seen)
           LIMIT greatest(300, missing)) AS s
         ORDER BY s.place, length(s.name_key), s.name_key, s.id LIMIT missing;
    END CASE;
    LOOP
      FETCH matches INTO hit;
      EXIT WHEN NOT FOUND;
      seen := seen || hit.id;
      id := hit.id;
      match := CASE step.way WHEN 'WHOLE' THEN 'NAME' WHEN 'HEAD' THEN 'NAME' WHEN 'OTHER' THEN 'ALIAS'
                            ELSE step.way END;
      rank := cardinality(seen) + CASE WHEN hit.place >= 2 THEN 1000000 ELSE 0 END;
      RETURN NEXT;
      IF hit.place < 2 THEN missing := missing - 1; END IF;
    END LOOP;
    CLOSE matches;
  END LOOP;
END
$$;
""".replace("{kept}", _KEPT)
    + """
-- Terminals where a contact has this telephone number, given as its blind index; only where the
-- actor may read numbers in full: asking for ten thousand numbers is reading one.
CREATE FUNCTION sec.terminals_called(blind bytea) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reach integer[] := ARRAY(SELECT sec.reach('terminals.reveal'));
BEGIN
  RETURN QUERY
    SELECT DISTINCT c.terminal_id
      FROM public.terminals_contactsecret s JOIN public.terminals_contact c ON c.id = s.contact_id
     WHERE s.phone_blind = blind AND s.scope_id = ANY (reach) AND c.dropped_at IS NULL;
END
$$;
"""
    + hand_over(f"sec.terminals_matching({_MATCHING_TAKES})")
    + hand_over("sec.terminals_called(bytea)")
)


CONTAIN = """
-- Whether the names of a kind contain a flat text in one piece: having its pairs is not enough.
-- A character of nobody's keeps the other names apart.
CREATE FUNCTION terminals_contain(
  way text, flat text, name_key text, short_name text, aliases text[], initials text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE way
  WHEN 'NAME' THEN strpos(name_key, flat) > 0
  WHEN 'ALIAS' THEN strpos(terminals_flat(array_to_string(aliases || short_name, E'\\ue000')), flat) > 0
  WHEN 'PINYIN' THEN strpos(initials, flat) > 0
  ELSE true END;
"""

UNDO = """
DROP FUNCTION sec.terminals_called(bytea);
DROP FUNCTION sec.terminals_matching({takes});
DROP FUNCTION terminals_contain(text, text, text, text, text[], text);
""".replace("{takes}", _MATCHING_TAKES)


class Migration(migrations.Migration):
    dependencies = [("terminals", "0002_security_and_search")]

    operations = [migrations.RunSQL(CONTAIN + MATCHING, UNDO)]
