from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app

# `sec.reach` is made by the access module, which stands above this one; PostgreSQL resolves it when
# the policy is made, so the dependency is on its migration by name.
LOG = """
ALTER TABLE audit_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_subject_is_seen ON audit_subject FOR SELECT TO duan_app, duan_owner USING (
  scope_id = ANY (ARRAY(SELECT sec.reach('audit.see'))));
-- A failed sign-in is logged before anybody is known, for those who answer for the whole company.
CREATE POLICY audit_subject_is_added ON audit_subject FOR INSERT TO duan_app, duan_owner WITH CHECK (
  CASE WHEN scope_id IS NULL OR scope_id = 1 THEN true ELSE (SELECT sec.me()) IS NOT NULL END);

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_is_seen ON audit_entry FOR SELECT TO duan_app, duan_owner USING (
  actor_id = (SELECT sec.me())
  OR EXISTS (SELECT 1 FROM audit_subject s WHERE s.entry_id = audit_entry.id));
CREATE POLICY audit_entry_is_added ON audit_entry FOR INSERT TO duan_app, duan_owner WITH CHECK (
  CASE WHEN actor_id IS NULL THEN true ELSE actor_id = sec.me() END);

-- The auditor signs in to the database itself, in a role that can only read, and reads all of it.
CREATE POLICY audit_subject_is_audited ON audit_subject FOR SELECT TO duan_audit_ro USING (true);
CREATE POLICY audit_entry_is_audited ON audit_entry FOR SELECT TO duan_audit_ro USING (true);
GRANT SELECT ON audit_entry, audit_subject TO duan_audit_ro;
"""

UNDO = """
REVOKE ALL ON audit_entry, audit_subject FROM duan_audit_ro;
DROP POLICY audit_entry_is_audited ON audit_entry;
DROP POLICY audit_subject_is_audited ON audit_subject;
DROP POLICY audit_entry_is_added ON audit_entry;
DROP POLICY audit_entry_is_seen ON audit_entry;
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY;
DROP POLICY audit_subject_is_added ON audit_subject;
DROP POLICY audit_subject_is_seen ON audit_subject;
ALTER TABLE audit_subject NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_subject DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0002_security")]

    operations = [
        migrations.RunSQL(LOG, UNDO),
        allow_app("audit_entry", "SELECT, INSERT"),
        allow_app("audit_subject", "SELECT, INSERT"),
    ]
