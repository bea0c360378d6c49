-- The SQL of a bulk load, in the order in which it runs. Nothing here is put together from input.
--
-- Staged rows live in temporary tables of the transaction, because COPY cannot write under row
-- security; every statement that touches the product's own tables runs under it.

-- name: begin
SET LOCAL statement_timeout = '30min';
SET LOCAL lock_timeout = '30min';
SET LOCAL idle_in_transaction_session_timeout = '30min';
DROP TABLE IF EXISTS pg_temp.load_row, pg_temp.load_contact;
CREATE TEMPORARY TABLE load_row (
  row integer, part smallint, derived boolean, id uuid, name text COLLATE "C",
  kind text COLLATE "C", terminal_no text COLLATE "C", parent_text text COLLATE "C", external_no text COLLATE "C",
  short_name text, aliases text, pinyin_key text COLLATE "C", initials text COLLATE "C",
  region_code text COLLATE "C", scope_id integer, address text, level text, grade text,
  ownership text, beds integer, uscc text COLLATE "C", licence_no text, licence_expires_on date,
  phones text, phone_note text, standard_codes text, tags text, attributes jsonb,
  twin_id uuid, twin_row integer, match_id uuid, match_kind text COLLATE "C", parent_ref uuid, parent_many integer,
  parent_id uuid, parent_kind text COLLATE "C", root_id uuid, settled boolean DEFAULT false,
  refused boolean DEFAULT false, untouched boolean DEFAULT false, changed boolean DEFAULT false
) ON COMMIT DROP;
CREATE TEMPORARY TABLE load_contact (
  row integer, row_id uuid, id uuid, name text, position text, phone_masked text,
  phone_sealed bytea, phone_blind bytea, existing_id uuid, changed boolean DEFAULT false
) ON COMMIT DROP;

-- name: copy_rows
COPY load_row (row, part, derived, id, name, kind, terminal_no, parent_text, external_no, short_name, aliases,
  pinyin_key, initials, region_code, scope_id, address, level, grade, ownership, beds, uscc,
  licence_no, licence_expires_on, phones, phone_note, standard_codes, tags, attributes)
FROM STDIN (FORMAT csv)

-- name: copy_contacts
COPY load_contact (row, row_id, id, name, position, phone_masked, phone_sealed, phone_blind)
FROM STDIN (FORMAT csv)

-- name: analyze
ANALYZE pg_temp.load_row; ANALYZE pg_temp.load_contact

-- name: twins_on_top
-- The same institution twice in the file: the first row stands, a made-up one gives way.
UPDATE load_row s SET twin_id = k.first_id, twin_row = k.first_row
  FROM (SELECT id, first_value(id) OVER w AS first_id, first_value(row) OVER w AS first_row
          FROM load_row WHERE parent_text IS NULL AND match_id IS NULL
        WINDOW w AS (PARTITION BY name, coalesce(region_code, '') ORDER BY derived, row, part)) k
 WHERE k.id = s.id AND k.first_id <> s.id

-- name: twins_below
UPDATE load_row s SET twin_id = k.first_id, twin_row = k.first_row
  FROM (SELECT id, first_value(id) OVER w AS first_id, first_value(row) OVER w AS first_row
          FROM load_row WHERE parent_text IS NOT NULL AND parent_id IS NOT NULL
        WINDOW w AS (PARTITION BY name, parent_id ORDER BY row, part)) k
 WHERE k.id = s.id AND k.first_id <> s.id

-- name: match_by_number
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, parent_id = t.parent_id, root_id = t.root_id,
       scope_id = t.scope_id, settled = true
  FROM terminals_terminal t
 WHERE t.terminal_no = upper(s.terminal_no) AND t.status <> 'MERGED'

-- name: match_by_external_no
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, parent_id = t.parent_id, root_id = t.root_id,
       scope_id = t.scope_id, settled = true
  FROM terminals_terminal t
 WHERE t.external_no = s.external_no AND t.external_no <> '' AND t.status <> 'MERGED'
   AND s.match_id IS NULL AND s.twin_id IS NULL

-- name: match_by_uscc
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, parent_id = t.parent_id, root_id = t.root_id,
       scope_id = t.scope_id, settled = true
  FROM terminals_terminal t
 WHERE t.uscc = s.uscc AND t.uscc <> '' AND t.status <> 'MERGED' AND t.parent_id IS NULL
   AND s.match_id IS NULL AND s.twin_id IS NULL AND s.parent_text IS NULL
   AND s.terminal_no IS NULL

-- name: match_by_name
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, root_id = t.root_id, scope_id = t.scope_id, settled = true
  FROM terminals_terminal t
 WHERE t.name = s.name AND t.region_code = coalesce(s.region_code, '') AND t.parent_id IS NULL
   AND t.status <> 'MERGED' AND s.match_id IS NULL AND s.twin_id IS NULL AND s.parent_text IS NULL
   AND s.terminal_no IS NULL

-- name: match_inside_region
-- The file says the city, the archive already knows the county: the same one, when it is the only one.
UPDATE load_row s SET match_id = f.id, match_kind = f.kind, root_id = f.root_id, scope_id = f.scope_id, settled = true
  FROM (SELECT s.id AS row_id, count(*) AS many, (array_agg(t.id))[1] AS id,
               (array_agg(t.root_id))[1] AS root_id, min(t.scope_id) AS scope_id,
               min(t.kind) AS kind
          FROM load_row s JOIN terminals_terminal t
            ON t.name = s.name AND t.parent_id IS NULL AND t.status <> 'MERGED'
           AND starts_with(t.region_code, CASE WHEN s.region_code LIKE '%0000'
                                               THEN left(s.region_code, 2)
                                               ELSE left(s.region_code, 4) END)
         WHERE s.region_code LIKE '%00' AND s.match_id IS NULL AND s.twin_id IS NULL
           AND s.parent_text IS NULL AND s.terminal_no IS NULL
         GROUP BY s.id) f
 WHERE f.row_id = s.id AND f.many = 1

-- name: take_choices
-- What somebody decided about likely duplicates: this row is that terminal.
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, parent_id = t.parent_id, root_id = t.root_id,
       scope_id = t.scope_id, settled = true, untouched = %s
  FROM unnest(%s::integer[], %s::uuid[]) AS c(row, id) JOIN terminals_terminal t ON t.id = c.id
 WHERE c.row = s.row AND s.part = 1 AND s.match_id IS NULL AND s.twin_id IS NULL
   AND t.status <> 'MERGED'

-- name: parents_in_file
UPDATE load_row s SET parent_ref = f.id, parent_many = f.many
  FROM (SELECT s.id AS row_id, count(*) AS many, (array_agg(p.id ORDER BY p.row))[1] AS id
          FROM load_row s JOIN load_row p
            ON p.name = s.parent_text AND p.id <> s.id AND p.twin_id IS NULL
           AND (s.kind IS DISTINCT FROM 'CAMPUS' OR p.parent_text IS NULL)
           AND (s.region_code IS NULL OR p.region_code IS NULL OR p.region_code = s.region_code)
         WHERE s.parent_text IS NOT NULL AND s.match_id IS NULL
         GROUP BY s.id) f
 WHERE f.row_id = s.id

-- name: parents_by_number
UPDATE load_row s SET parent_id = t.id, parent_kind = t.kind, root_id = t.root_id,
       scope_id = t.scope_id, region_code = coalesce(s.region_code, t.region_code),
       parent_many = 1, settled = true
  FROM terminals_terminal t
 WHERE t.terminal_no = upper(s.parent_text) AND t.status <> 'MERGED'
   AND s.parent_many IS NULL AND s.match_id IS NULL

-- name: parents_by_name
UPDATE load_row s SET parent_id = f.id, parent_kind = f.kind, root_id = f.root_id,
       scope_id = f.scope_id, region_code = coalesce(s.region_code, f.region_code),
       parent_many = f.many, settled = f.many = 1
  FROM (SELECT s.id AS row_id, count(*) AS many, (array_agg(t.id))[1] AS id,
               min(t.kind) AS kind, (array_agg(t.root_id))[1] AS root_id,
               min(t.scope_id) AS scope_id, min(t.region_code) AS region_code
          FROM load_row s JOIN terminals_terminal t
            ON t.name = s.parent_text AND t.status <> 'MERGED'
           AND (s.region_code IS NULL OR t.region_code = s.region_code)
         WHERE s.parent_text IS NOT NULL AND s.parent_many IS NULL AND s.match_id IS NULL
         GROUP BY s.id) f
 WHERE f.row_id = s.id

-- name: settle
-- One level of the file's own trees; runs until nothing more settles.
UPDATE load_row s SET parent_id = coalesce(p.match_id, p.id), root_id = coalesce(p.root_id, p.id),
       parent_kind = coalesce(p.match_kind, p.kind, 'HOSPITAL'), scope_id = p.scope_id, settled = true,
       region_code = coalesce(s.region_code, p.region_code)
  FROM load_row p
 WHERE p.id = s.parent_ref AND NOT s.settled AND s.parent_many = 1 AND s.match_id IS NULL
   AND (p.parent_text IS NULL OR p.settled)

-- name: match_below
UPDATE load_row s SET match_id = t.id, match_kind = t.kind, root_id = t.root_id, scope_id = t.scope_id
  FROM terminals_terminal t
 WHERE s.settled AND s.match_id IS NULL AND s.parent_text IS NOT NULL
   AND t.parent_id = s.parent_id AND t.name = s.name AND t.status <> 'MERGED'

-- name: errors
-- Everything that is wrong with keys and references, in one answer: row, code, a detail, field.
SELECT row, 'OUT_OF_REACH', scope_id::text, 'region_code' FROM load_row
 WHERE NOT scope_id = ANY (%(reach)s) AND twin_id IS NULL AND (parent_text IS NULL OR settled)
   AND NOT (derived AND match_id IS NOT NULL)
UNION ALL
SELECT row, 'NUMBER_UNKNOWN', terminal_no, 'terminal_no' FROM load_row
 WHERE terminal_no IS NOT NULL AND match_id IS NULL AND twin_id IS NULL
UNION ALL
SELECT row, 'PARENT_MISSING', parent_text, 'parent' FROM load_row
 WHERE parent_text IS NOT NULL AND match_id IS NULL AND parent_many IS NULL
UNION ALL
SELECT row, 'PARENT_AMBIGUOUS', parent_text, 'parent' FROM load_row
 WHERE parent_text IS NOT NULL AND match_id IS NULL AND parent_many > 1
UNION ALL
SELECT row, 'PARENT_CIRCLE', parent_text, 'parent' FROM load_row
 WHERE parent_text IS NOT NULL AND match_id IS NULL AND parent_many = 1 AND NOT settled
UNION ALL
SELECT row, 'WRONG_PLACE', coalesce(kind, 'HOSPITAL') || '>' || coalesce(parent_kind, ''), 'kind'
  FROM load_row
 WHERE match_id IS NULL AND twin_id IS NULL AND (parent_text IS NULL OR settled)
   AND NOT coalesce(kind, 'HOSPITAL') || '>' || coalesce(parent_kind, '') = ANY (%(places)s)
UNION ALL
SELECT s.row, 'KIND_DIFFERS', t.kind, 'kind' FROM load_row s
  JOIN terminals_terminal t ON t.id = s.match_id
 WHERE s.kind IS NOT NULL AND s.kind <> t.kind AND NOT s.untouched
UNION ALL
SELECT row, 'SAME_TARGET', first::text, 'name'
  FROM (SELECT row, first_value(row) OVER w AS first, row_number() OVER w AS place
          FROM load_row WHERE match_id IS NOT NULL AND NOT derived AND NOT untouched
        WINDOW w AS (PARTITION BY match_id ORDER BY row)) m
 WHERE place > 1
UNION ALL
SELECT row, 'EXTERNAL_NO_TWICE', first::text, 'external_no'
  FROM (SELECT row, first_value(row) OVER w AS first, row_number() OVER w AS place
          FROM load_row WHERE external_no IS NOT NULL AND twin_id IS NULL
        WINDOW w AS (PARTITION BY external_no ORDER BY row)) m
 WHERE place > 1
UNION ALL
SELECT s.row, 'NAME_TAKEN', o.terminal_no, 'name' FROM load_row s
  JOIN terminals_terminal t ON t.id = s.match_id AND t.name <> s.name
  JOIN terminals_terminal o ON o.name = s.name AND o.id <> t.id AND o.status <> 'MERGED'
   AND o.parent_id IS NOT DISTINCT FROM t.parent_id
   AND (o.parent_id IS NOT NULL OR o.region_code = t.region_code)
 WHERE NOT s.untouched
ORDER BY 1, 2

-- name: refuse
UPDATE load_row SET refused = true WHERE row = ANY (%s) AND NOT derived

-- name: refuse_below
UPDATE load_row s SET refused = true FROM load_row p
 WHERE p.id = s.parent_ref AND p.refused AND NOT s.refused
RETURNING s.row, s.parent_text

-- name: find_changed
UPDATE load_row s SET changed = true
  FROM terminals_terminal t
 WHERE t.id = s.match_id AND NOT s.refused AND NOT s.untouched AND NOT s.derived
   AND s.twin_id IS NULL
   AND (s.name <> t.name
     OR s.external_no <> t.external_no OR s.short_name <> t.short_name
     OR NOT string_to_array(s.aliases, E'\x1f')::varchar[] <@ t.aliases
     OR (t.region_code = '' AND s.region_code <> '')
     OR s.address <> t.address OR s.level <> t.level OR s.grade <> t.grade
     OR s.ownership <> t.ownership
     OR (s.beds IS NOT NULL AND s.beds IS DISTINCT FROM t.beds)
     OR s.uscc <> t.uscc OR s.licence_no <> t.licence_no
     OR (s.licence_expires_on IS NOT NULL
         AND s.licence_expires_on IS DISTINCT FROM t.licence_expires_on)
     OR string_to_array(s.phones, E'\x1f')::varchar[] <> t.phones
     OR s.phone_note <> t.phone_note
     OR string_to_array(s.standard_codes, E'\x1f')::varchar[] <> t.standard_codes
     OR string_to_array(s.tags, E'\x1f')::varchar[] <> t.tags
     OR NOT s.attributes <@ t.attributes)

-- name: match_contacts
UPDATE load_contact k SET existing_id = c.id,
       changed = coalesce(k.position <> c.position, false)
              OR (k.phone_blind IS NOT NULL AND k.phone_blind IS DISTINCT FROM x.phone_blind)
  FROM load_row s
  JOIN terminals_contact c ON c.terminal_id = s.match_id AND c.dropped_at IS NULL
  LEFT JOIN terminals_contactsecret x ON x.contact_id = c.id
 WHERE s.id = k.row_id AND s.match_id IS NOT NULL AND c.name = k.name

-- name: twin_contacts
DELETE FROM load_contact k USING (
  SELECT id, row_number() OVER (PARTITION BY row_id, name ORDER BY id) AS place FROM load_contact
) d WHERE d.id = k.id AND d.place > 1

-- name: counts
WITH people AS (
  SELECT row_id, bool_or(existing_id IS NULL OR changed) AS news FROM load_contact GROUP BY row_id
), rows AS (
  SELECT s.*, coalesce(p.news, false) AS news FROM load_row s LEFT JOIN people p ON p.row_id = s.id
   WHERE NOT s.derived
)
SELECT count(*) FILTER (WHERE match_id IS NULL AND twin_id IS NULL AND NOT refused),
       count(*) FILTER (WHERE match_id IS NOT NULL AND NOT refused AND NOT untouched
                          AND twin_id IS NULL AND (changed OR news)),
       count(*) FILTER (WHERE match_id IS NOT NULL AND NOT refused AND NOT untouched
                          AND twin_id IS NULL AND NOT changed AND NOT news),
       count(*) FILTER (WHERE NOT refused AND (twin_id IS NOT NULL OR untouched)),
       count(*) FILTER (WHERE refused),
       count(*) FILTER (WHERE match_id IS NULL AND twin_id IS NULL AND NOT refused
                          AND kind = 'CAMPUS'),
       (SELECT count(*) FROM load_row d WHERE d.derived AND d.match_id IS NULL
           AND d.twin_id IS NULL
           AND EXISTS (SELECT 1 FROM load_row c
                        WHERE c.parent_ref = d.id AND NOT c.refused AND c.twin_id IS NULL))
  FROM rows

-- name: twins
SELECT row, twin_row, name FROM load_row
 WHERE twin_id IS NOT NULL AND NOT derived AND NOT refused ORDER BY row

-- name: candidate_rows
SELECT row, name, coalesce(region_code, ''), coalesce(aliases, '') FROM load_row
 WHERE parent_text IS NULL AND NOT derived AND NOT refused AND twin_id IS NULL AND match_id IS NULL
 ORDER BY row

-- name: drop_left_out
-- Writing.
DELETE FROM load_row s
 WHERE s.refused OR s.twin_id IS NOT NULL
    OR (s.derived AND s.match_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM load_row c WHERE c.parent_ref = s.id AND NOT c.refused
                                                   AND c.twin_id IS NULL))

-- name: drop_left_out_contacts
DELETE FROM load_contact k
 WHERE NOT EXISTS (SELECT 1 FROM load_row s WHERE s.id = k.row_id AND NOT s.untouched)

-- name: lock_changed
SELECT t.id FROM terminals_terminal t
 WHERE t.id IN (SELECT match_id FROM load_row s
                 WHERE s.changed OR EXISTS (SELECT FROM load_contact k WHERE k.row_id = s.id))
 ORDER BY t.id FOR NO KEY UPDATE

-- name: lock_parents
SELECT t.id FROM terminals_terminal t
 WHERE t.id IN (SELECT parent_id FROM load_row WHERE match_id IS NULL)
 ORDER BY t.id FOR SHARE

-- name: moved_since
-- What rows were matched with or hung on, and is elsewhere, merged or gone by now.
SELECT DISTINCT s.name
  FROM load_row s LEFT JOIN terminals_terminal t ON t.id = s.match_id
 WHERE s.match_id IS NOT NULL
   AND (t.id IS NULL OR t.status = 'MERGED' OR t.scope_id <> s.scope_id OR t.root_id <> s.root_id
        OR t.parent_id IS DISTINCT FROM s.parent_id)
UNION
SELECT DISTINCT coalesce(t.name, s.parent_text, s.name)
  FROM load_row s LEFT JOIN terminals_terminal t ON t.id = s.parent_id
 WHERE s.match_id IS NULL AND s.parent_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM load_row p WHERE p.id = s.parent_id)
   AND (t.id IS NULL OR t.status = 'MERGED' OR t.scope_id <> s.scope_id OR t.root_id <> s.root_id)
 ORDER BY 1 LIMIT 5

-- name: names_since
-- New rows whose name somebody else gave away in the same place meanwhile.
SELECT DISTINCT s.name FROM load_row s JOIN terminals_terminal t ON t.name = s.name
 WHERE s.match_id IS NULL AND t.status <> 'MERGED' AND t.parent_id IS NOT DISTINCT FROM s.parent_id
   AND (s.parent_id IS NOT NULL OR t.region_code = coalesce(s.region_code, ''))
 ORDER BY 1 LIMIT 5

-- name: keep_terminals
INSERT INTO terminals_loadedover
  (id, scope_id, import_id, subject, subject_id, version_after, before)
SELECT gen_random_uuid(), t.scope_id, %(import)s, 'terminal', t.id, t.version + 1,
       to_jsonb(t) - 'grams'
  FROM load_row s JOIN terminals_terminal t ON t.id = s.match_id
 WHERE s.changed

-- name: update_terminals
UPDATE terminals_terminal t SET
  name = s.name, pinyin_key = s.pinyin_key, initials = s.initials,
  external_no = coalesce(s.external_no, t.external_no),
  short_name = coalesce(s.short_name, t.short_name),
  aliases = t.aliases || ARRAY(SELECT a FROM unnest(string_to_array(s.aliases, E'\x1f')::varchar[]) a
                                WHERE NOT a = ANY (t.aliases) AND a <> s.name),
  region_code = coalesce(nullif(t.region_code, ''), s.region_code, ''),
  address = coalesce(s.address, t.address), level = coalesce(s.level, t.level),
  grade = coalesce(s.grade, t.grade), ownership = coalesce(s.ownership, t.ownership),
  beds = coalesce(s.beds, t.beds), uscc = coalesce(s.uscc, t.uscc),
  licence_no = coalesce(s.licence_no, t.licence_no),
  licence_expires_on = coalesce(s.licence_expires_on, t.licence_expires_on),
  phones = coalesce(string_to_array(s.phones, E'\x1f'), t.phones),
  phone_note = coalesce(s.phone_note, t.phone_note),
  standard_codes = coalesce(string_to_array(s.standard_codes, E'\x1f'), t.standard_codes),
  tags = coalesce(string_to_array(s.tags, E'\x1f'), t.tags),
  attributes = t.attributes || coalesce(s.attributes, '{}'),
  version = t.version + 1, updated_at = %(now)s
  FROM load_row s
 WHERE s.match_id = t.id AND s.changed

-- name: count_new
SELECT count(*) FROM load_row WHERE match_id IS NULL

-- name: insert_terminals
INSERT INTO terminals_terminal (
  id, scope_id, terminal_no, kind, parent_id, root_id, name, short_name, aliases, pinyin_key,
  initials, status, region_code, address, level, grade, ownership, beds, uscc, licence_no,
  licence_expires_on, phones, phone_note, standard_codes, tags, attributes, external_no, import_id,
  version, created_at, updated_at)
SELECT id, scope_id, 'T' || lpad(no::text, greatest(7, length(no::text)), '0'),
       coalesce(kind, 'HOSPITAL'), parent_id, coalesce(root_id, id), name,
       coalesce(short_name, ''), coalesce(string_to_array(aliases, E'\x1f'), '{}'), pinyin_key,
       initials, 'PROSPECT', coalesce(region_code, ''), coalesce(address, ''),
       coalesce(level, '9'), coalesce(grade, 'NONE'), coalesce(ownership, 'OTHER'), beds,
       coalesce(uscc, ''), coalesce(licence_no, ''), licence_expires_on,
       coalesce(string_to_array(phones, E'\x1f'), '{}'), coalesce(phone_note, ''),
       coalesce(string_to_array(standard_codes, E'\x1f'), '{}'),
       coalesce(string_to_array(tags, E'\x1f'), '{}'), coalesce(attributes, '{}'),
       coalesce(external_no, ''), %(import)s, 1, %(now)s, %(now)s
  FROM (SELECT s.*, %(first)s - 1 + row_number() OVER (ORDER BY region_code, pinyin_key, row, part) AS no
          FROM load_row s WHERE match_id IS NULL
         ORDER BY region_code, pinyin_key, row, part) s

-- name: changed_contacts
SELECT k.id, k.existing_id, k.position, k.phone_masked, k.phone_sealed, k.phone_blind, c.scope_id
  FROM load_contact k JOIN terminals_contact c ON c.id = k.existing_id
 WHERE k.changed ORDER BY k.existing_id

-- name: keep_contacts
INSERT INTO terminals_loadedover
  (id, scope_id, import_id, subject, subject_id, version_after, before)
SELECT gen_random_uuid(), c.scope_id, %(import)s, 'contact', c.id, c.version + 1,
       to_jsonb(c) || jsonb_build_object('secret', to_jsonb(x))
  FROM load_contact k JOIN terminals_contact c ON c.id = k.existing_id
  LEFT JOIN terminals_contactsecret x ON x.contact_id = c.id
 WHERE k.changed

-- name: update_contact
UPDATE terminals_contact SET position = coalesce(%s, position),
       phone_masked = coalesce(%s, phone_masked), version = version + 1
 WHERE id = %s

-- name: update_sealed
INSERT INTO terminals_contactsecret (contact_id, scope_id, phone_sealed, phone_blind)
VALUES (%s, %s, %s, %s)
ON CONFLICT (contact_id) DO UPDATE
   SET phone_sealed = excluded.phone_sealed, phone_blind = excluded.phone_blind

-- name: insert_contacts
INSERT INTO terminals_contact (id, scope_id, terminal_id, name, position, department, phone_masked,
  email_masked, note, import_id, version, created_at)
SELECT k.id, s.scope_id, coalesce(s.match_id, s.id), k.name, coalesce(k.position, ''), '',
       coalesce(k.phone_masked, ''), '', '', %(import)s, 1, %(now)s
  FROM load_contact k JOIN load_row s ON s.id = k.row_id
 WHERE k.existing_id IS NULL ORDER BY k.id

-- name: insert_secrets
INSERT INTO terminals_contactsecret (contact_id, scope_id, phone_sealed, phone_blind)
SELECT k.id, s.scope_id, k.phone_sealed, k.phone_blind
  FROM load_contact k JOIN load_row s ON s.id = k.row_id
 WHERE k.existing_id IS NULL AND k.phone_sealed IS NOT NULL ORDER BY k.id

-- name: written
SELECT 'terminal', coalesce(s.match_id, s.id), s.scope_id, s.name FROM load_row s
 WHERE s.match_id IS NULL OR s.changed
    OR EXISTS (SELECT 1 FROM load_contact k
                WHERE k.row_id = s.id AND (k.existing_id IS NULL OR k.changed))

-- Taking a load back.

-- name: undo_begin
SET LOCAL statement_timeout = '30min';
SET LOCAL lock_timeout = '30min';
SET LOCAL idle_in_transaction_session_timeout = '30min';

-- name: undo_lock_added
-- What the load wrote, locked in the order of keys.
SELECT id FROM terminals_terminal WHERE import_id = %(import)s ORDER BY id FOR UPDATE

-- name: undo_lock_changed
SELECT t.id FROM terminals_terminal t
  JOIN terminals_loadedover o ON o.subject_id = t.id AND o.import_id = %(import)s
 ORDER BY t.id FOR UPDATE OF t

-- name: undo_unseen
-- How much of what the load wrote cannot be seen any more, and so not be taken back.
SELECT sec.terminals_written_by(%(import)s)
     - (SELECT count(*) FROM terminals_terminal WHERE import_id = %(import)s)
     - (SELECT count(*) FROM terminals_contact WHERE import_id = %(import)s)
     - (SELECT count(*) FROM terminals_loadedover o JOIN terminals_terminal t ON t.id = o.subject_id
         WHERE o.import_id = %(import)s AND o.subject = 'terminal')
     - (SELECT count(*) FROM terminals_loadedover o JOIN terminals_contact c ON c.id = o.subject_id
         WHERE o.import_id = %(import)s AND o.subject = 'contact')

-- name: undo_dependents
-- Everything that depends on the load by now: number, name, why.
SELECT t.terminal_no, t.name, 'CHANGED' FROM terminals_terminal t
 WHERE t.import_id = %(import)s AND t.version > 1
UNION ALL
SELECT p.terminal_no, p.name, 'CHILD' FROM terminals_terminal c
  JOIN terminals_terminal p ON p.id = c.parent_id AND p.import_id = %(import)s
 WHERE c.import_id IS DISTINCT FROM %(import)s
UNION ALL
SELECT t.terminal_no, t.name, 'MERGED' FROM terminals_terminal m
  JOIN terminals_terminal t ON t.id = m.merged_into_id AND t.import_id = %(import)s
 WHERE m.import_id IS DISTINCT FROM %(import)s
UNION ALL
SELECT t.terminal_no, t.name, 'CONTACT' FROM terminals_contact c
  JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE (t.import_id = %(import)s AND c.import_id IS DISTINCT FROM %(import)s)
    OR (c.import_id = %(import)s AND c.version > 1)
UNION ALL
SELECT t.terminal_no, t.name, 'MEETING' FROM terminals_interaction i
  JOIN terminals_terminal t ON t.id = i.terminal_id
 WHERE t.import_id = %(import)s
    OR EXISTS (SELECT 1 FROM terminals_contact c
                WHERE c.terminal_id = t.id AND c.import_id = %(import)s AND c.id = ANY (i.contact_ids))
UNION ALL
SELECT t.terminal_no, t.name, 'CHANGED' FROM terminals_loadedover o
  JOIN terminals_terminal t ON t.id = o.subject_id AND t.version <> o.version_after
 WHERE o.import_id = %(import)s AND o.subject = 'terminal'
UNION ALL
SELECT t.terminal_no, t.name, 'CONTACT' FROM terminals_loadedover o
  JOIN terminals_contact c ON c.id = o.subject_id AND c.version <> o.version_after
  JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE o.import_id = %(import)s AND o.subject = 'contact'
ORDER BY 1, 3

-- name: undo_tables
DROP TABLE IF EXISTS pg_temp.load_undone;
CREATE TEMPORARY TABLE load_undone (kind text, id uuid, scope_id integer, name text) ON COMMIT DROP

-- name: undo_remember
INSERT INTO load_undone
SELECT 'terminal', id, scope_id, name FROM terminals_terminal WHERE import_id = %(import)s
UNION
SELECT 'terminal', t.id, t.scope_id, t.name
  FROM terminals_loadedover o JOIN terminals_terminal t ON t.id = o.subject_id
 WHERE o.import_id = %(import)s
UNION
SELECT 'terminal', t.id, t.scope_id, t.name
  FROM terminals_contact c JOIN terminals_terminal t ON t.id = c.terminal_id
 WHERE c.import_id = %(import)s

-- name: undo_out_of_reach
SELECT count(*) FROM load_undone WHERE NOT scope_id = ANY (%s)

-- name: undo_delete_sealed
DELETE FROM terminals_contactsecret x USING terminals_contact c
 WHERE c.id = x.contact_id AND c.import_id = %(import)s

-- name: undo_delete_contacts
DELETE FROM terminals_contact WHERE import_id = %(import)s

-- name: undo_restore_terminals
UPDATE terminals_terminal t SET
  name = b.name, pinyin_key = b.pinyin_key, initials = b.initials, external_no = b.external_no,
  short_name = b.short_name, aliases = b.aliases, region_code = b.region_code, address = b.address,
  level = b.level, grade = b.grade, ownership = b.ownership, beds = b.beds, uscc = b.uscc,
  licence_no = b.licence_no, licence_expires_on = b.licence_expires_on, phones = b.phones,
  phone_note = b.phone_note, standard_codes = b.standard_codes, tags = b.tags,
  attributes = b.attributes, version = t.version + 1, updated_at = %(now)s
  FROM terminals_loadedover o, jsonb_populate_record(NULL::terminals_terminal, o.before) b
 WHERE o.import_id = %(import)s AND o.subject = 'terminal' AND t.id = o.subject_id

-- name: undo_restore_contacts
UPDATE terminals_contact c SET position = b.position, phone_masked = b.phone_masked,
       version = c.version + 1
  FROM terminals_loadedover o, jsonb_populate_record(NULL::terminals_contact, o.before) b
 WHERE o.import_id = %(import)s AND o.subject = 'contact' AND c.id = o.subject_id

-- name: undo_restore_sealed
UPDATE terminals_contactsecret x SET phone_sealed = b.phone_sealed, phone_blind = b.phone_blind
  FROM terminals_loadedover o,
       jsonb_populate_record(NULL::terminals_contactsecret, o.before -> 'secret') b
 WHERE o.import_id = %(import)s AND o.subject = 'contact' AND x.contact_id = o.subject_id

-- name: undo_delete_terminals
DELETE FROM terminals_terminal WHERE import_id = %(import)s

-- name: undo_delete_kept
DELETE FROM terminals_loadedover WHERE import_id = %(import)s
