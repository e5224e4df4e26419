"""Store: dossiers, the log of acts, parties, texts, documents and the rows derived from them."""
