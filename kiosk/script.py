"""Lessons and scenarios as a document to read and sign: every line that a child hears, and every branch.

It is for the safeguarding lead, who should not have to play fifty paths to know what the kiosk says.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from kiosk.content.model import (
    Book,
    CheckIn,
    Choose,
    GiveReason,
    Lesson,
    Make,
    Order,
    Picture,
    Playable,
    Recap,
    SayIt,
    Sort,
    Spot,
    Step,
    Story,
    Tell,
)

CHECKLIST = (
    "Rule wording matches the school’s version, character for character.",
    "Every path ends with an adult who listens first and stays calm.",
    "The line about telling is the right one, and the school will honour it.",
    "Nothing blames a child who was contacted, tricked or upset.",
    "No detail teaches harm, a way past a block, or a way to contact children.",
    "Ages and helplines are right; phones, monitoring and AI lines match the school’s policy.",
    "It fits the pupils here now: a recent incident, a bereavement, a shared name.",
    "No group is shown as the problem; families are varied.",
    "Staff know what to do if a child discloses afterwards; a grown-up is free for ten minutes.",
    "It was read aloud to a child.",
)
KINDS = {
    "helpful": "helpful",
    "unhelpful": "not helpful yet",
    "depends": "it depends",
    "strong": "a strong reason",
    "weak": "a reason to look at again",
}
STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.45 Lexend, "Segoe UI", Verdana, sans-serif; color: #20294A; max-width: 180mm; margin: 0 auto }
h1 { font-size: 20pt; margin: 0 0 2mm } h2 { font-size: 13pt; margin: 7mm 0 1mm; break-after: avoid }
section { break-before: page } section:first-of-type { break-before: auto }
p { margin: 1mm 0 } .about { color: #4B5573 } .picture { color: #4B5573; font-style: italic }
.rule { font-weight: 600; border-left: 1.2mm solid #00705A; padding-left: 3mm }
.choice { margin: 2mm 0 2mm 6mm; padding-left: 3mm; border-left: .6mm solid #957A3C; break-inside: avoid }
.choice b { font-weight: 600 } .kind { color: #8A5200 } .helpful .kind { color: #00705A }
table { width: 100%; border-collapse: collapse; margin-top: 4mm }
td { border-bottom: .3mm solid #EADFC8; padding: 1.6mm }
td:last-child { width: 14mm; border: .4mm solid #5B6488 }
.sign td { border: 0; border-bottom: .4mm solid #5B6488; height: 12mm }
"""


def document(book: Book, chosen: Iterable[Playable], alt: Callable[[Picture], str]) -> str:
    """The HTML document. `alt` puts a picture into words."""
    parts = "".join(_section(book, each, alt) for each in chosen)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Think then Click: for review</title>'
        f"<style>{STYLE}</style></head><body>{parts}</body></html>\n"
    )


def _section(book: Book, taught: Playable, alt: Callable[[Picture], str]) -> str:
    lines = [f"<h1>{escape(taught.title)}</h1>"]
    about = [taught.key_stage.upper(), f"about {taught.minutes} minutes", f"id {taught.id}"]
    lines += [_p(" · ".join(about), "about"), _p(taught.aim, "about")]
    lines += [_rule(book, rule_id) for rule_id in taught.rules]
    if taught.teacher_note:
        lines.append(_p(f"For the teacher: {taught.teacher_note}", "about"))
    match taught:
        case Lesson():
            for number, step in enumerate(taught.steps, 1):
                lines += _step(book, taught.key_stage, number, step, alt)
        case Story():
            lines += _story(book, taught, alt)
        case CheckIn():
            lines += _check_in(book, taught, alt)
    return f"<section>{''.join(lines)}{_signing()}</section>"


def _step(book: Book, key_stage: str, number: int, step: Step, alt: Callable[[Picture], str]) -> Iterator[str]:
    yield f"<h2>{number}. {escape(step.id.replace('-', ' '))} <span class=about>({step.step})</span></h2>"
    yield _p(alt(step.picture), "picture")
    yield _p(step.say)
    match step:
        case Tell():
            if step.rule:
                yield _rule(book, step.rule)
            if step.then_say:
                yield _p(step.then_say)
        case Choose():
            yield _p(f"Think: {step.think}" + (f" Clue: {step.clue}" if step.clue else ""))
            for answer in step.answers:
                then = [answer.named or "", *answer.depends_on, answer.say, alt(step.consequence(answer))]
                yield _choice(answer.label, answer.kind, answer.misconception, then)
        case GiveReason():
            yield _p(step.ask)
            for reason in step.reasons:
                yield _choice(reason.label, reason.kind, reason.misconception, [reason.say])
        case Sort():
            yield _p(f"Think: {step.think}")
            names = {bucket.id: bucket.label for bucket in step.buckets}
            for card in step.cards:
                yield _choice(card.label, "", card.misconception, [f"→ {names.get(card.goes_in, 'either')}", card.say])
        case Spot():
            yield _p(f"Hint: {step.hint}")
            for place in step.places:
                yield _choice(place.label, "", None, [place.say, f"Hint: {place.hint}" if place.hint else ""])
            yield _p(step.named)
        case Order():
            yield _p(f"Think: {step.think}")
            for turn, ordered in enumerate(step.cards, 1):
                yield _choice(f"{turn}. {ordered.label}", "", ordered.misconception, [ordered.say])
            yield _p(step.named)
        case Make():
            yield _p(f"Think: {step.think}")
            for slot in step.slots:
                yield _p(slot.label)
            for part in step.parts:
                yield _choice(part.label, part.kind, part.misconception, [part.say or ""])
            yield _p(step.named)
        case SayIt():
            yield _p(f"“{step.sentence}”", "rule")
        case Recap():
            yield _rule(book, step.rule)
            yield _p(book.lines[step.safeguarding].for_(key_stage))
            for intent in step.i_will:
                yield _choice(intent.label, "", None, [])


def _story(book: Book, story: Story, alt: Callable[[Picture], str]) -> Iterator[str]:
    names = {node.id: node.short for node in story.nodes} | {
        ending.id: f"Ending {number}" for number, ending in enumerate(story.endings, 1)
    }
    for node in story.nodes:
        first = " (it begins here)" if node.id == story.start else ""
        yield f"<h2>{escape(node.short)}{first}</h2>"
        yield _p(alt(node.picture), "picture")
        yield _p(node.say)
        yield _p(_felt(node.feelings), "about")
        yield _p(f"Think: {node.think}")
        for choice in node.choices:
            then = [choice.named or "", f"→ {names[choice.goes_to]}"]
            yield _choice(choice.label, choice.kind, choice.misconception, then)
        if node.rewind_to:
            yield _p(f"Go back is offered, to: {names[node.rewind_to]}", "about")
    for ending in story.endings:
        yield f"<h2>{names[ending.id]} <span class=about>({ending.mood})</span></h2>"
        yield _p(alt(ending.picture), "picture")
        yield _p(ending.say)
        yield _p(_felt(ending.feelings), "about")
        yield _p(book.lines[ending.safeguarding].for_(story.key_stage))


def _check_in(book: Book, check_in: CheckIn, alt: Callable[[Picture], str]) -> Iterator[str]:
    line = book.lines[check_in.safeguarding].for_(check_in.key_stage)
    yield _p(alt(check_in.opening.picture), "picture")
    yield _p(check_in.opening.say)
    for number, idea in enumerate(check_in.ideas, 1):
        for letter, form in (("A", idea.form_a), ("B", idea.form_b)):
            yield f"<h2>{number}. {escape(idea.id.replace('-', ' '))} <span class=about>(form {letter})</span></h2>"
            yield _p(alt(form.picture), "picture")
            yield _p(f"{form.say} {form.question}")
            yield _p(f"Think: {form.think}")
            for option in form.options:
                yield _choice(option.label, option.kind, option.misconception, [alt(option.picture)])
    for heading, page in (("The end, the first time", check_in.closing), ("The second time", check_in.what_helps)):
        yield f"<h2>{heading}</h2>"
        yield _p(alt(page.picture), "picture")
        yield _p(page.say)
        yield _p(line)


def _felt(feelings: object) -> str:
    assert isinstance(feelings, dict)
    return ", ".join(f"{name.title()}: {feeling}" for name, feeling in feelings.items())


def _choice(label: str, kind: str, misconception: str | None, then: Iterable[str]) -> str:
    told = (
        f" <span class=kind>({KINDS.get(kind, kind)}{f': {misconception}' if misconception else ''})</span>"
        if kind
        else ""
    )
    lines = "".join(_p(line) for line in then if line)
    return f'<div class="choice {kind}"><b>{escape(label)}</b>{told}{lines}</div>'


def _rule(book: Book, rule_id: str) -> str:
    return _p(book.rules[rule_id].wording, "rule")


def _p(text: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{escape(text)}</p>" if text else ""


def _signing() -> str:
    rows = "".join(f"<tr><td>{number}. {escape(line)}</td><td></td></tr>" for number, line in enumerate(CHECKLIST, 1))
    return (
        f"<h2>For the safeguarding lead</h2><table>{rows}</table>"
        "<table class=sign><tr><td>Read by</td><td>Date</td><td>To be read again by</td></tr></table>"
    )
