"""What the owner means and what to say next.

Time expressions, intents and the dialogue itself are pure; the service executes what the rules decide.
"""
