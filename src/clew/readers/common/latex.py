"""LaTeX as it stands in titles and names, turned into plain text."""

from __future__ import annotations

import re
import unicodedata

# An accent's command, with the combining character for it.
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "copyright": "©", "S": "§", "P": "¶", "dots": "…", "ldots": "…",
    "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textasciicircum": "^",
    "textbar": "|", "textunderscore": "_", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_GREEK = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega",
]  # fmt: skip
_SYMBOLS |= {
    (name.capitalize() if case == "CAPITAL" else name): unicodedata.lookup(
        f"GREEK {case} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}"
    )
    for name in _GREEK
    for case in ("SMALL", "CAPITAL")
}
_SYMBOLS |= {"times": "×", "pm": "±", "leq": "≤", "geq": "≥", "approx": "≈", "infty": "∞"}
# Stand for escaped signs while those that mean something are taken away; no text has them.
_KEPT = {"{": "\x01", "}": "\x02", "~": "\x03", "\\": "\x04"}
_SYMBOLS |= {
    "textbraceleft": _KEPT["{"],
    "textbraceright": _KEPT["}"],
    "textasciitilde": _KEPT["~"],
    "textbackslash": _KEPT["\\"],
}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ACCENT = re.compile(
    r"\\(?:([`'^~=.\"])[ ]?|([uvHcdbrk])(?:[ ]+|(?=\{)))"
    r"(?:\{[ ]?(?:\\([ij])[ ]?|([^\W\d_]))[ ]?\}|\\([ij])\b[ ]?|([^\W\d_]))"
)
_SYMBOL = re.compile(rf"\\({'|'.join(sorted(_SYMBOLS, key=len, reverse=True))})(?![A-Za-z])\s?")
# "$\\alpha$", all of whose mathematics is one sign
_ALONE = re.compile(rf"\$(\\(?:{'|'.join(sorted(_SYMBOLS, key=len, reverse=True))}))\$")
_ESCAPED = re.compile(r"\\([&%$#_{}, ])")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]{1,40}\*?[ ]?|[-/\\@!;:])")
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def from_latex(text: str) -> str:
    """Decode accents and symbols, drop braces and commands but not what they hold.

    Mathematics stays as it is written, save its braces.

    Example: ``r"{\\'E}tude \\emph{of} {NHS} --- caf\\'e"`` → ``"Étude of NHS — café"``
    """
    if not any(sign in text for sign in "\\{}~-`'"):
        return text
    # Twice: an accent may sit on what was a symbol, and in braces of its own.
    for _ in range(2):
        text = _ACCENT.sub(_accented, text)
    text = _ALONE.sub(r"\1{}", text)
    text = _SYMBOL.sub(lambda match: _SYMBOLS[match[1]], text)
    text = _ESCAPED.sub(lambda match: _KEPT.get(match[1], match[1]), text)
    text = _COMMAND.sub("", text).replace("~", " ")
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    text = text.replace("{", "").replace("}", "")
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return text


def _accented(match: re.Match[str]) -> str:
    accent = _ACCENTS[match[1] or match[2]]
    letter = match[3] or match[4] or match[5] or match[6]
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + accent)
