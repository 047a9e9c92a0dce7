"""Alembic's scripts; `env.py` is run by alembic, each file in `versions` is one step."""
