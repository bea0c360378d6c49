from __future__ import annotations

from django.conf import settings

from duan.edge.config.roles import ROLES

SEE = {"terminals.see", "audit.see"}
FILES = {"files.see", "files.keep"}
WORK = SEE | FILES | {"terminals.edit", "terminals.meet", "terminals.reveal"}


def test_a_new_company_begins_with_these_roles():
    assert {role: set(actions) for role, (_, actions) in ROLES.items()} == {
        "administrator": SEE
        | {"people.manage", "access.see", "access.grant", "access.shape", "terminals.define"},
        "sales_manager": WORK | {"terminals.import", "terminals.export", "access.see"},
        "sales": WORK | {"terminals.export"},
        "engineer": SEE | FILES | {"terminals.meet", "terminals.reveal"},
        "viewer": SEE | {"files.see"},
        "data_steward": WORK | {"terminals.import", "terminals.export", "terminals.define"},
    }


def test_whoever_manages_accounts_and_grants_does_not_do_the_business():
    assert set(ROLES["administrator"][1]) & {*FILES, "terminals.edit", "terminals.reveal"} == set()


def test_what_keeps_us_safe_is_switched_on():
    assert settings.DEBUG is False
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is True
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert (settings.X_FRAME_OPTIONS, settings.CSRF_COOKIE_SAMESITE) == ("DENY", "Lax")
    assert settings.MIDDLEWARE[0] == "django.middleware.security.SecurityMiddleware"
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    assert settings.USE_TZ is True


def test_no_middleware_keeps_answers_for_somebody_else():
    assert [name for name in settings.MIDDLEWARE if "cache" in name.lower()] == []


def test_the_pages_of_django_for_administrators_are_not_installed():
    assert [name for name in settings.INSTALLED_APPS if "admin" in name] == []
