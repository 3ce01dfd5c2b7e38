"""What an owner may have bought: one table of plans, asked in one place, and payments that are credited once."""
