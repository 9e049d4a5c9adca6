"""A language to begin with: all the English that can be translated, each with a blank beside it."""

from collections.abc import Iterator

from kiosk.content.model import Book
from kiosk.content.translated import SECTIONS, SETTINGS, STAGES, English, english

_HEAD = """\
# Write between the empty quotation marks. What is left empty is said in English. "this-language" comes first: it is the
# name of the language on its button. Keep {name} and the numbers, and leave the English beside your text as it is: when
# somebody changes it there, `kiosk check` can tell which lines to read again.
format: 1
kind: translation
"""
_FIRST = "this-language"
_FOR_PARENTS = ("title", "intro", "pupil", "group", "consent")


def worksheet(book: Book, language: str) -> str:
    """A file for the folder that is called by these two letters."""
    return "\n".join(
        (f"{_HEAD}language: {language}\nchecked: false", *_spoken(book, language), *_printed(book, language), "")
    )


def _spoken(book: Book, language: str) -> Iterator[str]:
    among = English(book.phrases, book.lines, book.rules, {each.id: each for each in book.agreement.statements})
    for part, section in SECTIONS.items():
        yield f"{section}:"
        things = among.things(part)
        for id_ in sorted(things, key=lambda each: each != _FIRST):
            yield f"  {id_}:"
            whole = part in ("phrase", "line")
            for setting in ("",) if whole else SETTINGS:
                by_stage = {stage: english(things[id_], setting, stage) for stage in STAGES}
                if any(by_stage.values()):
                    indent = "    " if whole else "      "
                    yield from () if whole else (f"    {setting}:",)
                    yield from _pair(by_stage, language, indent)


def _pair(by_stage: dict[str, str | None], language: str, indent: str) -> Iterator[str]:
    first, second = (words or "" for words in by_stage.values())
    if first == second:
        yield f"{indent}en: {_quoted(first)}"
        yield f'{indent}{language}: ""'
        return
    for of, words in (("en", (first, second)), (language, ("", ""))):
        yield f"{indent}{of}:"
        for stage, text in zip(STAGES, words, strict=True):
            yield f"{indent}  {stage}: {_quoted(text)}"


def _printed(book: Book, language: str) -> Iterator[str]:
    yield "# For parents: all of it, or none of it."
    yield "consent:"
    yield f"  en: {_quoted(book.agreement.consent)}"
    yield f'  {language}: ""'
    yield "consent-form:"
    for field in _FOR_PARENTS:
        yield f"  {field}:"
        yield f"    en: {_quoted(getattr(book.consent_form, field))}"
        yield f'    {language}: ""'
    yield "  # The page in your language explains the English form. Say that the English one is to be signed."
    yield '  explains: ""'
    yield "  # This stands on the English form, for those who would rather have it in your language: whom to ask."
    yield '  hint: ""'


def _quoted(text: str) -> str:
    kept = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{kept}"'
