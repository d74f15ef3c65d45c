"""Readers of what the web publishes: pages and feeds."""
