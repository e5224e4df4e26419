"""What public pages show, as values: nothing here reads a store or the clock."""
