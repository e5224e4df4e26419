"""What pages share: components, template tags, doors and the only reader of the clock."""
