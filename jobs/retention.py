"""The retention round: what is older than its declared limit goes."""

from domain.core import Core
from domain.db.engine import forget_deleted
from domain.privacy import retention


def forget(core: Core) -> str:
    """Delete what has had its time, and leave no bytes of it in write-ahead logs."""
    with core.unit() as unit:
        counts = retention.forget_old(unit)
    forget_deleted(core.engine)
    return f"{sum(counts.values())} rows forgotten"
