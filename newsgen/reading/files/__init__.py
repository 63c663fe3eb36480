"""Finds the files of a site, and tells what their names and bytes say they are."""
