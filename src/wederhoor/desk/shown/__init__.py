"""What the pages of the desk show, made from the values of the core and the stores: nothing here asks a database."""
