"""What exports are made of beside the records: the cycle's plan, the school's wordings, pictures and the font.

The records know neither the lessons nor how anything is drawn; whoever asks them for an export hands this in.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Literal

from kiosk import config
from kiosk.content import cycle
from kiosk.content.model import Book
from kiosk.content.tongue import ENGLISH
from kiosk.records.exports.wanted import Around, Certificate, Consent, Material, Poster
from kiosk.records.rows import ClassRow, KeyStage, School

STAGES: tuple[tuple[KeyStage, str, str], ...] = (
    ("ks1", "e-safety rules for Key Stage 1", "These rules help us to stay safe on the Internet"),
    ("ks2", "e-safety rules for Key Stage 2", ""),
)
"""The headings of the school's two lists of rules, as its policy has them."""


def material(book: Book, school: School, classes: Sequence[ClassRow], *, assets: Path | None = None) -> Material:
    """Everything for every kind of export. Pictures and fonts are made only when a document asks for them."""
    return Material(
        plans=cycle.plans(book, classes, school.cycle_year),
        consents=_consents(book),
        agreement_version=book.agreement.version,
        posters=tuple(_poster(book, *stage) for stage in STAGES),
        certificate=_certificate(book),
        picture=_picture(book, assets or config.shipped("assets")),
        font=_font,
    )


def _consents(book: Book) -> tuple[Consent, ...]:
    """English, and every language that has both the consent and the words around it."""
    form = Around(**book.consent_form.model_dump(exclude={"format", "kind"}))
    others = [
        Consent(tongue.code, tongue.consent, Around(**asdict(tongue.form)))
        for tongue in book.languages.values()
        if tongue.consent and tongue.form
    ]
    return Consent(ENGLISH, book.agreement.consent, form), *others


def _poster(book: Book, stage: KeyStage, title: str, line: str) -> Poster:
    rules = [rule for rule in book.rules.values() if rule.id.startswith(f"{stage}-")]
    return Poster(stage, title, tuple((rule.wording, f"rules/{rule.id}") for rule in rules), line)


def _certificate(book: Book) -> Certificate:
    """In the words that pupils know from the end of a turn."""
    said = {key: book.phrases[key].ks2 for key in ("rest-title", "well-done-name", "you-stopped-to-think")}
    return Certificate(said["rest-title"], said["well-done-name"], said["you-stopped-to-think"])


def _picture(book: Book, assets: Path) -> Callable[[str, int, int], bytes]:
    """A rule's picture ("rules/ks1-1") or one part ("mascots/think-head"), as a PNG."""

    @cache
    def drawer() -> object:
        from kiosk.ui.pictures import Pictures

        return Pictures(assets)

    def picture(name: str, width: int, height: int) -> bytes:
        import pygame

        from kiosk.scenes.page import scenery
        from kiosk.ui.pictures import Part, Pictures

        pictures = drawer()
        assert isinstance(pictures, Pictures)
        folder, _, key = name.partition("/")
        fit: Literal["cover", "contain"] = "cover" if folder == "rules" else "contain"
        art = scenery(book.rules[key].picture) if folder == "rules" else Part(name)
        png = io.BytesIO()
        pygame.image.save(pictures.surface(art, (width, height), fit), png, "picture.png")
        return png.getvalue()

    return picture


def _font(weight: int) -> bytes | Path:
    from kiosk.ui.text import Fonts

    return Fonts(config.cache_folder() / "fonts").face(weight)
