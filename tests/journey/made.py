"""Small lessons and agreements, made for these tests."""

from kiosk.content.model import (
    Agreement,
    Answer,
    ChildWords,
    Choose,
    Lesson,
    MiniAnswer,
    MiniChoice,
    Picture,
    Recap,
    Rule,
    SayIt,
    Statement,
    Step,
    Tell,
)

BOX = Picture(prop="box")


def tell(id_: str = "meet", rule: str | None = None) -> Tell:
    return Tell(
        step="tell", id=id_, picture=BOX, say="This is Omar.", rule=rule, then_say="So we ask." if rule else None
    )


def question(kinds: str, id_: str = "shiny-box", clue: str | None = "Who could help?") -> Choose:
    """A letter an answer: h helpful, u not. Their ids are the letter and the place: "u0", "h1"."""
    answers = tuple(
        Answer(
            id=f"{kind}{place}",
            label="Ask Miss Bell" if kind == "h" else "Press it",
            kind="helpful" if kind == "h" else "unhelpful",
            picture=BOX,
            say="More boxes pop up.",
            named="You asked first." if kind == "h" else None,
            misconception=None if kind == "h" else "press-to-see",
            then_picture=Picture(prop=f"after-{place}"),
        )
        for place, kind in enumerate(kinds)
    )
    return Choose(step="choose", id=id_, picture=BOX, say="A box.", think="Do we know it?", clue=clue, answers=answers)


def say() -> SayIt:
    return SayIt(step="say", id="say-it", picture=BOX, say="Say it.", sentence="If I do not know, I ask.")


def recap() -> Recap:
    return Recap(step="recap", id="done", picture=BOX, say="You can ask.", rule="ks1-2", safeguarding="never-too-late")


def lesson(*steps: Step) -> Lesson:
    return Lesson(
        format=1,
        id="ks1-small",
        kind="lesson",
        key_stage="ks1",
        title="Small",
        minutes=4,
        rules=("ks1-2",),
        aim="I can ask.",
        efcw=("online-relationships",),
        curriculum=("nc-ks1-safe",),
        misconceptions=("press-to-see",),
        steps=steps,
    )


def whole_lesson() -> Lesson:
    return lesson(tell(), tell("rule", "ks1-2"), question("uhu"), question("hu", "two"), say(), recap())


def words(text: str) -> ChildWords:
    return ChildWords(ks1=f"{text} Little.", ks2=f"{text} Big.")


def mini() -> MiniChoice:
    return MiniChoice(
        question=words("Who may check?"),
        helpful=MiniAnswer(label=words("Grown-ups"), picture=BOX),
        unhelpful=MiniAnswer(label=words("Nobody"), picture=BOX),
    )


def rule(id_: str, asks: bool = True) -> Rule:
    return Rule(id=id_, wording=f"{id_} exactly.", words=words(id_), picture=BOX, mini_choice=mini() if asks else None)


def statement(id_: str, answer: str) -> Statement:
    return Statement(
        id=id_,
        wording=f"{id_} exactly.",
        words=words(id_),
        picture=BOX,
        mini_choice=mini(),
        again=words(f"{id_} again"),
        again_picture=Picture(prop="other-box"),
        answer=answer,
    )


def agreement(*rules: Rule) -> Agreement:
    return Agreement(
        version="2026-09",
        title=words("Our promises"),
        rules=rules or (rule("e-1"), rule("e-2", asks=False)),
        statements=(statement("agree-1", "i-know"), statement("agree-2", "i-will"), statement("agree-3", "i-know")),
        consent="Consent.",
    )
