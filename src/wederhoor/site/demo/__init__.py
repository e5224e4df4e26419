"""A made-up installation: five organisations with years of made-up dossiers, recorded through the one door under a moving clock."""
