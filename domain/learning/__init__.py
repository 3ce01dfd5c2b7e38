"""How models come to be trusted: recipes, gates, versions with manifests, trials, and the way back."""
