"""Reads YAML to values that know where they stand."""
