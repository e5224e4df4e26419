"""Store: published reports and the measures that follow from them."""
