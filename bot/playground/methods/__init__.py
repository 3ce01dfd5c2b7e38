"""The Bot API methods, each `async (stage, params) -> result`, grouped by what they are about."""
