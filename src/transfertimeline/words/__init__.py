"""
The library's own words, by language.

Plans bring their own texts; this room holds what the library itself says to the
readers of a calendar or a page: that a date is to be confirmed, the names of
countries and months. A language is one module with one `Words` value, so that a
missing phrase is a type error. Languages without one are spoken to in English.
"""

from __future__ import annotations

from collections.abc import Sequence

from transfertimeline.words import en, lt
from transfertimeline.words.phrases import Words

__all__ = ["Words", "words_for"]

_SPOKEN = {words.language: words for words in (en.WORDS, lt.WORDS)}


def words_for(languages: Sequence[str]) -> Words:
    """
    Return the words of the first of these languages the library speaks, else English.

    Example:
        >>> words_for(["fi", "lt"]).language, words_for([]).language
        ('lt', 'en')
    """
    for language in languages:
        if language in _SPOKEN:
            return _SPOKEN[language]
    return en.WORDS
