from __future__ import annotations

from django.conf import settings

from duan.edge.config.roles import ROLES

BUSINESS = {"sales", "stock", "delivery", "field", "care", "money"}


def held(action: str) -> set[str]:
    return {role for role, (_, actions) in ROLES.items() if action in actions}


def areas(role: str) -> set[str]:
    return {action.split(".")[0] for action in ROLES[role][1]}


def test_each_step_of_a_deal_is_done_by_the_role_whose_work_it_is():
    sellers = {"sales", "sales_manager"}

    assert {action: held(action) for action in STEPS} == {
        "sales.work": sellers,
        "sales.approve": {"sales_manager"},
        "stock.receive": {"warehouse_keeper"},
        "delivery.check": {"outbound_checker"},
        "delivery.ship": {"warehouse_keeper"},
        "delivery.confirm": {"engineer"},
        "field.dispatch": {"sales_manager", "service_desk"},
        "field.work": {"engineer"},
        "field.accept": {"hospital_user"},
        "care.work": {"engineer"},
        "care.follow_up": {"service_desk"},
        "care.renew": sellers,
        "money.record": {"finance"},
        "catalog.edit": {"data_steward"},
    }


STEPS = (
    "sales.work", "sales.approve", "stock.receive", "delivery.check", "delivery.ship",
    "delivery.confirm", "field.dispatch", "field.work", "field.accept", "care.work",
    "care.follow_up", "care.renew", "money.record", "catalog.edit",
)  # fmt: skip


def test_whoever_checks_goods_out_neither_received_nor_ships_them():
    assert held("delivery.check") & (held("delivery.ship") | held("stock.receive")) == set()


def test_prices_are_seen_by_those_who_sell_and_those_who_collect():
    assert held("sales.see") | held("money.see") == {
        "sales",
        "sales_manager",
        "finance",
        "automaton",
    }


def test_a_hospitals_people_see_their_devices_acceptances_and_tickets_only():
    assert areas("hospital_user") == {"terminals", "assets", "files", "field", "care"}
    assert held("terminals.name") >= {"hospital_user"}
    assert "terminals.see" not in ROLES["hospital_user"][1]


def test_the_product_itself_plans_and_never_decides():
    acts = {action for action in ROLES["automaton"][1] if not action.endswith(".see")}

    assert acts == {"delivery.plan", "field.plan", "money.plan"}


def test_whoever_manages_accounts_and_grants_does_not_do_the_business():
    assert set(ROLES["administrator"][1]) & {"terminals.edit", "terminals.reveal"} == set()
    assert areas("administrator") & BUSINESS == set()


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
