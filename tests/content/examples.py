"""The examples of the teacher's page, and one lesson made of all the kinds of steps that it shows."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "lessons" / "README.md"


def examples() -> list[str]:
    """In their order: the template, one or more of each other kind of step, a scenario."""
    return re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def every_kind() -> str:
    """A KS2 lesson with the id every-kind."""
    template, *others = examples()
    steps = [example for example in others if not re.search(r"^kind:", example, re.MULTILINE)]
    codes = sorted(set(re.findall(r"misconception: (\S+)", "".join(steps))) - {"none"})
    head = (
        'format: 1\nid: every-kind\nkind: lesson\nkey-stage: ks2\ntitle: "Every kind"\nminutes: 9\n'
        f'rules: [ks2-14]\naim: "I can tell."\nmisconceptions: [{", ".join(codes)}]\nsteps:\n'
    )
    _, step, rest = template.partition("  - step: tell\n    id: the-rule")
    told = (step + rest.partition("\n\n")[0]).replace("ks1-2", "ks2-14")
    return head + told + "\n\n" + "\n".join(steps)
