"""What exports are made of: a plan, a consent, a picture that is one colour, and the real Lexend."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.stamp import Due
from kiosk.records.exports import Material
from kiosk.records.exports.wanted import Around, Certificate, Consent, Poster
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store

from ..made import bring_in, class_id, person, pupil_id, signing, stamp

NAMES = ("Zoë", "Siân", "O’Brien", "Nguyễn", "Łukasz", "Ọlá", "=1+1")
ROSTER = "Forename,Surname,Year,Reg\n" + "".join(f"{name},Family{n},4,4B\n" for n, name in enumerate(NAMES))
ROSTER += "Tom,Hall,1,1 Acorn\n"
LESSON, OTHER = stamp("ks2-rule-1"), stamp("ks2-rule-2")
PLAN = (
    Due("Autumn 1", "agreement", "Our agreement"),
    Due("Autumn 2", LESSON.id, "Ask first & think"),
    Due("Autumn 2", OTHER.id, "Kind words"),
    Due("Spring 1", "ks2-rule-3", "Who can see it?"),
)
CONSENT = "I have read the rules.\n\nI understand that nobody can be sure of everything."
POLISH = "Znam te zasady.\n\nRozumiem, że nie można być pewnym wszystkiego."
FORM = Around(
    title="e-Safety Rules",
    intro="We ask you to sign.",
    pupil="Pupil:",
    group="Class:",
    consent="Consent",
    signed="Signed:",
    date="Date:",
    name="Please print name:",
    give_back="Please return it.",
)
POLISH_FORM = Around(
    title="Zasady",
    intro="Prosimy o podpis.",
    pupil="Uczeń:",
    group="Klasa:",
    consent="Zgoda",
    explains="Podpisać należy formularz angielski.",
    hint="Po polsku? Proszę zapytać.",
)
POSTERS = (
    Poster("ks1", "Rules for KS1", tuple((f"We do thing {n}.", f"rules/ks1-{n}") for n in range(1, 8)), "A line"),
    Poster("ks2", "Rules for KS2", tuple((f"We always do thing {n}.", f"rules/ks2-{n}") for n in range(1, 15))),
)


def picture(name: str, width: int, height: int) -> bytes:
    from PIL import Image

    png = io.BytesIO()
    Image.new("RGBA", (width, height), (0, 112, 90, 255)).save(png, "png")
    return png.getvalue()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Material:
    from kiosk.ui.text import Fonts

    return Material(font=Fonts(tmp_path_factory.mktemp("fonts")).face, picture=picture)


@pytest.fixture
def school(new_store: Store, tmp_path: Path) -> Store:
    """A class of hard names, and one of one pupil. Two were shown lessons, two were taught together, one signed."""
    from ..made import FIRST, WORDING

    store = new_store
    store.set_up(FIRST)
    (tmp_path / "in").mkdir()
    bring_in(store, tmp_path / "in", ROSTER)
    store.keep_version(WORDING)
    teacher, here = person(store, "teacher"), class_id(store)
    launch = store.launch(here, [LESSON, OTHER], True, "individual", teacher)
    for name in ("Zoë", "Siân"):
        for lesson in (LESSON, OTHER):
            store.complete(store.begin(launch.id, pupil_id(store, name), lesson, 1).attempt_id, 60)
    store.sign(store.begin(launch.id, pupil_id(store, "Łukasz"), None, 1).attempt_id, signing("s-1"))
    store.end(launch.id)
    together = store.launch(here, [LESSON], False, "whole-class", teacher)
    away = [pupil.id for pupil in store.pupils(here) if pupil.given_name not in ("Nguyễn", "Ọlá")]
    store.end(together.id, away, taught=[LESSON.id])
    return store


@pytest.fixture
def material(school: Store, fonts: Material) -> Material:
    return replace(
        fonts,
        plans={class_id(school): PLAN},
        consents=(Consent("en-GB", CONSENT, FORM), Consent("pl", POLISH, POLISH_FORM)),
        agreement_version="2026-1",
        posters=POSTERS,
        certificate=Certificate("Think then Click", "Well done, {name}!", "You stopped to think."),
        next_steps={"Parents": "Slips go home again on Friday"},
    )


@pytest.fixture
def lead(school: Store) -> StaffRow:
    return person(school, "lead")
