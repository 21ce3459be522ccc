"""Who publishes and at which address: what stands in the environment and not in the database."""

import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from .environment_file import check_value

# {field of settings.NEWSPAPER: what it is called}.
PAPER = {
    "name": gettext_lazy("the paper's name"),
    "city": gettext_lazy("the city"),
    "motto": gettext_lazy("the line under the name"),
    "hotline": gettext_lazy("the newsroom's telephone"),
    "sponsor": gettext_lazy("who publishes it (主办单位)"),
    "address": gettext_lazy("the newsroom's postal address"),
    "email": gettext_lazy("the newsroom's mail"),
    "icp": gettext_lazy("ICP 备案 number"),
    "police": gettext_lazy("公安备案 number"),
    "license": gettext_lazy("互联网新闻信息服务许可证 number"),
    "report_hotline": gettext_lazy("telephone for reports (举报电话)"),
}
NEEDED = ("name", "city")  # no page could be without them
LEGAL = ("icp", "police", "license", "report_hotline")
NOT_YET = ("", "-", "还没有", "暂无", "not yet")
# {key of [site]: (the variable, what it is called)}.
SITE = {
    "address": ("SITE_URL", gettext_lazy("the site's public address, beginning with https://")),
    "database": ("DATABASE_URL", gettext_lazy("the database")),
    "cache": ("CACHE_URL", gettext_lazy("the Redis that all processes share")),
    "proxies": ("PROXY_COUNT", gettext_lazy("how many proxies of your own stand before the site")),
    "reviews": ("REVIEW_LEVELS", gettext_lazy("how many people review an article, 1 to 3")),
    "folder": ("VAR_DIR", gettext_lazy("the folder for uploads and private files")),
    "time_zone": ("TIME_ZONE", gettext_lazy("the city's time zone")),
}
DATABASES = ("postgres://", "postgresql://", "sqlite:///")
CACHES = ("redis://", "rediss://", "unix://")


def told(field, text):
    """Return the value of `field` that `text` says: none where it says “not yet”."""
    text = " ".join(str(text).split())
    if text not in NOT_YET:
        return text
    if field in NEEDED:
        raise ValidationError(_("%s must be said: it stands on every page.") % PAPER[field])
    return ""


def variables_of(paper, site):
    """Return {variable: value} of the tables [paper] and [site]. What is not said is left out, but the secret key.

    Raises ValidationError with all that is wrong.
    """
    faults, variables = [], {}
    for table, check in ((paper, _paper_variable), (site, _site_variables)):
        for key, said in table.items():
            try:
                found = check(key, said)
                for name, value in found.items():
                    check_value(name, value)
                variables |= found
            except ValidationError as fault:
                faults += fault.messages
    if faults:
        raise ValidationError(faults)
    if "SITE_URL" in variables:
        variables |= {"DEBUG": "false", "SECRET_KEY": secrets.token_urlsafe(48)}
    return {name: value for name, value in variables.items() if value}


def differing(paper):
    """Return those of [paper] ({field: value}) that the environment of this process says otherwise."""
    said = {field: told(field, text) for field, text in paper.items()}
    return {field: value for field, value in said.items() if value and settings.NEWSPAPER[field] != value}


def _paper_variable(field, said):
    return {f"NEWSPAPER_{field.upper()}": told(field, said)}


def _host_of(address):
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # a port or an IPv6 address that is none
        host = None
    if not host or parts.scheme != "https" or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValidationError(_("“%s” is no address of a site. Write https://news.qinghe.example.") % address)
    return host


def _site_variables(key, said):
    name, text = SITE[key][0], str(said).strip()
    match key:
        case "address" if text:
            return {name: text.rstrip("/"), "ALLOWED_HOSTS": _host_of(text)}
        case "database" if text and not text.startswith(DATABASES):
            raise ValidationError(_("This is no database. Write postgres://user:password@host:5432/name."))
        case "cache" if text and not text.startswith(CACHES):
            raise ValidationError(_("This is no Redis. Write redis://host:6379/0."))
        case "proxies" if text:
            if text not in set("0123456789"):
                raise ValidationError(_("The number of proxies is 0 to 9, mostly 1."))
            return {name: text, "BEHIND_TLS_PROXY": "false" if text == "0" else "true"}
        case "reviews" if text and text not in {"1", "2", "3"}:
            raise ValidationError(_("The number of reviews is 1, 2 or 3; 三审制 is 3."))
    return {name: text}
