"""What every bench stands on: a database, a server, people, clients, rounds, and the one document that is printed."""
