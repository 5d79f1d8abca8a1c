"""Which language a text is in, as its ISO 639-1 code."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The languages in which political violence is mostly reported. The full set of 97 finds Maltese and Luxembourgish in
# lists of names, so a language is added here only with reports to read in it.
LANGUAGES = (
    "am", "ar", "az", "bn", "de", "en", "es", "fa", "fr", "he", "hi", "hy", "id", "it", "ja", "ka", "ko", "ku", "ml",
    "mr", "ms", "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur",
    "vi", "zh",
)  # fmt: skip
SAMPLE = 3_000
# Headlines full of foreign names are still English at even odds; another language sets a whole report aside.
SURE_ENGLISH = 0.5
SURE_OTHER = 0.8
FEW_LETTERS = 20


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def language_of(text: str) -> str | None:
    """The language of the text's beginning; None where it is too short or too mixed to tell."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEW_LETTERS:
        return None
    language, sureness = _identifier().classify(sample)
    return str(language) if sureness >= (SURE_ENGLISH if language == "en" else SURE_OTHER) else None
