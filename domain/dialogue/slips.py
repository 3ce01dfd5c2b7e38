"""Slips of the keyboard: the spellings that are one slip away from a word."""

from string import ascii_lowercase


def exchanged(word: str) -> set[str]:
    """The word with two neighbouring letters exchanged, at each place."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


def slips(word: str) -> set[str]:
    """The word with one letter exchanged, left out, put in or mistaken, at each place; the word itself is among them."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in parts if tail}
    mistaken = {head + letter + tail[1:] for head, tail in parts if tail for letter in ascii_lowercase}
    more = {head + letter + tail for head, tail in parts for letter in ascii_lowercase}
    return exchanged(word) | left_out | mistaken | more
