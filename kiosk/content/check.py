"""What a teacher should look at before a class does: everything that the loader finds, and what it cannot know.

Faults are what a pupil would meet: a picture that is not there, a text that runs out of its place, a lesson that does
not end with the line about telling. Advice is about length and words. The exact wording of rules and of the agreement
is the school's and keeps out of both.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_type_hints

from kiosk.content.fault import did_you_mean
from kiosk.content.load import Needed, Problem, Source, survey
from kiosk.content.model import (
    Actor,
    AgreementFile,
    Answer,
    AnyStep,
    Book,
    CheckIn,
    CheckInPage,
    ChildWords,
    Choose,
    Content,
    Cycle,
    Ending,
    KeyStage,
    Lesson,
    MiniChoice,
    MisconceptionFile,
    Phrase,
    PhraseFile,
    Picture,
    Playable,
    Reading,
    Recap,
    Rule,
    RuleFile,
    Situation,
    Statement,
    Story,
    StoryChoice,
    StoryNode,
    Taught,
    Tell,
    Text,
    Translation,
    kebab,
    refresh_id,
)
from kiosk.content.plot import heaviest
from kiosk.content.translated import on_paper, texts

_Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Piece:
    """A text, and what it is to its page: "say", "label", "wording"."""

    spot: str
    text: str
    key_stage: KeyStage


@dataclass(frozen=True)
class Spilt:
    """A text that has less room on its screen than it needs, by about so many letters.

    `of` is the id of a lesson, scenario or check-in, or something else that no file is called; `page` says on which of
    its pages, and begins with the id of the step, place or idea.
    """

    of: str
    page: str
    text: str
    over: int


@dataclass(frozen=True)
class _Limits:
    """In words."""

    sentence: int
    screen: int
    label: int
    lesson: int
    path: int
    """From the beginning of a scenario to one of its endings."""


_LIMITS: dict[str, _Limits] = {"ks1": _Limits(12, 25, 6, 260, 260), "ks2": _Limits(20, 60, 12, 550, 330)}
_UNMEASURED = {"title", "aim", "teacher-note"}
"""Texts that no pupil hears."""
_SPOKEN = {"say", "question", "then-say", "think", "ask", "named", "sentence", "depends-on"}
_TELLING = ("never-too-late", "never-too-late-telling")
"""One of these ends every lesson; the second where somebody in it broke a rule."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+")

_HELPFUL = 'Say what would help, or "not helpful yet".'
_AVOIDED: tuple[tuple[str, str], ...] = (
    (r"wrong(?:ly)?|naughty|silly|stupid|bad(?:ly)?|fail(?:s|ed|ing|ure)?", _HELPFUL),
    (r"stranger danger|strangers?", 'Say "someone we do not know".'),
    (r"danger(?:s|ous)?(?! now)", "Say what to do instead."),
    (r"predators?|groom(?:s|ed|er|ers|ing)?|victims?", "Say what somebody does, in plain words."),
    (r"bully|bullies", "Say what was unkind, not what somebody is."),
    (r"snitch(?:es|ing)?|tell(?:s|ing)? tales", 'Say "tell to help".'),
    (r"cyber\w*", 'Say "online".'),
    (r"never ever|obviously", "Leave it out."),
    (r"keep an eye on", "Say it in words that mean what they say."),
    (r"always watching", 'Say "may check".'),
    (r"we will keep (?:it|this|that) (?:a )?secret|someone is coming", "The kiosk cannot promise that."),
    (
        r"YouTube|TikTok|Snapchat|Instagram|Facebook|WhatsApp|Roblox|Minecraft|Fortnite|Google|Netflix|Discord|iPad",
        'Say what it is, such as "a video site", and not whose.',
    ),
    (r"colors?|favorites?|behaviors?|apologiz(?:e|es|ed|ing)|mom", "Spell it as in Britain."),
)
_AVOID = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), instead) for words, instead in _AVOIDED]


def check(
    folder: Path,
    own: Path | None = None,
    *,
    needed_phrases: Needed = (),
    pictures: Callable[[Picture], Collection[str]] | None = None,
    parts: Collection[str] = (),
    measured: Callable[[Book], Iterable[Spilt]] | None = None,
    undrawn: Callable[[str], Collection[str]] | None = None,
) -> list[Problem]:
    """Every problem, sorted by file and line.

    `pictures` names the parts of a picture that are not there, and `parts` are all that there are, so that one which is
    misspelt can be told. `measured` goes through a book that has no other fault, and names the texts without room.
    `undrawn` names the characters of a text that there are no letters for.
    """
    found = survey(folder, own, needed_phrases=needed_phrases)
    problems = set(found.problems)
    wordings = {
        rule.id: rule.wording
        for source in found.sources
        if isinstance(source.content, RuleFile)
        for rule in source.content.rules
    }
    taught = {source.content.id: source.content for source in found.sources if isinstance(source.content, Taught)}
    drawn: dict[Picture, Collection[str]] = {}
    for source in found.sources:
        problems.update(_words(source))
        if undrawn:
            problems.update(_letters(source, undrawn))
        problems.update(_readings(source, wordings))
        if isinstance(source.content, Lesson):
            problems.update(_lesson(source, source.content))
        if isinstance(source.content, Story):
            problems.update(_story(source, source.content))
        if isinstance(source.content, CheckIn):
            problems.update(_check_in(source, source.content))
        if isinstance(source.content, Translation):
            problems.update(_translation(source, source.content))
        if isinstance(source.content, Cycle):
            problems.update(_cycle(source, source.content, taught))
        if pictures:
            for path, picture in _pictures(source):
                if picture not in drawn:
                    drawn[picture] = pictures(picture)
                problems.update(_missing(source, path, drawn[picture], parts))
    if measured and found.book and all(problem.kind == "advice" for problem in problems):
        for spilt in measured(found.book):
            problems.update(_without_room(found.sources, spilt))
    return sorted(problems, key=lambda problem: problem.order)


# ---------------------------------------------------------------- words


def _words(source: Source) -> Iterator[Problem]:
    for path, piece in _pieces(source):
        where = source.at(*path)
        node = source.node(*path)
        if node and node.cut:
            yield Problem(where, 'What stands after "#" is left out. Put the text in quotation marks.')
        if piece.spot == "wording" or isinstance(source.content, Translation):
            continue  # words to avoid, and how long a sentence may be, are for English
        for avoided, instead in _AVOID:
            for word in avoided.findall(piece.text):
                yield Problem(where, f'"{word}" is a word to avoid. {instead}', "advice")
        if piece.spot not in _UNMEASURED:
            for sentence in _lengths(piece):
                yield Problem(where, sentence, "advice")


def _letters(source: Source, undrawn: Callable[[str], Collection[str]]) -> Iterator[Problem]:
    """Once for a file: a translation into a language that has other letters would be full of them."""
    for path, piece in _pieces(source):
        if unknown := undrawn(piece.text):
            some = ", ".join(f'"{character}"' for character in list(unknown)[:3])
            sentence = f"The letters of the screen are Latin ones and have no {some}."
            yield Problem(source.at(*path), f"{sentence} Write it otherwise, here and below.")
            return


def _lengths(piece: Piece) -> Iterator[str]:
    limits, level = _LIMITS[piece.key_stage], piece.key_stage.upper()
    if piece.spot == "label":
        if count(piece.text) > limits.label:
            yield f"This label has {count(piece.text)} words, and {limits.label} is the most for {level}."
        return
    if count(piece.text) > limits.screen:
        yield f"This is {count(piece.text)} words on one screen, and {limits.screen} is the most for {level}."
    longest = max(_SENTENCE_END.split(piece.text), key=count)
    if count(longest) > limits.sentence:
        yield (
            f"A sentence here has {count(longest)} words, and {limits.sentence} is the most for {level}: "
            f'"{" ".join(longest.split()[:4])} …".'
        )


def count(text: str) -> int:
    """Words, as a reader counts them: "KS1's" is one, and so is 1111."""
    return len(_WORD.findall(text))


def _pieces(source: Source) -> Iterator[tuple[_Place, Piece]]:
    match source.content:
        case Lesson() | Story() | CheckIn() as lesson:
            yield from _lesson_pieces(lesson)
        case RuleFile(rules=rules):
            for place, rule in enumerate(rules):
                yield from _ruled(("rules", place), rule)
        case AgreementFile() as agreement:
            yield from _both(("title",), "title", agreement.title)
            for place, statement in enumerate(agreement.statements):
                yield from _ruled(("statements", place), statement)
                yield from _both(("statements", place, "again"), "again", statement.again)
        case PhraseFile(phrases=phrases, lines=lines):
            for id_, phrase in phrases.items():
                yield from _both(("phrases", id_), "phrase", phrase)
            for id_, line in lines.items():
                yield from _both(("lines", id_), "line", line)
        case Translation() as translation:
            yield from _translated(translation)
        case MisconceptionFile() | Cycle():
            pass  # for teachers


def _lesson_pieces(lesson: Playable) -> Iterator[tuple[_Place, Piece]]:
    def piece(spot: str, text: str | None, *path: str | int) -> Iterator[tuple[_Place, Piece]]:
        if text:
            yield (*path, spot), Piece(spot, text, lesson.key_stage)

    yield from piece("title", lesson.title)
    yield from piece("aim", lesson.aim)
    yield from piece("teacher-note", lesson.teacher_note)
    for here, page in _pages(lesson):
        for path, thing in _things(page, here):
            for field in _fields(type(thing), Text):
                texts = getattr(thing, field)
                spot = kebab(field)
                if isinstance(texts, tuple):
                    for number, text in enumerate(texts):
                        yield (*path, spot, number), Piece(spot, text, lesson.key_stage)
                else:
                    yield from piece(spot, texts, *path)


def _steps(lesson: Lesson) -> Iterator[tuple[Literal["steps", "refresh"], _Place, AnyStep]]:
    for place, step in enumerate(lesson.steps):
        yield "steps", ("steps", place), step
    for place, step in enumerate(lesson.refresh):
        yield "refresh", ("refresh", place), step


def _moments(story: Story) -> Iterator[tuple[_Place, StoryNode | Ending]]:
    for place, node in enumerate(story.nodes):
        yield ("nodes", place), node
    for place, ending in enumerate(story.endings):
        yield ("endings", place), ending


def _situations(check_in: CheckIn) -> Iterator[tuple[_Place, Situation]]:
    for place, idea in enumerate(check_in.ideas):
        yield ("ideas", place, "form-a"), idea.form_a
        yield ("ideas", place, "form-b"), idea.form_b


def _pages(lesson: Playable) -> Iterator[tuple[_Place, AnyStep | StoryNode | Ending | CheckInPage | Situation]]:
    match lesson:
        case Lesson():
            for _, here, step in _steps(lesson):
                yield here, step
        case Story():
            yield from _moments(lesson)
        case CheckIn():
            yield ("opening",), lesson.opening
            yield from _situations(lesson)
            yield ("closing",), lesson.closing
            yield ("what-helps",), lesson.what_helps


def _things(thing: Content, here: _Place) -> Iterator[tuple[_Place, Content]]:
    """A thing and all that it is made of but pictures and readings."""
    yield here, thing
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        for number, each in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(each, Content) and not isinstance(each, Reading | Actor):
                yield from _things(each, (*here, kebab(name), number))


@cache
def _fields(kind: type[Content], of: object) -> tuple[str, ...]:
    """The settings of a kind of thing that are of this type, or lists of it."""

    def inner(annotation: object) -> Iterator[object]:
        yield annotation
        for each in get_args(annotation):
            yield from inner(each)

    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in kind.model_fields if of in inner(hints[name]))


def _ruled(here: _Place, rule: Rule | Statement) -> Iterator[tuple[_Place, Piece]]:
    yield (*here, "wording"), Piece("wording", rule.wording, "ks2")
    yield from _both((*here, "words"), "words", rule.words)
    if rule.mini_choice:
        mini = (*here, "mini-choice")
        yield from _both((*mini, "question"), "question", rule.mini_choice.question)
        yield from _both((*mini, "helpful", "label"), "label", rule.mini_choice.helpful.label)
        yield from _both((*mini, "unhelpful", "label"), "label", rule.mini_choice.unhelpful.label)


def _both(here: _Place, spot: str, words: ChildWords | Phrase) -> Iterator[tuple[_Place, Piece]]:
    yield (*here, "ks1"), Piece(spot, words.ks1, "ks1")
    yield (*here, "ks2"), Piece(spot, words.ks2, "ks2")


def _translated(translation: Translation) -> Iterator[tuple[_Place, Piece]]:
    spots = {"helpful": "label", "unhelpful": "label", "phrases": "phrase", "lines": "line"}
    for place, stage, text, _ in texts(translation):
        spot = place[2] if place[0] in ("rules", "statements") else place[0]
        spot = spots.get(spot, spot)
        yield place, Piece(spot, text, "ks1" if stage == "ks1" else "ks2")


def _readings(source: Source, wordings: Mapping[str, str]) -> Iterator[Problem]:
    """A reading of words that are nowhere is never heard."""
    read: list[tuple[_Place, tuple[Reading, ...], str | None]] = []
    match source.content:
        case Lesson() | Story() | CheckIn() as lesson:
            read = [
                (here, page.spoken_as, page.rule if isinstance(page, Tell | Recap) else None)
                for here, page in _pages(lesson)
            ]
        case RuleFile(rules=rules):
            read = [(("rules", place), rule.spoken_as, None) for place, rule in enumerate(rules)]
        case AgreementFile(statements=statements):
            read = [(("statements", place), each.spoken_as, None) for place, each in enumerate(statements)]
    for here, readings, rule in read:
        texts = [piece.text for path, piece in _pieces(source) if path[: len(here)] == here] if readings else []
        texts.append(wordings.get(rule or "", ""))
        for number, reading in enumerate(readings):
            if not any(reading.shown in text for text in texts):
                where = source.at(*here, "spoken-as", number, "shown")
                yield Problem(where, f'"{reading.shown}" does not stand in these texts, so it is never said.')


# ---------------------------------------------------------------- room


def _without_room(sources: Sequence[Source], spilt: Spilt) -> Iterator[Problem]:
    """Told where the text is written. One that is not out of these files, such as a pupil's name, is nobody's fault."""
    # What a school has of its own was read last, and is what is shown.
    latest = list(reversed(sources))
    taught = [each for each in latest if isinstance(each.content, Taught) and _shows(each.content, spilt.of)]
    shared = [each for each in latest if not isinstance(each.content, Taught)]
    for source in (*taught[:1], *shared):
        if places := _written(source, spilt):
            yield Problem(source.at(*places[0]), _too_long(spilt))
            return


def _shows(taught: Taught, of: str) -> bool:
    return of in (taught.id, refresh_id(taught.id))


def _written(source: Source, spilt: Spilt) -> list[_Place]:
    """Where a text of a page stands in a file, the likeliest place first. A page may show part of a text, a phrase with
    a name in it, or two texts after each other."""
    shown = spilt.text
    found: list[tuple[tuple[bool, bool, int], _Place]] = []
    for path, piece in _pieces(source):
        blanks = ".+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", piece.text))
        if shown in piece.text or re.search(blanks, shown):
            elsewhere = not spilt.page.startswith(_id_at(source, path))
            found.append(((shown != piece.text, elsewhere, -len(piece.text)), path))
    return [path for _, path in sorted(found, key=lambda each: each[0])]


def _id_at(source: Source, path: _Place) -> str:
    """The id of the step, place, idea, rule or phrase in which something stands."""
    node = source.node(*path[:2], "id")
    return str(node.content) if node else ""


def _too_long(spilt: Spilt) -> str:
    most = len(spilt.text) - spilt.over
    how = f"It has {len(spilt.text)} letters, and about {most} fit. Say it in fewer or shorter words."
    if " " not in spilt.text:
        how = f"About {most} letters of this word fit. Use a shorter one."
    return f'This runs over its place on the screen at the largest text ("{spilt.page}"). {how}'


# ---------------------------------------------------------------- translations


def _translation(source: Source, translation: Translation) -> Iterator[Problem]:
    """One sentence for a file that nobody who speaks its language has checked, or for what was changed since."""
    if not translation.checked:
        once = {(tuple(part for part in place if part != stage), text) for place, stage, text, _ in texts(translation)}
        how_many = len(once) + bool(translation.consent)
        sentence = f"Somebody who speaks this language has still to check it: {how_many} texts. Then write true."
        if how_many:
            yield Problem(source.at("checked"), sentence, "advice")
    elif translation.to_check:
        sentence = f"Somebody who speaks this language has still to check: {', '.join(translation.to_check)}."
        yield Problem(source.at("to-check"), sentence, "advice")
    alone = [place[:-1] for place, _, _, made_of in texts(translation) if made_of is None]
    alone += [place for place, told in on_paper(translation) if told.en is None]
    if alone:
        which = f"{len(set(alone))} texts from here on do" if len(set(alone)) > 1 else "This text does"
        how = f'Write {{en: "…", {translation.language}: "…"}}.'
        sentence = f"{which} not say which English was translated, so nobody is told when that changes. {how}"
        yield Problem(source.at(*alone[0]), sentence, "advice")


# ---------------------------------------------------------------- lessons


def _lesson(source: Source, lesson: Lesson) -> Iterator[Problem]:
    limits, level = _LIMITS[lesson.key_stage], lesson.key_stage.upper()
    spoken = sum(
        count(piece.text) for path, piece in _lesson_pieces(lesson) if path[0] == "steps" and piece.spot in _SPOKEN
    )
    if spoken > limits.lesson:
        sentence = f"This lesson has {spoken} spoken words, and {limits.lesson} is the most for {level}."
        yield Problem(source.at("steps"), sentence, "advice")
    if not isinstance(lesson.steps[-1], Recap):
        last = source.at("steps", len(lesson.steps) - 1)
        yield Problem(last, 'A lesson ends with a "step: recap" and its line about telling.')
    used: set[str] = set()
    for _, here, step in _steps(lesson):
        if isinstance(step, Tell | Recap) and step.rule and step.rule not in lesson.rules:
            sentence = f'This lesson shows the rule "{step.rule}", and it is not among its "rules".'
            yield Problem(source.at(*here, "rule"), sentence, "advice")
        if isinstance(step, Recap) and step.safeguarding not in _TELLING:
            yield Problem(
                source.at(*here, "safeguarding"),
                f'A lesson ends with "{_TELLING[0]}", or with "{_TELLING[1]}" where somebody broke a rule. '
                f'This says "{step.safeguarding}".',
            )
        yield from _together(source, lesson, step, here)
        for path, thing in _things(step, here):
            code = getattr(thing, "misconception", None)
            if code:
                used.add(code)
                if code not in lesson.misconceptions:
                    sentence = f'"{code}" is not among the "misconceptions" at the top of this lesson.'
                    yield Problem(source.at(*path, "misconception"), sentence, "advice")
        if isinstance(step, Choose):
            yield from _feelings(source, step, here)
    for place, code in enumerate(lesson.misconceptions):
        if code not in used:
            where = source.at("misconceptions", place)
            yield Problem(where, f'No answer of this lesson has the misconception "{code}".', "advice")


def _together(source: Source, lesson: Lesson, step: AnyStep, here: _Place) -> Iterator[Problem]:
    """What shares a screen: a question and what there is to choose from."""
    limits, level = _LIMITS[lesson.key_stage], lesson.key_stage.upper()
    asked = next((spot for spot in ("think", "ask") if hasattr(step, spot)), None)
    if asked and step.choices:
        labels = [thing.label for thing in getattr(step, step.choices)]
        together = count(getattr(step, asked)) + sum(count(label) for label in labels)
        if together > limits.screen:
            called = step.choices.replace("_", "-")
            sentence = (
                f"The question and its {called} have {together} words, and {limits.screen} is the most for {level}."
            )
            yield Problem(source.at(*here, asked), sentence, "advice")


def _feelings(source: Source, step: Choose, here: _Place) -> Iterator[Problem]:
    cast = [actor.name for actor in step.picture.cast]
    for number, answer in enumerate(step.answers):
        path = (*here, "answers", number)
        for place, actor in enumerate(answer.feels):
            if actor.name not in cast:
                sentence = f'"{actor.name}" is not in the picture of this step.{did_you_mean(actor.name, cast)}'
                yield Problem(source.at(*path, "feels", place), sentence)
        if answer.feels and answer.then_picture:
            yield Problem(source.at(*path, "feels"), '"feels" does nothing here, because there is a "then-picture".')


# ---------------------------------------------------------------- scenarios


def _story(source: Source, story: Story) -> Iterator[Problem]:
    limits, level = _LIMITS[story.key_stage], story.key_stage.upper()
    spoken = sum(count(piece.text) for _, piece in _lesson_pieces(story) if piece.spot in _SPOKEN)
    if spoken > limits.lesson:
        sentence = f"This scenario has {spoken} spoken words, and {limits.lesson} is the most for {level}."
        yield Problem(source.at("nodes"), sentence, "advice")
    longest = heaviest(story, _heard)
    if longest > limits.path:
        sentence = f"One way through this scenario has {longest} spoken words, and {limits.path} is the most."
        yield Problem(source.at("start"), sentence, "advice")
    used: set[str] = set()
    for place, node in enumerate(story.nodes):
        together = count(node.think) + sum(count(choice.label) for choice in node.choices)
        if together > limits.screen:
            most = f"{limits.screen} is the most for {level}"
            sentence = f"The question and its choices have {together} words, and {most}."
            yield Problem(source.at("nodes", place, "think"), sentence, "advice")
        for number, choice in enumerate(node.choices):
            if choice.misconception:
                used.add(choice.misconception)
                if choice.misconception not in story.misconceptions:
                    where = source.at("nodes", place, "choices", number, "misconception")
                    sentence = f'"{choice.misconception}" is not among the "misconceptions" of this scenario.'
                    yield Problem(where, sentence, "advice")
    for place, code in enumerate(story.misconceptions):
        if code not in used:
            where = source.at("misconceptions", place)
            yield Problem(where, f'No choice of this scenario has the misconception "{code}".', "advice")


def _heard(moment: StoryNode | Ending, choice: StoryChoice | None) -> int:
    """The words that a pupil hears at this place, on the way on by this choice."""
    named = choice.named if choice else None
    return sum(count(text) for text in (moment.say, getattr(moment, "think", ""), named or ""))


# ---------------------------------------------------------------- check-ins


ALIKE = 3
"""By how many words the two forms of an idea may differ."""


def _check_in(source: Source, check_in: CheckIn) -> Iterator[Problem]:
    limits, level = _LIMITS[check_in.key_stage], check_in.key_stage.upper()
    if check_in.safeguarding not in _TELLING:
        sentence = f'A check-in ends with "{_TELLING[0]}" or "{_TELLING[1]}". This says "{check_in.safeguarding}".'
        yield Problem(source.at("safeguarding"), sentence)
    for nth, form in enumerate(("form-a", "form-b")):
        spoken = sum(count(text) for idea in check_in.ideas for text in _told((idea.form_a, idea.form_b)[nth]))
        if spoken > limits.path:
            sentence = f'The ideas have {spoken} spoken words in "{form}", and {limits.path} is the most for {level}.'
            yield Problem(source.at("ideas"), sentence, "advice")
    used: set[str] = set()
    for here, situation in _situations(check_in):
        together = count(situation.say) + count(situation.question)
        if together > limits.screen:
            sentence = f"What happens and the question have {together} words, and {limits.screen} is the most"
            yield Problem(source.at(*here, "say"), f"{sentence} for {level}.", "advice")
        together = count(situation.think) + sum(count(option.label) for option in situation.options)
        if together > limits.screen:
            sentence = f"The question and its options have {together} words, and {limits.screen} is the most"
            yield Problem(source.at(*here, "think"), f"{sentence} for {level}.", "advice")
        for number, option in enumerate(situation.options):
            if option.misconception:
                used.add(option.misconception)
                if option.misconception not in check_in.misconceptions:
                    where = source.at(*here, "options", number, "misconception")
                    sentence = f'"{option.misconception}" is not among the "misconceptions" of this check-in.'
                    yield Problem(where, f"{sentence} Its report would leave it out.")
    for place, code in enumerate(check_in.misconceptions):
        if code not in used:
            where = source.at("misconceptions", place)
            yield Problem(where, f'No option of this check-in has the misconception "{code}".', "advice")
    for place, idea in enumerate(check_in.ideas):
        first, second = (
            sum(count(text) for text in (*_told(form), *(option.label for option in form.options)))
            for form in (idea.form_a, idea.form_b)
        )
        if abs(first - second) > ALIKE:
            sentence = f"The two forms of this idea have {first} and {second} words. They should be equally long."
            yield Problem(source.at("ideas", place, "form-b"), sentence, "advice")


def _told(situation: Situation) -> tuple[str, str, str]:
    return situation.say, situation.question, situation.think


# ---------------------------------------------------------------- the two-year cycle


def _cycle(source: Source, cycle: Cycle, taught: Mapping[str, Taught]) -> Iterator[Problem]:
    """What is planned for classes that it was not written for."""
    for place, plan in enumerate(cycle.plans):
        for half, half_term in enumerate(plan.half_terms):
            for number, item in enumerate(half_term.items):
                each = taught.get(item.lesson or item.story or item.refresh or "")
                where = source.at("plans", place, "half-terms", half, "items", number)
                if each and each.key_stage != plan.key_stage:
                    sentence = f'"{each.id}" is for {each.key_stage.upper()}, and this plan is for'
                    yield Problem(where, f"{sentence} {plan.key_stage.upper()}.")
                elif each and each.years and not set(each.years).intersection(plan.years):
                    sentence = f'"{each.id}" is for {_years(each.years)}, and this plan is for'
                    yield Problem(where, f"{sentence} {_years(plan.years)}.", "advice")


def _years(years: tuple[int, ...]) -> str:
    return f"year {years[0]}" if len(years) == 1 else f"years {', '.join(map(str, years[:-1]))} and {years[-1]}"


# ---------------------------------------------------------------- pictures


def _pictures(source: Source) -> Iterator[tuple[_Place, Picture]]:
    match source.content:
        case Lesson() | Story() | CheckIn() as lesson:
            for here, page in _pages(lesson):
                for path, thing in _things(page, here):
                    for field in _fields(type(thing), Picture):
                        if picture := getattr(thing, field):
                            yield (*path, kebab(field)), picture
                    if isinstance(page, Choose) and isinstance(thing, Answer) and thing.feels:
                        yield (*path, "feels"), page.consequence(thing)
                if isinstance(page, StoryNode | Ending):
                    for name, feeling in page.feelings.items():
                        yield (*here, "feelings", name), _face(name, feeling)
        case RuleFile(rules=rules):
            for place, rule in enumerate(rules):
                yield ("rules", place, "picture"), rule.picture
                yield from _mini_pictures(("rules", place), rule.mini_choice)
        case AgreementFile(statements=statements):
            for place, statement in enumerate(statements):
                yield ("statements", place, "picture"), statement.picture
                yield ("statements", place, "again-picture"), statement.again_picture
                yield from _mini_pictures(("statements", place), statement.mini_choice)


def _face(name: str, feeling: str) -> Picture:
    return Picture(background=None, cast=(Actor(name=name, feeling=feeling),), prop=None)


def _mini_pictures(here: _Place, mini: MiniChoice | None) -> Iterator[tuple[_Place, Picture]]:
    if mini:
        yield (*here, "mini-choice", "helpful", "picture"), mini.helpful.picture
        yield (*here, "mini-choice", "unhelpful", "picture"), mini.unhelpful.picture


def _missing(source: Source, path: _Place, missing: Collection[str], parts: Collection[str]) -> Iterator[Problem]:
    node = source.node(*path)
    for part in missing:
        # The line of the word in the picture that names the part, as nearly as can be told.
        words = set(re.split(r"[^a-z0-9]+", part))
        line = max(
            node.scalars() if node else (),
            key=lambda scalar: len(words.intersection(re.split(r"[^a-z0-9]+", str(scalar.content)))),
            default=None,
        )
        where = f"{source.name}:{line.line}" if line else source.at(*path)
        yield Problem(where, f'There is no picture "{part}".{did_you_mean(part, parts)}')
