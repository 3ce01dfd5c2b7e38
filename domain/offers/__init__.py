"""Offers of the operator that an owner's measured use supports: rarely, one at a time, with a control group drawn by lot."""
