"""What the regulation asks, as pure values: no framework, file, network, clock or chance in here."""
