"""The way to the database: engine, transactions, column types, the bell, the group writer."""
