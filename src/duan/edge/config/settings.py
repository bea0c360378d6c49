"""Django's settings. Everything that differs between machines comes from the environment."""

from __future__ import annotations

from duan.edge.config import environment

_env = environment.read()

SECRET_KEY = _env.django_key
SESSION_KEY = bytes.fromhex(_env.session_key)
INDEX_KEY = bytes.fromhex(_env.index_key)
DATA_DIR = _env.data_dir
WEB_DIR = _env.web_dir
DEBUG = False
ALLOWED_HOSTS = _env.hosts
ROOT_URLCONF = "duan.edge.config.urls"
WSGI_APPLICATION = "duan.edge.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "duan.core.kernel.apps.KernelConfig",
    "duan.core.people.apps.PeopleConfig",
    "duan.core.audit.apps.AuditConfig",
    "duan.core.access.apps.AccessConfig",
    "duan.core.files.apps.FilesConfig",
    "duan.trade.terminals.apps.TerminalsConfig",
    "duan.trade.catalog.apps.CatalogConfig",
    "duan.trade.assets.apps.AssetsConfig",
    "duan.trade.stock.apps.StockConfig",
    "duan.trade.sales.apps.SalesConfig",
    "duan.trade.delivery.apps.DeliveryConfig",
    "duan.trade.field.apps.FieldConfig",
    "duan.trade.care.apps.CareConfig",
    "duan.trade.money.apps.MoneyConfig",
    "duan.edge.exchange.apps.ExchangeConfig",
    "duan.edge.api.apps.ApiConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "duan.edge.api.headers.ContentPolicy",
    "duan.edge.api.faults.JsonProblems",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_env.database,
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {
            **_env.database["OPTIONS"],
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        },
    }
}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
STATIC_URL = "/static/"
STATICFILES_DIRS = [
    (app, folder)
    for app in ("office", "field")
    if (folder := WEB_DIR / "apps" / app / "dist").is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/(office|field)/assets/"
CSRF_FAILURE_VIEW = "duan.edge.api.faults.forged"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _env.secure
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "duan.edge.exchange.uploads.DiskUpload",
]
