"""Work that is due by papers and not by signals: recall campaigns, service plans, and the record of work done."""
