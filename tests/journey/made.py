"""Small lessons and agreements, made for these tests."""

from kiosk.content.model import (
    Agreement,
    Answer,
    AnyStep,
    Bucket,
    ChildWords,
    Choose,
    GiveReason,
    Intent,
    Lesson,
    Make,
    MakePart,
    MiniAnswer,
    MiniChoice,
    Order,
    OrderCard,
    Picture,
    Place,
    Reason,
    Recap,
    Rule,
    SayIt,
    Slot,
    Sort,
    SortCard,
    Spot,
    Statement,
    Tell,
)

BOX = Picture(prop="box")


def tell(id_: str = "meet", rule: str | None = None) -> Tell:
    return Tell(
        step="tell", id=id_, picture=BOX, say="This is Omar.", rule=rule, then_say="So we ask." if rule else None
    )


def question(kinds: str, id_: str = "shiny-box", clue: str | None = "Who could help?") -> Choose:
    """A letter an answer: h helpful, u not, d depends. Their ids are the letter and the place: "u0", "h1"."""
    answers = tuple(
        Answer(
            id=f"{kind}{place}",
            label="Ask Miss Bell" if kind == "h" else "Press it",
            kind={"h": "helpful", "u": "unhelpful", "d": "depends"}[kind],
            picture=BOX,
            say="More boxes pop up.",
            named="You asked first." if kind == "h" else None,
            misconception="press-to-see" if kind == "u" else None,
            depends_on=("If it is safe, ask.", "If not, tell.") if kind == "d" else (),
            then_picture=Picture(prop=f"after-{place}"),
        )
        for place, kind in enumerate(kinds)
    )
    return Choose(step="choose", id=id_, picture=BOX, say="A box.", think="Do we know it?", clue=clue, answers=answers)


def say() -> SayIt:
    return SayIt(step="say", id="say-it", picture=BOX, say="Say it.", sentence="If I do not know, I ask.")


def recap(*i_will: str) -> Recap:
    return Recap(
        step="recap",
        id="done",
        picture=BOX,
        say="You can ask.",
        rule="ks1-2",
        safeguarding="never-too-late",
        i_will=tuple(Intent(id=id_, label="I will ask.") for id_ in i_will),
    )


def sort(goes: str = "aab", baskets: str = "ab", id_: str = "baskets") -> Sort:
    """A letter a card: the basket that it goes in, or * where it fits any. Cards are "card-0", "card-1" ..."""
    return Sort(
        step="sort",
        id=id_,
        picture=BOX,
        say="Tap a card.",
        think="Do we know it?",
        buckets=tuple(Bucket(id=basket, label=f"Basket {basket}", picture=BOX) for basket in baskets),
        cards=tuple(
            SortCard(
                id=f"card-{place}",
                picture=BOX,
                label=f"Card {place}",
                goes_in="depends" if basket == "*" else basket,
                misconception=None if basket == "*" else "press-to-see",
                say="We know that one.",
            )
            for place, basket in enumerate(goes)
        ),
    )


def spot(find: int = 2, places: int = 3) -> Spot:
    return Spot(
        step="spot",
        id="find-them",
        picture=BOX,
        say="Find them.",
        find=find,
        hint="Look around.",
        named="You found them.",
        places=tuple(
            Place(id=f"place-{n}", label=f"Place {n}", at=(250 * n, 100, 200, 200), say="Here.") for n in range(places)
        ),
    )


def order(cards: str = "abc") -> Order:
    return Order(
        step="order",
        id="first-to-last",
        picture=BOX,
        say="Tap them in order.",
        think="What comes first?",
        named="You know what to do.",
        cards=tuple(
            OrderCard(id=id_, picture=BOX, label=f"Do {id_}", say=f"Why {id_}.", misconception=f"not-{id_}")
            for id_ in cards
        ),
    )


def _part(id_: str, fits: str | None = None) -> MakePart:
    helpful = id_.startswith("h")
    return MakePart(
        id=id_,
        label=f"Part {id_}",
        fits=fits,
        kind="helpful" if helpful else "unhelpful",
        misconception=None if helpful else "joke-excuses",
        say=None if helpful else "She would feel sad.",
    )


def message() -> Make:
    """Two gaps; for each "h-<gap>" helps and "u-<gap>" does not."""
    return Make(
        step="make",
        id="a-message",
        kind="message",
        picture=BOX,
        say="Write to Nia.",
        think="How will she feel?",
        named="Kind words.",
        slots=(Slot(id="hello", label="Tap a hello."), Slot(id="idea", label="Tap an idea.")),
        parts=tuple(_part(f"{kind}-{gap}", gap) for gap in ("hello", "idea") for kind in "hu"),
    )


def password() -> Make:
    """Parts h0 to h3 help, u0 and u1 do not."""
    return Make(
        step="make",
        id="three-words",
        kind="password",
        picture=BOX,
        say="Pick three.",
        think="Could someone guess it?",
        named="Hard to guess.",
        parts=tuple(_part(id_) for id_ in ("h0", "h1", "h2", "h3", "u0", "u1")),
    )


def why(of: str = "shiny-box", reasons: str = "sww") -> GiveReason:
    """A letter a reason: s strong, w weak. Their ids are the letter and the place."""
    return GiveReason(
        step="reason",
        id="why",
        of=of,
        picture=BOX,
        say="You chose well.",
        ask="Why does it help?",
        reasons=tuple(
            Reason(
                id=f"{kind}{place}",
                label=f"Reason {place}",
                kind="strong" if kind == "s" else "weak",
                misconception="told-means-trouble" if kind == "w" else None,
                say="There is more to it.",
            )
            for place, kind in enumerate(reasons)
        ),
    )


def every_kind() -> tuple[AnyStep, ...]:
    """Steps of every kind and of every sort that a kind comes in, as one lesson may have them."""
    return (
        tell(),
        tell("rule", "ks1-2"),
        question("uhu"),
        why(),
        question("hud", "two"),
        sort("ab*"),
        sort("abc", "abc", "three-baskets"),
        spot(),
        order(),
        message(),
        password(),
        say(),
        recap("ask", "wait", "tell"),
    )


def lesson(*steps: AnyStep) -> Lesson:
    return Lesson(
        format=1,
        id="ks2-small",
        kind="lesson",
        key_stage="ks2",
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
