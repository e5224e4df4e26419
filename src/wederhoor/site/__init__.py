"""The installation: settings, addresses, middleware and the command line."""
