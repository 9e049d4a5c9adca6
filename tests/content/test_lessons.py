"""The lessons, rules and words that come with the program: their exact wording, and what is promised of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from kiosk.content.check import check
from kiosk.content.load import load_book
from kiosk.content.model import AnyStep, Book, Choose, Lesson, Picture, Recap, Rule, SayIt, Statement, Tell

from .examples import every_kind, examples

LESSONS = Path(__file__).parents[2] / "lessons"

WORDING = {
    "ks1-1": "We only use the internet when an adult is with us.",
    "ks1-2": "We can click on the buttons or links when we know what they do.",
    "ks1-3": "We can search the Internet with an adult.",
    "ks1-4": "We always ask if we get lost on the Internet.",
    "ks1-5": "We can send and open messages together.",
    "ks1-6": "We can write polite and friendly messages to people that we know.",
    "ks1-7": "We tell a teacher/adult if anything on a computer worries us.",
    "ks2-1": "We only use the internet with adult permission.",
    "ks2-2": "We only use websites that an adult has approved.",
    "ks2-3": "We immediately close any webpage we are uncomfortable with.",
    "ks2-4": "We tell an adult if we see anything we are not sure of.",
    "ks2-5": "We only e-mail people an adult has approved.",
    "ks2-6": (
        "We communicate politely and with respect when using email, forums and writing on the learning platform pages."
    ),
    "ks2-7": "We never share or display personal information (e.g. address, phone numbers)",
    "ks2-8": "We never share passwords with anyone except appropriate staff.",
    "ks2-9": "We only login as ourselves.",
    "ks2-10": "We never arrange to meet anyone we don’t know.",
    "ks2-11": "We do not open messages sent by anyone we don’t know.",
    "ks2-12": "We do not use Internet chat rooms.",
    "ks2-13": (
        "We only upload appropriate copyright free images that have been approved, to pages on the Learning Platform "
        "and within the school environment."
    ),
    "ks2-14": "WE WILL TELL AN ADULT IF WE KNOW OF ANYONE NOT FOLLOWING THESE RULES.",
    "e-1": "The school owns the computer network and can set rules for its use.",
    "e-2": (
        "Irresponsible use by children may result in the loss of their network, learning platform or Internet access "
        "rights."
    ),
    "e-3": (
        "Network access must be made via the user’s authorised account and password, which must not be given to any "
        "other person."
    ),
    "e-4": "All network and Internet use must be appropriate to education.",
    "e-5": (
        "Copyright and intellectual property rights must be respected. This means that if children want to use Images, "
        "Media e.g. music or video, in their work, it must be only from approved websites defined by the learning "
        "platform."
    ),
    "e-6": (
        "Messages will be written carefully and politely, particularly as email could be forwarded to unintended "
        "readers."
    ),
    "e-7": "Anonymous messages and chain letters are not permitted.",
    "e-8": (
        "Users must take care not to reveal personal information through email, personal publishing, blogs or "
        "messaging."
    ),
    "e-9": (
        "The school ICT systems may not be used for private purposes, unless the Head Teacher has given specific "
        "permission."
    ),
    "e-10": (
        "Use for personal financial gain, gambling, political activity, advertising or illegal purposes is not "
        "permitted."
    ),
    "monitoring": (
        "The school may exercise its right to monitor the use of the school’s computer systems, including access to "
        "web-sites, the interception of e-mail and the deletion of inappropriate materials where it believes "
        "unauthorised use of the school’s computer system may be taking place."
    ),
}

STATEMENTS = {
    "agree-1": "I have read and I understand the school e-Safety Rules.",
    "agree-2": (
        "I will use the computer, network, mobile phones, Internet access and other new technologies in a responsible "
        "way at all times."
    ),
    "agree-3": "I know that network and Internet access may be monitored.",
}

CONSENT = (
    "I have read and understood the school e-safety rules and give permission for my son / daughter to access the "
    "Internet. I understand that the school will take all reasonable precautions to ensure that children cannot access "
    "inappropriate materials but I appreciate that this is a difficult task.",
    "I understand that the school cannot be held responsible for the content of materials accessed through the "
    "Internet. I agree that the school is not liable for any damages arising from use of the Internet facilities.",
)

IN_CHILDRENS_WORDS = {
    "e-1": (
        "The computers belong to school. School makes the rules for them.",
        "School owns the computers and the network, so school decides how they are used.",
    ),
    "e-2": (
        "If we do not take care, we may lose our turn.",
        "If we use them without care, school may take our access away.",
    ),
    "e-3": (
        "We use the login our teacher gave us. We keep it safe.",
        "Use only your own login. Give the password to nobody else.",
    ),
    "e-4": ("At school we use computers to learn.", "In school, going online is for learning."),
    "e-5": (
        "Pictures and songs belong to people. We use the ones school says are OK.",
        "People own what they make. Use pictures, music or video only from the sites school approves.",
    ),
    "e-6": (
        "We write kind words. Other people may see them.",
        "Write with care and manners. Anyone could pass your message on.",
    ),
    "e-7": (
        "We do not hide who we are. We do not send “pass it on” messages.",
        "No messages that hide who sent them. No “send this to ten people”.",
    ),
    "e-8": (
        "We keep our address and phone number private.",
        "Take care not to give away private details in anything you write or post.",
    ),
    "e-9": (
        "School computers are for school things.",
        "School’s computers are not for private things, unless the head teacher says so.",
    ),
    "e-10": (
        "We do not buy, sell or bet at school. We do not break the law.",
        "No making money, betting, party politics, adverts or breaking the law.",
    ),
    "monitoring": (
        "Grown-ups at school may check what we do on the computers. They can remove things.",
        "School may check the sites we visit and read school e-mail. It may delete things. It does this if it thinks "
        "its computers are being used in a way it has not allowed.",
    ),
    "agree-1": (
        "I have listened to the rules. I know what they mean.",
        "I have read them, or had them read to me. I know what they mean.",
    ),
    "agree-2": (
        "I will use computers, tablets and phones with care, every time.",
        "I will use all devices with care, every time, and ask when I am not sure.",
    ),
    "agree-3": ("I know grown-ups may check.", "I know school may check what I do online."),
}

LINES = {
    "never-too-late": "It is never too late to tell. You will not be in trouble.",
    "never-too-late-telling": "It is never too late to tell. You will not be in trouble for telling.",
    "not-your-fault": "If something online upsets you, it is not your fault.",
    "keep-telling": "If the first grown-up is busy, tell another one.",
    "no-heavy-secrets": "You never have to keep a secret that worries you.",
}


def problems(own: Path | None = None) -> list[str]:
    """All but that nobody who speaks Polish has checked the Polish."""
    return [str(problem) for problem in check(LESSONS, own) if "has still to check" not in problem.sentence]


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(LESSONS)


def _agreed(book: Book) -> list[Rule | Statement]:
    return [*book.agreement.rules, *book.agreement.statements]


# ---------------------------------------------------------------- the school's words


def test_every_rule_has_the_schools_exact_wording(book: Book) -> None:
    assert {id_: rule.wording for id_, rule in book.rules.items()} == WORDING


def test_the_agreement_has_the_schools_exact_wording(book: Book) -> None:
    assert {each.id: each.wording for each in book.agreement.statements} == STATEMENTS
    assert tuple(book.agreement.consent.split("\n\n")) == CONSENT
    assert [rule.id for rule in book.agreement.rules] == [*(f"e-{n}" for n in range(1, 11)), "monitoring"]


def test_the_parents_form_has_the_schools_exact_words(book: Book) -> None:
    assert book.consent_form.model_dump() == {
        "format": 1,
        "kind": "consent-form",
        "title": "e-Safety Rules",
        "intro": (
            "All pupils use computer facilities including Internet access as an essential part of learning, as "
            "required by the National Curriculum. Both pupils and their parents/carers are asked to sign to show that "
            "the e-Safety Rules have been understood and agreed."
        ),
        "pupil": "Pupil:",
        "group": "Class:",
        "consent": "Parent’s Consent for Internet Access",
        "signed": "Signed:",
        "date": "Date:",
        "name": "Please print name:",
        "give_back": "Please complete, sign and return to the School office",
    }


def test_each_statement_is_answered_as_it_is_put(book: Book) -> None:
    assert {s.id: s.answer for s in book.agreement.statements} == {
        "agree-1": "i-know",
        "agree-2": "i-will",
        "agree-3": "i-know",
    }


def test_what_pupils_agree_to_is_put_into_childrens_words(book: Book) -> None:
    agreed = {each.id: each.words for each in _agreed(book)}
    assert {id_: (words.ks1, words.ks2) for id_, words in agreed.items()} == IN_CHILDRENS_WORDS


def test_a_child_who_cannot_read_never_claims_to_have_read(book: Book) -> None:
    words = [text for each in book.agreement.statements for text in (each.words.ks1, each.again.ks1)]
    words += [book.agreement.title.ks1, book.say("i-have-listened-to-them", "ks1")]
    assert not [text for text in words if re.search(r"\bread\b", text)]


def test_whatever_is_agreed_to_has_a_picture_question_with_two_different_pictures(book: Book) -> None:
    for each in _agreed(book):
        assert each.mini_choice, each.id
        assert each.mini_choice.helpful.picture != each.mini_choice.unhelpful.picture, each.id


def test_what_a_voice_would_stumble_over_has_a_reading(book: Book) -> None:
    awkward = ("teacher/adult", "e.g.", "e-mail", "e-Safety", "web-sites", "ICT")
    wordings: list[Rule | Statement] = [*book.rules.values(), *book.agreement.statements]
    for each in wordings:
        for shown in awkward:
            if re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", each.wording):
                assert shown in {reading.shown for reading in each.spoken_as}, f"{each.id}: {shown}"


def test_the_safeguarding_lines_are_said_as_agreed(book: Book) -> None:
    for key_stage in ("ks1", "ks2"):
        assert {id_: book.lines[id_].for_(key_stage) for id_ in LINES} == LINES
    told = "You can tell a teacher. You can tell a grown-up at home."
    assert book.lines["who-to-tell"].ks1 == told
    assert book.lines["who-to-tell"].ks2 == f"{told} You can call Childline free on 0800 1111."


def test_the_numbers_that_are_read_aloud_are_the_numbers_that_are_shown(book: Book) -> None:
    assert book.say("childline-shown", "ks2") in book.say("tell-childline-number", "ks2")
    for key_stage in ("ks1", "ks2"):
        assert book.say("emergency-shown", key_stage) in book.say("tell-emergency", key_stage)


# ---------------------------------------------------------------- what is promised of every text and lesson


def test_nothing_is_too_long_or_uses_a_word_to_avoid() -> None:
    assert problems() == []


def _lessons(book: Book) -> Iterator[Lesson]:
    yield from book.lessons.values()


def test_a_rule_is_shown_early_and_comes_back_at_the_end(book: Book) -> None:
    for lesson in _lessons(book):
        told = [step.rule for step in lesson.steps[:3] if isinstance(step, Tell) and step.rule]
        last = lesson.steps[-1]
        assert isinstance(last, Recap)
        assert told == [last.rule] == list(lesson.rules), lesson.id
        assert lesson.id.startswith(lesson.rules[0].replace("-", "-rule-")), lesson.id


def test_there_is_a_new_place_for_the_same_thinking(book: Book) -> None:
    for lesson in _lessons(book):
        places = [step.picture.background for step in lesson.questions]
        assert len(places) >= 2, lesson.id
        assert len(set(places)) == len(places), lesson.id


def test_every_question_can_be_answered_from_its_pictures_alone(book: Book) -> None:
    for lesson in _lessons(book):
        for question in lesson.questions:
            pictures = [answer.picture for answer in question.answers]
            assert len(set(pictures)) == len(pictures), f"{lesson.id}: {question.id}"


def test_every_answer_shows_what_comes_of_it(book: Book) -> None:
    for lesson in _lessons(book):
        for question in lesson.questions:
            before = [question.picture, *(answer.picture for answer in question.answers)]
            after = [question.consequence(answer) for answer in question.answers]
            assert not set(before) & set(after), f"{lesson.id}: {question.id}"
            assert len(set(after)) == len(after), f"{lesson.id}: {question.id}"


def test_every_question_has_a_clue_and_ends_in_a_question(book: Book) -> None:
    for lesson in _lessons(book):
        for question in lesson.questions:
            assert question.say.endswith("?"), f"{lesson.id}: {question.id}"
            assert question.think.endswith("?"), f"{lesson.id}: {question.id}"
            assert question.clue, f"{lesson.id}: {question.id}"
            assert question.clue.endswith("?"), f"{lesson.id}: {question.id}"


def test_the_clue_does_not_make_the_screen_too_full(book: Book) -> None:
    most = {"ks1": 25, "ks2": 60}
    for lesson in _lessons(book):
        for question in lesson.questions:
            texts = [question.clue or question.think, *(answer.label for answer in question.answers)]
            assert sum(len(text.split()) for text in texts) <= most[lesson.key_stage], f"{lesson.id}: {question.id}"


def test_a_grown_up_is_in_the_picture_wherever_help_is_asked_for(book: Book) -> None:
    grown_ups = {"miss-bell", "mr-ade", "mrs-khan", "mum", "dad", "nan", "gran", "auntie", "jo"}
    for lesson in _lessons(book):
        for question in lesson.questions:
            helped = [question.consequence(answer) for answer in question.answers if answer.kind == "helpful"]
            seen = {actor.name for picture in helped for actor in picture.cast}
            assert seen & grown_ups or "tell" not in lesson.aim, f"{lesson.id}: {question.id}"


def test_nobody_is_alone_and_sad_on_a_last_page(book: Book) -> None:
    for lesson in _lessons(book):
        assert {actor.feeling for actor in lesson.steps[-1].picture.cast} <= {"proud", "calm", "happy", "kind"}


def test_every_sentence_to_say_is_in_the_first_person(book: Book) -> None:
    for lesson in _lessons(book):
        said = [step.sentence for step in lesson.steps if isinstance(step, SayIt)]
        assert said, lesson.id
        assert all(re.search(r"\bI\b", sentence) for sentence in said), lesson.id


def test_no_two_rules_share_a_poster(book: Book) -> None:
    posters: dict[Picture, str] = {}
    for id_, rule in book.rules.items():
        assert rule.picture not in posters, f"{id_} and {posters[rule.picture]}"
        posters[rule.picture] = id_


# ---------------------------------------------------------------- the teacher's page


def _put(folder: Path, lesson: str) -> str:
    id_ = re.search(r"^id: (\S+)$", lesson, re.MULTILINE)
    assert id_
    (folder / f"{id_[1]}.yaml").write_text(lesson, "utf-8")
    return id_[1]


def test_the_template_is_a_lesson_with_nothing_to_put_right(tmp_path: Path) -> None:
    id_ = _put(tmp_path, examples()[0])
    assert problems(tmp_path) == []
    assert any(isinstance(step, Choose) for step in load_book(LESSONS, tmp_path).lessons[id_].steps)


def test_there_is_an_example_of_every_kind_of_step_with_nothing_to_put_right(tmp_path: Path) -> None:
    id_ = _put(tmp_path, every_kind())
    too_long = "This lesson has "
    assert [sentence for sentence in problems(tmp_path) if too_long not in sentence] == []
    lesson = load_book(LESSONS, tmp_path).lessons[id_]
    assert {type(step) for step in lesson.steps} == set(get_args(AnyStep)) - {SayIt}
    assert any(answer.kind == "depends" for question in lesson.questions for answer in question.answers)
    assert lesson.refreshed


def test_the_example_of_a_scenario_has_nothing_to_put_right(tmp_path: Path) -> None:
    (example,) = (example for example in examples() if "kind: scenario" in example)
    id_ = _put(tmp_path, example)
    assert problems(tmp_path) == []
    assert load_book(LESSONS, tmp_path).scenarios[id_].start == "the-page"
