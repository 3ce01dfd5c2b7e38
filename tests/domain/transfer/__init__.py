"""Tests of changes of owner."""
