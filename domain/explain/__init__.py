"""How things are said: phrases (code + params), words in two languages, evidence charts."""
