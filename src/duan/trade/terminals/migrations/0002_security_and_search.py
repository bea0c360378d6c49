from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, protect

SOUGHT = """
-- A text as searching reads it: NFKC (full width becomes half width), ASCII letters small, without
-- blanks and punctuation.
CREATE FUNCTION terminals_flat(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 10
RETURN translate(lower(normalize(word, NFKC) COLLATE "C"),
  E' \\t\\n\\r!"#$%&''()*+,-./:;<=>?@[\\\\]^_`{|}~、。·•—…“”‘’「」『』《》〈〉【】〔〕\\u200b\\ufeff', '');

-- The characters and the neighbouring pairs of a flat text, each with a mark before it.
CREATE FUNCTION terminals_pairs(flat text, mark text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 200 AS $$
DECLARE
  letters text[] := string_to_array(flat, NULL);
  found text[] := '{}';
BEGIN
  FOR i IN 1 .. cardinality(letters) LOOP
    found := found || (mark || letters[i]);
    IF i < cardinality(letters) THEN found := found || (mark || letters[i] || letters[i + 1]); END IF;
  END LOOP;
  RETURN found;
END
$$;

-- All that a terminal can be found by; NULL when it stands elsewhere than asked, on top or inside.
-- The marks keep apart by what: nothing before the pairs of the name, `a:` before those of other
-- names, `p:` of the initials; `a=` before a whole other name and `tel:` before a whole number.
-- A flat text has no colon, so no mark can be typed.
CREATE FUNCTION terminals_grams(inside boolean, parent_id uuid, name text, short_name text,
  aliases text[], initials text, phones text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 500 AS $$
DECLARE
  found text[];
  word text;
BEGIN
  IF inside <> (parent_id IS NOT NULL) THEN RETURN NULL; END IF;
  found := public.terminals_pairs(public.terminals_flat(name), '')
        || public.terminals_pairs(initials, 'p:');
  IF short_name <> '' OR cardinality(aliases) > 0 THEN
    FOREACH word IN ARRAY aliases || short_name LOOP
      word := public.terminals_flat(word);
      found := found || public.terminals_pairs(word, 'a:') || ('a=' || word);
    END LOOP;
  END IF;
  FOREACH word IN ARRAY phones LOOP
    found := found || ('tel:' || regexp_replace(word, '\\D', '', 'g'));
    found := found || ('tel:' || regexp_replace(split_part(word, '-', 2), '\\D', '', 'g'));
  END LOOP;
  RETURN found;
END
$$;

-- `place` sorts what is found: 0 on top of a tree, 1 inside one; the same plus 2 when it is closed.
ALTER TABLE terminals_terminal
  ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (terminals_flat(name)) STORED,
  ADD COLUMN place smallint GENERATED ALWAYS AS (
    CASE WHEN status IN ('CLOSED', 'MERGED') THEN 2 ELSE 0 END
    + CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END) STORED;

-- In the order in which matches are shown, so that the best are read first, from the index alone.
CREATE INDEX terminal_in_order_of_search ON terminals_terminal
  (place, length(name_key), name_key, id) INCLUDE (scope_id);

-- Institutions and what stands inside them apart: 「科」 is in every department and in few hospitals,
-- and the planner chooses well only where it knows how common a pair is. It learns that of whole
-- expressions, never of partial indexes.
CREATE INDEX terminal_on_top_by_grams ON terminals_terminal USING gin (
  terminals_grams(false, parent_id, name, short_name, aliases, initials, phones)) WITH (fastupdate = off);
CREATE INDEX terminal_inside_by_grams ON terminals_terminal USING gin (
  terminals_grams(true, parent_id, name, short_name, aliases, initials, phones)) WITH (fastupdate = off);

CREATE INDEX terminal_by_tags ON terminals_terminal USING gin (tags) WITH (fastupdate = off);
"""

UNDO_SOUGHT = """
DROP INDEX terminal_by_tags;
DROP INDEX terminal_inside_by_grams;
DROP INDEX terminal_on_top_by_grams;
ALTER TABLE terminals_terminal DROP COLUMN place, DROP COLUMN name_key;
DROP FUNCTION terminals_grams(boolean, uuid, text, text, text[], text, text[]);
DROP FUNCTION terminals_pairs(text, text);
DROP FUNCTION terminals_flat(text);
"""

_SEE = ["terminals.see"]
_EDIT = ["terminals.edit", "terminals.import"]


class Migration(migrations.Migration):
    dependencies = [("terminals", "0001_initial"), ("access", "0002_security")]

    operations = [
        migrations.RunSQL(SOUGHT, UNDO_SOUGHT),
        protect("terminals_terminal", see=_SEE, write=_EDIT),
        protect("terminals_contact", see=_SEE, write=_EDIT),
        protect("terminals_contactsecret", see=["terminals.reveal", *_EDIT], write=_EDIT),
        protect("terminals_interaction", see=_SEE, write=["terminals.meet"]),
        allow_app("terminals_attributeset", "SELECT, INSERT"),
    ]
