"""Alembic's entry: runs on the engine that `domain.db.migrate` hands over."""

from collections.abc import Iterable

from alembic import context
from alembic.operations.ops import CreateTableOp, MigrationScript
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from domain.db.migrate import is_ours
from domain.tables import METADATA


def _leave_out_info(_context: MigrationContext, _revision: object, scripts: list[MigrationScript]) -> None:
    """Keep our declarations of data out of migrations: the models hold them."""
    for script in scripts:
        operations: Iterable[object] = script.upgrade_ops.ops if script.upgrade_ops else ()
        for operation in operations:
            if isinstance(operation, CreateTableOp):
                operation.info.clear()


_connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=_connection,
    target_metadata=METADATA,
    include_schemas=True,
    include_name=is_ours,
    compare_type=True,
    process_revision_directives=_leave_out_info,
)
with context.begin_transaction():
    context.run_migrations()
