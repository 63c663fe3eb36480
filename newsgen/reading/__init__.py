"""Files to records: one file, one record, remembered by what is in it."""
