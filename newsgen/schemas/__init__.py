"""JSON Schemas of what a newsroom writes, made of the tables that reading it goes by.

The rules that hold between files, and those of dates and addresses in detail, are the build's.
"""
