"""How fast, against what. Each bench is a command that prints one JSON document: `./dev bench NAME`.

Absolute figures move with the machine, so everything is a ratio taken in one run: our view and its ceiling (the least
a view with the same duties could do, behind the same middleware) take turns, A B A B, and the median of rounds counts.
Served by gunicorn with two sync workers under production's settings, on a PostgreSQL database of the bench's own,
made beside the one that DATABASE_URL names (or on 127.0.0.1) and dropped at the end.
"""
