"""The databases of the central, for every test of it."""

from __future__ import annotations

from tests.sync.central import databases

backend = databases.backend
new_database = databases.new_database
database_url = databases.database_url
postgresql = databases.postgresql
postgresql_url = databases.postgresql_url
durable_server = databases.durable_server
