"""What a browser tells of a page: what goes wrong in it, where its parts stand, what shifts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({type: 'layout-shift', buffered: true});
"""

# Whatever is wider than the window, unless it can be scrolled in a part of its own.
WIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility({visibilityProperty: true}) || one.closest('.unseen, .skip')) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || (box.right <= width + 1 && box.left >= -1)) continue;
    let up = one.parentElement;
    while (up && getComputedStyle(up).overflowX === 'visible') up = up.parentElement;
    const cut = up && up !== document.documentElement && up !== document.body;
    const named = `${one.tagName}.${one.getAttribute('class') ?? ''} ${Math.round(box.right)}`;
    if (!cut) found.push(`${named} ${one.textContent.trim().slice(0, 40)}`);
  }
  return found.slice(0, 6);
}"""

# Pieces of text that stand on one another, as far as they can be seen. A line's box is taller than
# its letters: the middle counts. The tray floats over what can be scrolled, as it should.
OVERLAPPING = """() => {
  const boxes = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, up = node.parentElement;
    const apart = '.unseen, .skip, .tray, option, svg, script, [hidden]';
    if (!node.data.trim() || up.closest(apart)) continue;
    if (!up.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const panes = [];
    for (let one = up; one !== document.body; one = one.parentElement)
      if (getComputedStyle(one).overflow !== 'visible') panes.push(one.getBoundingClientRect());
    for (const {left, right, top, bottom} of range.getClientRects()) {
      const cut = (bottom - top) * .22;
      const box = {node, left: left + 1, right: right - 1, top: top + cut, bottom: bottom - cut};
      for (const pane of panes) {
        box.left = Math.max(box.left, pane.left); box.right = Math.min(box.right, pane.right);
        box.top = Math.max(box.top, pane.top); box.bottom = Math.min(box.bottom, pane.bottom);
      }
      if (box.right > box.left && box.bottom > box.top) boxes.push(box);
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const found = new Set();
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom; j++) {
      const a = boxes[i], b = boxes[j];
      if (a.node !== b.node && a.left < b.right && b.left < a.right)
        found.add(`${a.node.data.trim().slice(0, 40)} | ${b.node.data.trim().slice(0, 40)}`);
    }
  }
  return [...found].slice(0, 6);
}"""

# What has the focus: its name, whether that can be seen, whether anything lies over it.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const middle = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
  const points = [...one.getClientRects()].map((r) => [
    middle(r.left, r.right, innerWidth), middle(r.top, r.bottom, innerHeight),
  ]);
  const clear = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one));
  });
  const all = [...document.querySelectorAll('*')];
  const label = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
  return {
    tag: one.tagName.toLowerCase(), name: (label ?? '').trim().replace(/\\s+/g, ' ').slice(0, 60),
    id: one.id, place: all.indexOf(one), outlined, clear,
  };
}"""


@dataclass
class Watched:
    """What went wrong in a window that was not expected."""

    allowed: set[int] = field(default_factory=set)  # statuses that a test brings about
    troubles: list[str] = field(default_factory=list)


def watch(page: Page, address: str) -> Watched:
    """Note errors, dialogs, refusals by the policy, and requests that go to another site."""
    watched = Watched()
    host = urlsplit(address).netloc

    def told(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of" not in message.text:
            watched.troubles.append(f"{page.url}: {message.text}")

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc not in (host, ""):
            watched.troubles.append(f"{page.url} asks {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            watched.troubles.append(f"{response.url} answers {response.status}")

    def opened(dialog: Dialog) -> None:
        watched.troubles.append(f"{page.url} says {dialog.message!r}")
        dialog.dismiss()

    page.on("console", told)
    page.on("request", asked)
    page.on("response", answered)
    page.on("dialog", opened)
    page.on("pageerror", lambda error: watched.troubles.append(f"{page.url}: {error}"))
    return watched


def shifted(page: Page) -> float:
    """Return by how much the page shifted since it was opened, as Cumulative Layout Shift."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")
    return float(page.evaluate("window.shifted"))


def walk(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Press Tab until the page has been left; return what had the focus."""
    seen: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (seen and focused["place"] == seen[0]["place"]):
            break
        seen.append(focused)
    return seen
