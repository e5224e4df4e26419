"""ClamAV: whether a file holds a virus, asked of its daemon over its socket."""
