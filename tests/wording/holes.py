"""What must never be seen in a letter, looked for in plain ways that share nothing with the code that writes it."""

import re

SIGNS = {
    "a missing value": r"\bNone\b|\bundefined\b|\bAbsent\b",
    "template code": r"[{}]|%\}|\{%",
    "a control character": r"[\x00-\x09\x0b-\x1f\x7f]",
    "two blanks": r"[^\S\n]{2}",
    "a blank at the end of a line": r"[^\S\n]\n",
    "a blank before a stop": r"\s[,.;:?!](?:\s|$)",
    "two stops": r"(?<!\.)\.\.(?!\.)|,,|;;|[,;:]\.|\?\.|!\.|\.,|\.;",
    "an unfilled gap": r"…|\[[A-Z]|___|XXX",
    "a doubled word": r"\b(the|a|to|of|about|is|that|for|on|in|and|with)\s+\1\b",
    "a doubled noun": r"\b(role role|interview interview|position role|post role)\b",
    "an article before a capital vowel sound": r"\ba [AEIO][a-z]",
    "a day that goes stale": r"\b(today|yesterday|tomorrow)\b",
}


def holes(subject: str, body: str, *, signed: str) -> list[str]:
    """Every sign of a hole in a letter, said in words; none for a letter that is whole."""
    found = [
        f"{what}: {match[0]!r}" for what, sign in SIGNS.items() if (match := re.search(sign, f"{subject}\n{body}"))
    ]
    greeting, *paragraphs, sign_off = body.rstrip("\n").split("\n\n")
    if not re.fullmatch(r"(Dear|Hello)\b.*[^\s,],|Hello,", greeting):
        found.append(f"greeting: {greeting!r}")
    if not sign_off.split("\n")[-1].strip() or signed not in sign_off:
        found.append(f"sign-off: {sign_off!r}")
    for paragraph in paragraphs:
        if not re.match(r"[“\"'(]?[A-Z0-9À-Þ]", paragraph):
            found.append(f"a small beginning: {paragraph[:30]!r}")
        if not re.search(r"[.?!][”\"')]?$", paragraph):
            found.append(f"an unfinished sentence: {paragraph[-30:]!r}")
        found += [
            f"a small beginning: {match[0]!r}" for match in re.finditer(r"(?<![A-Z]\.)(?<=[.?!]) [a-z]\w*", paragraph)
        ]
    if not body.endswith("\n") or body.endswith("\n\n"):
        found.append("the end of the letter")
    if not 1 <= len(subject) <= 60 or subject.strip() != subject:
        found.append(f"subject: {subject!r}")
    return found
