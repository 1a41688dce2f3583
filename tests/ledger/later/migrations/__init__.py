"""The ledger's migrations, and one more that alters the table and forgets the triggers."""
