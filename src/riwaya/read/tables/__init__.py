"""Readers of tables: a report a row, whatever its columns are called."""
