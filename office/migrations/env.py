"""What Alembic runs for every call: the revisions, on the connection that the store hands over."""

from alembic import context

from office.store import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
