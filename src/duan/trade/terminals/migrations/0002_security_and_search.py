from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, protect

GRAMS = """
-- Characters and neighbouring pairs of a text, lower case, without blanks and punctuation.
CREATE FUNCTION terminals_pairs(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 2000 AS $$
DECLARE
  flat text := regexp_replace(lower(word), '[[:space:][:punct:]（）【】「」《》、，。·－—]', '', 'g');
  size integer := length(flat);
  found text[] := '{}';
BEGIN
  FOR i IN 1 .. size LOOP
    found := found || substr(flat, i, 1);
    IF i < size THEN found := found || substr(flat, i, 2); END IF;
  END LOOP;
  RETURN found;
END
$$;

-- All that a terminal can be found by: its names, its pinyin initials, its telephone numbers.
CREATE FUNCTION terminals_grams(name text, short_name text, aliases text[], initials text, phones text[])
RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
DECLARE
  found text[] := terminals_pairs(name) || terminals_pairs(short_name) || terminals_pairs(initials);
  word text;
BEGIN
  FOREACH word IN ARRAY aliases LOOP found := found || terminals_pairs(word); END LOOP;
  FOREACH word IN ARRAY phones LOOP
    found := found || ('tel:' || regexp_replace(word, '\\D', '', 'g'));
    found := found || ('tel:' || regexp_replace(split_part(word, '-', 2), '\\D', '', 'g'));
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT unnest(found));
END
$$;

ALTER TABLE terminals_terminal ADD COLUMN grams text[]
  GENERATED ALWAYS AS (terminals_grams(name, short_name, aliases, initials, phones)) STORED;
CREATE INDEX terminal_by_grams ON terminals_terminal USING gin (grams) WITH (fastupdate = off);
CREATE INDEX terminal_by_tags ON terminals_terminal USING gin (tags) WITH (fastupdate = off);
"""

UNDO_GRAMS = """
ALTER TABLE terminals_terminal DROP COLUMN grams;
DROP FUNCTION terminals_grams(text, text, text[], text, text[]);
DROP FUNCTION terminals_pairs(text);
DROP INDEX terminal_by_tags;
"""

_SEE = ["terminals.see"]
_EDIT = ["terminals.edit", "terminals.import"]


class Migration(migrations.Migration):
    dependencies = [("terminals", "0001_initial"), ("access", "0002_security")]

    operations = [
        migrations.RunSQL(GRAMS, UNDO_GRAMS),
        protect("terminals_terminal", see=_SEE, write=_EDIT),
        protect("terminals_contact", see=_SEE, write=_EDIT),
        protect("terminals_contactsecret", see=["terminals.reveal", *_EDIT], write=_EDIT),
        protect("terminals_interaction", see=_SEE, write=["terminals.meet"]),
        allow_app("terminals_attributeset", "SELECT, INSERT"),
    ]
