"""The PDFs as poppler reads and draws them: words, pages and locks, and that nothing runs off the paper."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.records import exports
from kiosk.records.exports import FORMS, Material, Wanted
from kiosk.records.exports.paper import Sheets
from kiosk.records.faults import NotAllowed
from kiosk.records.names import LONGEST
from kiosk.records.rows import Only
from kiosk.records.store import Store

from ..made import class_id, person, pupil_id
from .conftest import CONSENT, NAMES
from .readers import needs_poppler, pages, text
from .test_write import PASSWORD, wanted

pytestmark = needs_poppler
DOCUMENTS = [what for what, forms in FORMS.items() if "pdf" in forms and what != "subject-access"]


def made(store: Store, material: Material, folder: Path, what: Any, **asked: Any) -> Path:
    told = Wanted(what, "pdf", Only(**asked.pop("only", {})), **asked)
    return exports.write(store, told, folder, None, material=material, unprotected=True).path


def words(path: Path, *, as_drawn: bool = False) -> str:
    """Line by line across the page, or `as_drawn`: each card's words together."""
    return " ".join(text(path, as_drawn=as_drawn).split())


@pytest.mark.parametrize("what", DOCUMENTS)
def test_every_document_is_drawn_within_its_paper(school: Store, material: Material, tmp_path: Path, what: Any) -> None:
    path = made(school, material, tmp_path, what)
    drawn = pages(path, tmp_path)
    assert drawn
    for page in drawn:
        image = Image.open(page).convert("RGB")
        colours = image.getcolors(image.width * image.height)
        assert colours is not None
        assert len(colours) > 8, "a page with nothing on it"
        if what in ("slips", "certificates"):
            edges = {image.getpixel((x, y)) for x in (1, image.width - 2) for y in range(0, image.height, 7)}
            assert edges <= {(255, 255, 255)} | {pixel for pixel in edges if min(pixel) > 120}, "words at the edge"


@pytest.mark.parametrize("what", [*DOCUMENTS, "subject-access"])
def test_a_locked_document_needs_its_password(school: Store, material: Material, tmp_path: Path, what: Any) -> None:
    asked = wanted(school, what, "pdf")
    path = exports.write(school, asked, tmp_path, None, material=material, password=PASSWORD).path
    with pytest.raises(PermissionError, match="Incorrect password"):
        text(path)
    with pytest.raises(PermissionError):
        text(path, "three odd pelican")
    assert text(path, PASSWORD).strip()
    assert b"/AESV3" in path.read_bytes(), "AES of 256 bits, not the RC4 that is the library's usual one"


def test_hard_names_are_written_whole(school: Store, material: Material, tmp_path: Path) -> None:
    for what in ("record", "matrix", "due", "slips"):
        said = words(made(school, material, tmp_path, what))
        missing = [name for name in NAMES if name not in said and not (what == "due" and name == "Łukasz")]
        assert missing == [], what


def test_the_head_code_is_on_every_page(school: Store, material: Material, tmp_path: Path) -> None:
    for what in DOCUMENTS:
        if what == "posters":
            continue  # a wall is no place for it
        path = made(school, material, tmp_path, what)
        for page in text(path).split("\f")[:-1]:
            if "tłumaczenie" not in page:
                assert school.head_code() in page, what


def test_the_governors_page_is_one_side_and_tells_all_of_it(school: Store, material: Material, tmp_path: Path) -> None:
    path = made(school, material, tmp_path, "governors")
    said = words(path)
    assert text(path).count("\f") == 1
    for line in (
        "Hazel Lane · Autumn 2, 2026/27", "as at 22 November 2026",
        "1 of 2 1 of 8 0 of 8 lessons taught children signed parents’ slips back",
        "Out of every 100 turns planned so far", "8 slips not back yet",
        "Slips go home again on Friday", "No check-in was given yet this school year.", "What this page does not show",
        "there is no comparison group", school.head_code(),
    ):  # fmt: skip
        assert line in said, line
    assert "14 + 14" not in said, "the two kinds are never added up"


def test_slips_are_for_those_that_are_not_back_with_their_number_in_the_register(
    school: Store, material: Material, tmp_path: Path
) -> None:
    school.slip_returned([pupil_id(school, "Zoë")], person(school, "lead"))
    only = {"class_ids": (class_id(school),)}
    path = made(school, material, tmp_path, "slips", only=only)
    sides = text(path).split("\f")[:-1]
    assert len(sides) == len(NAMES) - 1
    assert not any("Zoë" in side for side in sides)
    first = " ".join(sides[0].split())
    assert "Siân Family1" in first
    assert "slip 4B, 2" in first
    assert "version 2026-1" in first
    for paragraph in CONSENT.split("\n\n"):
        assert paragraph in first
    for around in ("e-Safety Rules", "We ask you to sign.", "Please print name:", "Please return it."):
        assert around in first
    assert "Po polsku? Proszę zapytać." in first


def test_slips_in_polish_explain_and_are_not_signed(school: Store, material: Material, tmp_path: Path) -> None:
    only = {"class_ids": (class_id(school, "1 Acorn"),)}
    english, polish = text(made(school, material, tmp_path, "slips", only=only, languages=("en-GB", "pl"))).split("\f")[
        :-1
    ]
    assert "Znam te zasady." in polish
    assert "Podpisać należy formularz angielski." in polish
    assert "Prosimy o podpis." in polish
    assert "Signed" not in polish
    assert "Signed:" in english
    assert "Po polsku" not in english, "it is the next page"


def test_a_language_that_there_is_not_is_refused(school: Store, material: Material, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="There is: en-GB, pl"):
        made(school, material, tmp_path, "slips", languages=("en-GB", "cy"))


def test_certificates_are_for_those_who_have_had_everything(school: Store, material: Material, tmp_path: Path) -> None:
    said = words(made(school, material, tmp_path, "certificates"))
    assert said.count("Well done,") == 2
    assert "Well done, Zoë!" in said
    assert "Well done, Siân!" in said
    assert "Ask first & think" in said
    assert "of 2" not in said


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_posters_are_as_large_as_asked_for(school: Store, material: Material, tmp_path: Path, paper: Any) -> None:
    path = made(school, material, tmp_path, "posters", paper=paper)
    images = [Image.open(page) for page in pages(path, tmp_path, dpi=25)]
    millimetres = [tuple(round(side * 25.4 / 25) for side in image.size) for image in images]
    wanted_size = {"A4": (210, 297), "A3": (297, 420)}[paper]
    assert len(images) == 2
    assert all(abs(a - b) <= 2 for size in millimetres for a, b in zip(size, wanted_size, strict=True))
    said = words(path, as_drawn=True)
    assert all(f"We do thing {n}." in said for n in range(1, 8))
    assert all(f"always do thing {n}." in said for n in range(1, 15))


def test_a_long_rule_gets_smaller_letters_and_stays_in_its_card(
    school: Store, material: Material, tmp_path: Path
) -> None:
    long = "We only upload appropriate copyright free images that have been approved, to pages on the platform. " * 2
    poster = replace(material.posters[1], rules=((long, "rules/x"), *material.posters[1].rules[1:]))
    said = words(made(school, replace(material, posters=(poster,)), tmp_path, "posters"), as_drawn=True)
    assert said.count("We only upload") == 2


def test_without_a_font_or_a_consent_it_says_what_is_missing(school: Store, material: Material, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="consent"):
        made(school, replace(material, consents=()), tmp_path, "slips")
    with pytest.raises(NotAllowed, match="no rules"):
        made(school, replace(material, posters=()), tmp_path, "posters")


# --- the kit ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheets(fonts: Material) -> Any:
    from datetime import UTC, datetime

    with Sheets(fonts, title="A test", school="A school", made=datetime(2026, 11, 22, tzinfo=UTC)) as kit:
        kit.page()
        yield kit


written_names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=LONGEST)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(name=written_names, room=st.integers(40, 600))
def test_any_name_is_drawn_within_its_room(sheets: Sheets, name: str, room: int) -> None:
    assert sheets.text(name, 10, 10, 30, room=room) <= room + 0.5


@settings(max_examples=40, deadline=None)
@given(said=st.lists(st.sampled_from(["a", "longer", "words", "incomprehensibilities"]), min_size=1, max_size=30))
def test_wrapped_words_are_all_there_and_fit(sheets: Sheets, said: list[str]) -> None:
    sentence = " ".join(said)
    for lines in (sheets.wrap(sentence, 20, 400, 240), sheets.balanced(sentence, 20, 400, 240)):
        assert " ".join(lines) == sentence
        assert all(sheets.width(line, 20, 400) <= 240 or " " not in line for line in lines)
    assert len(sheets.balanced(sentence, 20, 400, 240)) == len(sheets.wrap(sentence, 20, 400, 240))
