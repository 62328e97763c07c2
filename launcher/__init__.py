"""Trains, starts, watches and stops the servers: what `make start`, `make shell` and `make train` run."""
