"""Executors of work in chunks: the processes of this machine, or a cluster."""
