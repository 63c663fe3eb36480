"""Who does work in chunks: processes of this machine, or a cluster."""
