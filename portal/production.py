"""What must be true before the site may run with DEBUG off."""

import re

import environ
from django.core.exceptions import ImproperlyConfigured

from .host_names import faults_of_hosts, listed
from .outgoing_mail import faults_of_mail

# Every variable that has no safe default, with what it holds.
REQUIRED = {
    "SECRET_KEY": "50 random characters or more, kept secret",
    "ALLOWED_HOSTS": "the site's host names, separated by commas",
    "SITE_URL": "the site's public address, beginning with https://",
    "DATABASE_URL": "such as postgres://user:password@host:5432/name",
}


def refuse_if_unsafe(variables):
    """Raise ImproperlyConfigured where anything in `variables` is missing or unsafe. It names all faults at once."""
    faults = [f"{name} is not set: {meaning}" for name, meaning in REQUIRED.items() if not variables.get(name)]
    key = variables.get("SECRET_KEY", "")
    if key and (len(key) < 50 or len(set(key)) < 5 or "insecure" in key):
        faults.append("SECRET_KEY is too short or too plain: 50 random characters or more")
    hosts = listed(variables.get("ALLOWED_HOSTS", ""))
    if "*" in hosts:
        faults.append("ALLOWED_HOSTS must name the hosts: * would take any")
    cache_url = variables.get("CACHE_URL", "")
    if cache_url and not cache_url.startswith(("redis://", "rediss://", "unix://")):
        faults.append("CACHE_URL must name a Redis: redis://, rediss:// or unix://")
    site_url = variables.get("SITE_URL", "")
    if site_url and not re.match("https://[^/]", site_url):
        faults.append("SITE_URL must begin with https://")
    faults += faults_of_hosts(site_url, hosts)
    faults += _faults_of_proxies(variables)
    faults += faults_of_mail(variables)
    token = variables.get("METRICS_TOKEN", "")
    if token and (len(token) < 20 or not token.isascii() or not token.isprintable() or " " in token):
        faults.append("METRICS_TOKEN must be 20 random letters and digits or more")
    if variables.get("LOG_FORMAT", "plain") not in {"plain", "json"}:
        faults.append("LOG_FORMAT must be plain or json")
    if faults:
        raise ImproperlyConfigured(
            "The site does not start with DEBUG off (see docs/operations.md):\n" + "\n".join(f"- {f}" for f in faults)
        )


def _faults_of_proxies(variables):
    """Return what is wrong with the number of proxies. Whoever has a proxy must say how many.

    Otherwise all visitors would have the proxy's address, or one of their own choice.
    """
    count = variables.get("PROXY_COUNT", "0")
    behind = environ.Env.parse_value(variables.get("BEHIND_TLS_PROXY", ""), bool)
    if not re.fullmatch("[0-9]", count):
        return ["PROXY_COUNT must be a number from 0 to 9: how many proxies of your own stand before the site"]
    if behind and count == "0":
        return ["PROXY_COUNT is 0 behind a proxy, so all visitors would share its address: set it, mostly to 1"]
    if count != "0" and not behind:
        return ["PROXY_COUNT names proxies, BEHIND_TLS_PROXY none, so visitors could forge their address: set both"]
    return []
