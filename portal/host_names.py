"""Whether the site answers under the addresses that it gives for its own."""

from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host


def listed(text: str) -> list[str]:
    """Return the names in ALLOWED_HOSTS as it was typed: separated by commas, with blanks or without."""
    return [name.strip() for name in text.split(",") if name.strip()]


def faults_of_hosts(site_url: str, allowed: list[str]) -> list[str]:
    """Return a sentence for each thing wrong with SITE_URL and ALLOWED_HOSTS beside one another.

    A site that refuses its own address looks sound from within. But every canonical link, QR code and letter leads
    to an error page, and whatever asks the site's own pages, such as the check of links, is refused.
    """
    faults = []
    for name in allowed:
        if not name.isascii():
            faults.append(f"ALLOWED_HOSTS names {name}, which browsers send as {_as_sent(name)}: write it so")
        elif name.count(":") == 1 or name.rpartition("]")[2].startswith(":"):
            faults.append(f"ALLOWED_HOSTS names {name} with a port: write the host alone, any port is taken")
        elif "/" in name:
            faults.append(f"ALLOWED_HOSTS names {name}, an address: write the host alone")
    try:
        parts = urlsplit(site_url)
        authority, _port = parts.netloc, parts.port
    except ValueError:
        return [*faults, "SITE_URL is no address: https://, a host, and a port if it is not 443"]
    if not authority:
        return faults
    if not authority.isascii():
        return [
            *faults,
            f"SITE_URL names {parts.hostname}, which browsers send as {_as_sent(parts.hostname)}: write it so",
        ]
    host = split_domain_port(authority)[0]
    if not host:
        faults.append("SITE_URL is no address: https://, a host, and a port if it is not 443")
    elif allowed and not validate_host(host, allowed):
        faults.append(
            f"SITE_URL names {host}, which is none of ALLOWED_HOSTS ({', '.join(allowed)}): the site would answer its "
            "own readers with an error. Add it there, or correct SITE_URL"
        )
    return faults


def _as_sent(name):
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return "something else (xn--…)"
