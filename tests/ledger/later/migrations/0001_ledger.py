from importlib import import_module

Migration = import_module("lms.ledger.migrations.0001_ledger").Migration
