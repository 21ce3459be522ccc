"""Settings, all of them from the environment; docs/operations.md lists every variable.

A fresh clone serves its pages with none of them set. With DEBUG off the site refuses to start until
everything that production needs is named: see portal/production.py.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.urls import reverse

from storage.storage_url import origins_of, storage_at

from .host_names import listed
from .newspaper import newspaper
from .outgoing_mail import addresses, mail_settings
from .production import refuse_if_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=True)
if not DEBUG:
    refuse_if_unsafe(env.ENVIRON)

# The folder of files that are not code: the database, uploads, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Security

SECRET_KEY = env.str("SECRET_KEY", default="insecure-key-for-a-machine-of-ones-own")
ALLOWED_HOSTS = listed(env.str("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]"))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a newsroom shift, not two weeks
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
# No page loads anything from a third party. Only the forms of editorial.admin have a wider policy.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, *env.list("MEDIA_ORIGINS", default=[])],  # and where pictures lie, see below
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Below these an address is somebody's key, or what somebody searches for. No cache keeps such a page, no log
# names it, and no check opens it.
CLOSED_DOORS = ("/search/", "/preview/", "/questions/track/", "/questions/referrals/")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a topic with its ordered articles is one admin form
# A longer text is refused with a sentence and given back. The longest report has 30,000 characters; a bulletin of
# tables has several times as many with its markup.
RICH_TEXT_MAX_CHARACTERS = 200_000
PLAIN_TEXT_MAX_CHARACTERS = 20_000  # of a field that has no other limit

# The house

INSTALLED_APPS = [
    "dates",  # before all that asks for the time
    "portal.apps.PortalConfig",
    "operations",
    "articles",
    "notices",
    "questions",
    "search",
    "logins",
    "editorial",
    "photos",
    "documents",
    "directory",
    "mourning",
    "jobs",
    "storage",
    "declarations",
    "editing",
    "syndication",
    "web",
    "portal.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "portal.apps.NewsroomStaticFilesConfig",
    "ckeditor",
]
MIDDLEWARE = [
    "portal.middleware.headers.BrowserPolicyMiddleware",
    "operations.health.probes.ProbeMiddleware",
    "operations.health.requests.RequestMiddleware",
    "operations.outages.outage_middleware.OutageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.cache.PublicCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.visitors.VisitorMiddleware",
    "portal.middleware.elder.ElderEditionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.text.ControlCharacterMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "logins.middleware.PasswordTryMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
# Things of a lower room whose page is here, because it shows several rooms at once.
ABSOLUTE_URL_OVERRIDES = {
    "directory.place": lambda place: reverse("place", args=[place.slug]),
    "directory.authority": lambda authority: reverse("authority", args=[authority.slug]),
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.newspaper",
            ],
        },
    }
]

# Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'jinlin.sqlite3'}")}
# Django's own, which do once before a commit what was asked for many times within.
DATABASES["default"]["ENGINE"] = DATABASES["default"]["ENGINE"].replace("django.db.backends", "transactions")
if DATABASES["default"]["ENGINE"] == "transactions.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,  # seconds
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)  # seconds
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A machine that is off answers nothing at all, and no reader waits for that as long as libpq would.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)  # seconds
# Caches hold what may be forgotten: counts of how often somebody did a thing. Each process has its own, or all
# share one in Redis.
CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    _cache = {"BACKEND": "portal.cache.ForgivingRedisCache", "LOCATION": CACHE_URL, "KEY_PREFIX": "jinlin"}
else:
    _cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "max_entries": 20_000}
CACHES = {"default": _cache}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["logins.backends.PacedBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Language and time: one language, no negotiation, the city's clock.

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/django"]  # the second says what Django says otherwise
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Files lie in VAR_DIR, or in storage that speaks S3.
_public, _public_at = storage_at("MEDIA_STORAGE", env.str("MEDIA_STORAGE", default=""))
_private, _private_at = storage_at("PRIVATE_STORAGE", env.str("PRIVATE_STORAGE", default=""))
MEDIA_URL = env.str("MEDIA_URL", default=_public_at)
_linked_at = _private_at if _private.get("OPTIONS", {}).get("link_seconds") else ""
CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += origins_of(MEDIA_URL, _linked_at)
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
# The address under which nginx finds PRIVATE_ROOT, for itself alone. Empty, the site sends private files itself.
ACCEL_REDIRECT = env.str("ACCEL_REDIRECT", default="")
STORAGES = {
    "default": _public,
    "private": _private,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.staticfiles.BundledStaticFilesStorage"
    },
}
# A file that is sent waits in memory up to 2.5 MB, else in a file without a name, which is gone with its process.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "storage.uploads.NamelessUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = env.str("UPLOAD_TEMP_DIR", default="") or None
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
# Where `backup` writes, and to which public keys of age it encrypts. It should be another disk.
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(VAR_DIR / "backups")))
BACKUP_RECIPIENT = env.list("BACKUP_RECIPIENT", default=[])
PHOTO_MAX_BYTES = 40 * 1024 * 1024
CASE_PICTURE_MAX_BYTES = 20 * 1024 * 1024  # of each picture that a citizen sends
# A JPEG can be decoded at a part of its size. Others are held whole in memory, WebP four times. HEIC is taken where
# requirements-heic.txt is installed.
PHOTO_MAX_PIXELS = {"JPEG": 60_000_000, "PNG": 25_000_000, "WebP": 12_000_000, "HEIC": 25_000_000}
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
# django-ckeditor warns that CKEditor 4 is no longer maintained. It is a typing aid here and
# never trusted: editorial/richtext.py sanitises whatever it sends.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

# The newsroom

# How many people must pass an item before it is published (三审制 is 3), from 1 to 3.
REVIEW_LEVELS = env.int("REVIEW_LEVELS", default=3)
# How many days the asker's name, telephone and address are kept after the case is closed.
CONTACT_DAYS = env.int("CONTACT_DAYS", default=30)
# The checks of every text before people pass it, in the order of the report.
PREFLIGHT_CHECKS = [
    "editorial.preflight.identity.IdentityNumbers",
    "editorial.preflight.mobile.MobileNumbers",
    "editorial.preflight.bank.BankCardNumbers",
    "editorial.preflight.watched_words.ForbiddenWords",
    "articles.preflight.BylineOrSource",
    "questions.preflight.LeftMarks",
    "questions.preflight.AskerName",
    "questions.preflight.AskerWithdrew",
    "notices.preflight.ChainBroken",
    "notices.preflight.GapsLeft",
    "notices.preflight.NoBox",
    "notices.preflight.UrgentWithoutHotline",
    "notices.preflight.CommentsUnclear",
    "notices.preflight.DocumentNumberTwice",
    "notices.preflight.DocumentNumberForm",
    "notices.preflight.AlreadyCovered",
    "notices.preflight.OverBeforePublic",
    "notices.preflight.AttachmentUnconfirmed",
    "editorial.preflight.pictures.PictureWords",
    "editorial.preflight.dates.WrongDates",
    "editorial.preflight.watched_words.WrongWords",
    "editorial.preflight.pairs.UnmatchedPairs",
    "editorial.preflight.halfwidth.HalfWidthPunctuation",
    "editorial.preflight.characters.OddCharacters",
    "editorial.preflight.links.BrokenLinks",
]
# Who publishes, with the footer that Chinese news sites have. An empty entry is left out.
NEWSPAPER = newspaper(env, DEBUG)
# Where people report security holes, as /.well-known/security.txt says: a mail address or the address of a page.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default=NEWSPAPER["email"])

# By this key search engines know that a message comes from this site. If it is empty, no message is sent.
INDEXNOW_KEY = env.str("INDEXNOW_KEY", default="")

# Mail, and who is told of errors

vars().update(mail_settings(env.str("EMAIL_URL", default="consolemail://" if DEBUG else "")))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or f"website@{urlsplit(SITE_URL).hostname}"
SERVER_EMAIL = env.str("SERVER_EMAIL", default="") or DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = f"[{NEWSPAPER['name']}] "
ADMINS = [("", address) for address in addresses(env.str("ADMINS", default=""))]
# Errors go to standard error, and by mail to ADMINS if there are any. Neither ever holds a text of a user: the
# formatters leave out what may be one, so every handler has one of them.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=False)
# Who has the token may read /metrics; without one nothing is counted. The processes of one machine count together in
# the folder, which is on that machine's own disk or in its memory.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_DIR = Path(env.str("METRICS_DIR", default=str(VAR_DIR / "metrics")))
DEFAULT_EXCEPTION_REPORTER = "operations.health.reports.DiscreetReporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"with_error": {"()": "operations.health.lines.WithError"}},
    "formatters": {
        "plain": {"()": "operations.health.lines.PlainLines"},
        "json": {"()": "operations.health.lines.JSONLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mail": {"class": "operations.health.error_mail.ErrorMailHandler", "level": "ERROR"},
    },
    "loggers": {
        "django": {"handlers": []},  # Django's own handlers tell more
        "django.request": {"filters": ["with_error"]},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # What the application server says goes the same way. Its own lines would name addresses of requests.
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "operations.requests": {"level": "INFO" if LOG_REQUESTS else "WARNING"},
    },
    "root": {"handlers": ["console", "mail"], "level": "INFO" if DEBUG else "WARNING"},
}
