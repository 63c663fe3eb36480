"""Reads the content files of a site to records, one module for each kind."""
