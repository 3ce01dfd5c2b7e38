"""The retention round: what is older than its declared limit goes."""

from domain.core import Core
from domain.privacy import retention


def forget(core: Core) -> str:
    """Delete what has had its time, and leave no bytes of it where they can be cleaned away."""
    with core.unit() as unit:
        counts = retention.forget_old(unit)
    return f"{sum(counts.values())} rows forgotten"
