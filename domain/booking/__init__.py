"""Service centres, their bays, technicians and parts; slots, holds and visits."""
