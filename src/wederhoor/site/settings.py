"""The one settings module. Every wish of an installation comes from a variable WEDERHOOR_*; docs/settings.md explains each."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wederhoor.site import environment
from wederhoor.site.logs import logging_for

if _faults := environment.faults(os.environ):
    raise ImproperlyConfigured("Wederhoor does not start like this:\n" + "\n".join(f"- {fault}" for fault in _faults))

_PACKAGE = Path(__file__).resolve().parent.parent

# --- safety

DEBUG = environment.flag(os.environ, "WEDERHOOR_DEBUG")
SECRET_KEY = os.environ.get("WEDERHOOR_SECRET_KEY") or environment.TRIAL_SECRET
ALLOWED_HOSTS = environment.names(os.environ, "WEDERHOOR_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
BASE_URL = os.environ.get("WEDERHOOR_BASE_URL", "http://localhost:8000").rstrip("/")

_ENCRYPTED = urlsplit(BASE_URL).scheme == "https"
SESSION_COOKIE_SECURE = _ENCRYPTED
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = _ENCRYPTED
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wederhoor.web.views.not_ours"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if _ENCRYPTED else []
SECURE_SSL_REDIRECT = _ENCRYPTED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag(os.environ, "WEDERHOOR_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _ENCRYPTED else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# --- rooms

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "wederhoor.web",
    "wederhoor.organisations",
    "wederhoor.catalogue",
    "wederhoor.dossiers",
    "wederhoor.correspondence",
    "wederhoor.reports",
    "wederhoor.portal",
    "wederhoor.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wederhoor.site.middleware.InTheLanguageChosen",
    "wederhoor.site.middleware.Readable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "wederhoor.site.urls"
WSGI_APPLICATION = "wederhoor.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- signing in

ENTRY_LINK_DAYS = max(environment.number(os.environ, "WEDERHOOR_LINK_DAYS", 7), 1)
DRAFT_DAYS = max(environment.number(os.environ, "WEDERHOOR_DRAFT_DAYS", 14), 1)
SET_ASIDE_DAYS = max(environment.number(os.environ, "WEDERHOOR_SET_ASIDE_DAYS", 90), 1)
ACCESS_LOG_DAYS = max(environment.number(os.environ, "WEDERHOOR_ACCESS_LOG_DAYS", 730), 1)
STATUS_LINK_DAYS = max(environment.number(os.environ, "WEDERHOOR_STATUS_LINK_DAYS", 30), 1)

SIGN_ON_FILE = os.environ.get("WEDERHOOR_SIGN_ON", "")

LOGIN_URL = "/bureau/aanmelden/"
LOGIN_REDIRECT_URL = "/bureau/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- where things are kept

DATA_DIR = Path(os.environ.get("WEDERHOOR_DATA_DIR", "var")).absolute()
LETTERS_DIR = Path(os.environ.get("WEDERHOOR_LETTERS_DIR") or DATA_DIR / "letters").absolute()
DEMO_LOAD = environment.flag(os.environ, "WEDERHOOR_DEMO_LOAD")
DATABASES = {
    "default": environment.database(
        os.environ.get("WEDERHOOR_DATABASE_URL") or f"sqlite:///{DATA_DIR / 'wederhoor.sqlite3'}", demo_load=DEMO_LOAD
    )
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "counts": {"BACKEND": "wederhoor.web.counts.Counts", "LOCATION": str(DATA_DIR / "counts")},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "wederhoor.web.uploads.Bounded"]
LARGEST_MESSAGE = 1_000_000 * environment.number(os.environ, "WEDERHOOR_LARGEST_MAIL_MB", 50)
LARGEST_FILING = 1_000_000 * environment.number(os.environ, "WEDERHOOR_LARGEST_FILING_MB", 50)
LARGEST_DOCUMENT = 1_000_000 * environment.number(os.environ, "WEDERHOOR_LARGEST_DOCUMENT_MB", 25)

# --- what is served as it is

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # files come straight out of the package: an installation has no collecting to do

# --- language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = _ENCRYPTED
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [_PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("WEDERHOOR_TIME_ZONE", "Europe/Amsterdam")

# --- mail

EMAIL_HOST = os.environ.get("WEDERHOOR_SMTP_HOST", "")
EMAIL_PORT = environment.number(os.environ, "WEDERHOOR_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("WEDERHOOR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WEDERHOOR_SMTP_PASSWORD", "")
_SMTP_SECURITY = os.environ.get("WEDERHOOR_SMTP_SECURITY", "starttls")
EMAIL_USE_TLS = _SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = _SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = LETTERS_DIR / "mail"
CLAMAV = os.environ.get("WEDERHOOR_CLAMAV", "")
FILE_GUARD = "wederhoor.exchange.clamav.quarantine.why_held"  # what looks at each file that comes in
DEFAULT_FROM_EMAIL = os.environ.get("WEDERHOOR_MAIL_FROM", "wederhoor@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILBOXES_FILE = os.environ.get("WEDERHOOR_MAILBOXES", "")

# --- log

LOGGING = logging_for(debug=DEBUG)
