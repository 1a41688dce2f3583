"""The peer: a small site with wagtail-lms, installed when a bench asks for it, and never part of the product.

It gets what ours gets (PostgreSQL, connections that stay open, the same words and picture, the same server), and of
what a site adds of its own, the least: the middleware of a new Wagtail project and a bare `base.html`.
"""
