"""The car's dossier for a buyer: an append-only list of what is on record, signed, and checked by anybody without us."""
