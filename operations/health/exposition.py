"""All metrics in Prometheus' own format."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from .counters import counted
from .gauges import Gauges

gauges = Gauges()


def text_of_metrics() -> tuple[bytes, str]:
    """Return what all processes counted and what is measured now, and the content type."""
    registry = counted()
    registry.register(gauges)
    try:
        return generate_latest(registry), CONTENT_TYPE_LATEST
    finally:
        registry.unregister(gauges)
