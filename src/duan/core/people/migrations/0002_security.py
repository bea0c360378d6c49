from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app, hand_over

CONTEXT = (
    """
GRANT SELECT ON people_account TO duan_definer;
GRANT SELECT, INSERT, UPDATE ON people_session TO duan_definer;

-- Whose session is open under this token; NULL when none is.
CREATE FUNCTION sec.session_of(token text) RETURNS TABLE (account uuid, session uuid, seen timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.account_id, s.id, s.last_seen_at
    FROM public.people_session s JOIN public.people_account a ON a.id = s.account_id
   WHERE s.token_hash = sha256(convert_to(token, 'UTF8'))
     AND s.ended_at IS NULL AND now() < s.expires_at
     AND (s.idle_minutes IS NULL OR now() < s.last_seen_at + make_interval(mins => s.idle_minutes))
     AND a.status = 'ACTIVE'
$$;

-- The account that the running transaction acts for. Raises when it acts for nobody.
CREATE FUNCTION sec.me() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid;
BEGIN
  SELECT account INTO who FROM sec.session_of(coalesce(current_setting('duan.token', true), ''));
  IF who IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'no security context in this transaction';
  END IF;
  RETURN who;
END
$$;

-- Begin a request: take the token for this transaction, note that the session is in use.
CREATE FUNCTION sec.enter(token text)
RETURNS TABLE (account uuid, session uuid, display_name varchar, must_change_password boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found record;
BEGIN
  SELECT * INTO found FROM sec.session_of(token);
  IF found.account IS NULL THEN RETURN; END IF;
  PERFORM set_config('duan.token', token, true);
  IF found.seen < now() - interval '1 minute' THEN
    UPDATE public.people_session SET last_seen_at = now() WHERE id = found.session;
  END IF;
  RETURN QUERY SELECT a.id, found.session, a.display_name, a.must_change_password
                 FROM public.people_account a WHERE a.id = found.account;
END
$$;

-- Open a session for an account. `proof` is HMAC-SHA256 by the application's key over
-- account, session, token hash and end, so that an injected statement alone can open none.
CREATE FUNCTION sec.open_session(
  account uuid, session uuid, kind text, name text, token_hash bytea, expires timestamptz,
  idle integer, address text, agent text, proof bytea)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE message bytea := convert_to(account::text || session::text || encode(token_hash, 'hex')
                                    || extract(epoch FROM expires)::bigint::text, 'UTF8');
BEGIN
  IF proof IS DISTINCT FROM sec.hmac('session', message) THEN
    RAISE insufficient_privilege USING MESSAGE = 'session without a valid proof';
  END IF;
  INSERT INTO public.people_session (id, account_id, kind, name, token_hash, started_at,
    last_seen_at, expires_at, idle_minutes, address, agent)
  VALUES (session, account, kind, name, token_hash, now(), now(), expires, idle, address, agent);
END
$$;

-- End sessions of an account: one, or all but one. Returns how many ended now.
CREATE FUNCTION sec.end_sessions(account uuid, only_one uuid, all_but uuid) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ended AS (
    UPDATE public.people_session s SET ended_at = now()
     WHERE s.account_id = account AND s.ended_at IS NULL
       AND (only_one IS NULL OR s.id = only_one) AND (all_but IS NULL OR s.id <> all_but)
    RETURNING 1)
  SELECT count(*) FROM ended
$$;
"""
    + "".join(
        hand_over(f"sec.{name}")
        for name in (
            "session_of(text)",
            "me()",
            "enter(text)",
            "open_session(uuid, uuid, text, text, bytea, timestamptz, integer, text, text, bytea)",
            "end_sessions(uuid, uuid, uuid)",
        )
    )
    + """
REVOKE EXECUTE ON FUNCTION sec.session_of(text) FROM duan_app;

ALTER TABLE people_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_session FORCE ROW LEVEL SECURITY;
CREATE POLICY session_is_its_owners ON people_session USING (account_id = (SELECT sec.me()));
GRANT SELECT (id, account_id, kind, name, started_at, last_seen_at, expires_at, idle_minutes,
              ended_at, address, agent) ON people_session TO duan_app;

ALTER TABLE people_savedview ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_savedview FORCE ROW LEVEL SECURITY;
CREATE POLICY view_is_its_owners ON people_savedview USING (account_id = (SELECT sec.me()));

-- The kernel's table waited for `sec.me()`.
ALTER TABLE kernel_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE kernel_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY answer_is_its_askers ON kernel_answer USING (account_id = (SELECT sec.me()));
"""
)

UNDO = """
DROP POLICY answer_is_its_askers ON kernel_answer;
DROP POLICY view_is_its_owners ON people_savedview;
DROP POLICY session_is_its_owners ON people_session;
DROP FUNCTION sec.end_sessions(uuid, uuid, uuid);
DROP FUNCTION sec.open_session(uuid, uuid, text, text, bytea, timestamptz, integer, text, text, bytea);
DROP FUNCTION sec.enter(text);
DROP FUNCTION sec.me();
DROP FUNCTION sec.session_of(text);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("kernel", "0002_security")]

    operations = [
        migrations.RunSQL(CONTEXT, UNDO),
        allow_app("people_account", "SELECT, INSERT, UPDATE"),
        allow_app("people_savedview"),
        allow_app("kernel_answer"),
        allow_app("kernel_answer_id_seq", "USAGE"),
    ]
