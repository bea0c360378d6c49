-- Roles, database and privileges of Duan (端), for psql run by a superuser:
--
--     psql -v owner_password=… -v app_password=… -v portal_password=… -v audit_ro_password=… \
--          -d postgres -f roles.sql
--
-- May be run again at any time: it makes what is missing and puts attributes back in order.
-- Left-out passwords stay as they are. `-v database=…` names another database than "duan",
-- `-v template=…` one to copy when that database doesn't exist yet.
-- The embedded server is set up by this very file.

\set ON_ERROR_STOP on
\if :{?database}
\else
\set database duan
\endif
\if :{?template}
\else
\set template template0
\endif

SET client_min_messages = warning;
-- Statements below carry passwords: a failing one must not end up in the server's log.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
SET password_encryption = 'scram-sha-256';

-- 1. Roles -----------------------------------------------------------------------------------
-- duan_owner    owns the database and every table; used by migrations only
-- duan_app      the running program; row security always applies to it
-- duan_portal   the hospital side; fewer tables and columns
-- duan_audit_ro auditors; reads only
-- duan_definer  nobody logs in as it; owns the audited SECURITY DEFINER functions
SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['duan_owner', 'duan_app', 'duan_portal', 'duan_audit_ro', 'duan_definer']) AS name
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)
\gexec

ALTER ROLE duan_owner
    LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT;
ALTER ROLE duan_app
    LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;
ALTER ROLE duan_portal
    LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;
ALTER ROLE duan_audit_ro
    LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;
ALTER ROLE duan_definer
    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS NOINHERIT;

SELECT format('REVOKE %I FROM %I', granted.rolname, held.rolname)
FROM pg_catalog.pg_auth_members AS m
JOIN pg_catalog.pg_roles AS granted ON granted.oid = m.roleid
JOIN pg_catalog.pg_roles AS held ON held.oid = m.member
WHERE held.rolname IN ('duan_owner', 'duan_app', 'duan_portal', 'duan_audit_ro', 'duan_definer')
  AND (held.rolname, granted.rolname) <> ('duan_owner', 'duan_definer')
\gexec

-- Migrations hand functions over to duan_definer, and replace or drop them later. A new owner
-- needs CREATE on the function's schema: migrations grant it on the schema they make for such
-- functions; here, on "public", it stays out.
GRANT duan_definer TO duan_owner;

\if :{?owner_password}
ALTER ROLE duan_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE duan_app PASSWORD :'app_password';
\endif
\if :{?portal_password}
ALTER ROLE duan_portal PASSWORD :'portal_password';
\endif
\if :{?audit_ro_password}
ALTER ROLE duan_audit_ro PASSWORD :'audit_ro_password';
\endif

-- Defaults that stop a forgotten statement or transaction; a command may SET LOCAL its own.
ALTER ROLE duan_owner SET search_path = public;
ALTER ROLE duan_owner SET lock_timeout = '10s';
ALTER ROLE duan_app SET search_path = public;
ALTER ROLE duan_app SET statement_timeout = '60s';
ALTER ROLE duan_app SET lock_timeout = '10s';
ALTER ROLE duan_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE duan_portal SET search_path = public;
ALTER ROLE duan_portal SET statement_timeout = '15s';
ALTER ROLE duan_portal SET lock_timeout = '5s';
ALTER ROLE duan_portal SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE duan_audit_ro SET search_path = public;
ALTER ROLE duan_audit_ro SET default_transaction_read_only = on;
ALTER ROLE duan_audit_ro SET statement_timeout = '5min';
ALTER ROLE duan_audit_ro SET idle_in_transaction_session_timeout = '5min';

-- 2. Database --------------------------------------------------------------------------------
SELECT format('CREATE DATABASE %I OWNER duan_owner ENCODING ''UTF8'' TEMPLATE %I', :'database', :'template')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'database')
\gexec

ALTER DATABASE :"database" OWNER TO duan_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO duan_app, duan_portal, duan_audit_ro;
-- A bulk load stages its rows in a temporary table: COPY cannot write under row security.
GRANT TEMPORARY ON DATABASE :"database" TO duan_app;

\connect :"database"
SET client_min_messages = warning;

-- 3. Schema ----------------------------------------------------------------------------------
-- Since PostgreSQL 15 "public" belongs to whoever owns the database, so to duan_owner.
REVOKE ALL ON SCHEMA public FROM PUBLIC, duan_app, duan_portal, duan_audit_ro, duan_definer;
GRANT USAGE ON SCHEMA public TO duan_app, duan_portal, duan_audit_ro, duan_definer;
