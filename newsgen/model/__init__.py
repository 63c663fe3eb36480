"""The words of the program: frozen records that every later room shares."""
