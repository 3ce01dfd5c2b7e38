"""What a word or a tap does: one file a subject, each with its verbs; lower slices do the work."""
