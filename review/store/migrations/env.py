"""How Alembic runs the migrations: on the connection that review/store/schema.py hands over, in its transaction."""

from alembic import context

from review.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
