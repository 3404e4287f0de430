// What script adds to pages that are complete without it. One small part for each thing.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const store = {
  get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* storage is off */ }
  },
};

// Colours: as the system has them, light, dark.
function themes() {
  const button = $("#theme"), root = document.documentElement;
  const names = { "": "as the system has them", light: "light", dark: "dark" };
  const tell = () => button.setAttribute("aria-label", `Colours: ${names[root.dataset.theme ?? ""]}`);
  button.addEventListener("click", () => {
    const order = ["", "light", "dark"];
    const next = order[(order.indexOf(root.dataset.theme ?? "") + 1) % 3];
    if (next) root.dataset.theme = next; else delete root.dataset.theme;
    try { localStorage.setItem("clew.theme", next); } catch { /* storage is off */ }
    tell();
  });
  tell();
}

// The box: what is typed is completed in a list below it.
function suggestions(form) {
  const box = $("#q", form), list = $("#suggestions", form);
  let at = -1, timer, asked = "";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "suggestions");
  const options = () => $$("[role=option]", list);
  const show = (open) => {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };
  const mark = (place) => {
    at = place;
    options().forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    const one = options()[at];
    if (one) { box.setAttribute("aria-activedescendant", one.id); one.scrollIntoView({ block: "nearest" }); }
    else box.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const typed = asked = box.value;
    if (typed.trim().length < 2) return show(false);
    const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || asked !== typed || document.activeElement !== box) return;
    list.innerHTML = await answer.text();
    show(options().length > 0);
  };
  show(false);
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  box.addEventListener("blur", () => setTimeout(() => show(false), 150));
  form.addEventListener("submit", () => { asked = ""; clearTimeout(timer); show(false); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); }
    if (list.hidden || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    const all = options();
    if (event.key === "Enter") {
      if (at >= 0) { event.preventDefault(); location.href = all[at].dataset.href; }
      return;
    }
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark((at + step + all.length + 1) % (all.length + 1) === all.length ? -1 : (at + step + all.length + 1) % (all.length + 1));
  });
  list.addEventListener("mousedown", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) location.href = one.dataset.href;
  });
}

// What is chosen is applied at once.
function applying() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.id === "ask" && event.target.id !== "q") form.requestSubmit();
    if (event.target.dataset.sends !== undefined) form.requestSubmit();
  });
}

// Years: drag over the bars; the fields say the same and can be typed in.
function histograms() {
  let from = null;
  const year = (figure, event) => {
    const { left, width } = $("svg", figure).getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 0.9999);
    const first = +figure.dataset.first, last = +figure.dataset.last;
    return first + Math.floor(share * (last - first + 1));
  };
  const fill = (a, b) => {
    $("#from").value = Math.min(a, b);
    $("#to").value = Math.max(a, b);
  };
  const paint = (figure, a, b) => {
    const bars = $$("rect", figure), span = (+figure.dataset.last - figure.dataset.first + 1) / bars.length;
    bars.forEach((bar, index) => {
      const low = +figure.dataset.first + index * span;
      const inside = low + span > Math.min(a, b) && low <= Math.max(a, b);
      bar.setAttribute("class", inside ? "in" : "out");
    });
  };
  document.addEventListener("pointerdown", (event) => {
    const figure = event.target.closest?.(".histogram");
    if (!figure || event.button) return;
    from = { figure, year: year(figure, event) };
    event.preventDefault();
    fill(from.year, from.year);
    paint(figure, from.year, from.year);
  });
  document.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = year(from.figure, event);
    fill(from.year, to);
    paint(from.figure, from.year, to);
  });
  document.addEventListener("pointerup", () => {
    if (!from) return;
    from = null;
    $("#ask").requestSubmit();
  });
}

// Kept: a list in this browser, up to the account that may take it along.
const KEPT = "clew.kept", TITLES = "clew.titles", MOST_COMPARED = 6;
function keeping() {
  const tray = $("#tray");
  const show = () => {
    const kept = store.get(KEPT, []);
    $$(".keep").forEach((button) => {
      const on = kept.includes(button.dataset.id);
      button.setAttribute("aria-pressed", String(on));
      (button.firstElementChild ?? button).textContent = on ? "Kept" : "Keep";
    });
    tray.hidden = !kept.length;
    $("#tray-count").textContent = `${kept.length} kept`;
    $("#tray-compare").href = `/compare?${new URLSearchParams(kept.slice(-MOST_COMPARED).map((id) => ["ids", id]))}`;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".keep");
    if (button) {
      const kept = store.get(KEPT, []), id = button.dataset.id;
      store.set(KEPT, kept.includes(id) ? kept.filter((one) => one !== id) : [...kept, id]);
      store.set(TITLES, { ...store.get(TITLES, {}), [id]: button.dataset.title });
      show();
    }
    if (event.target.id === "tray-clear") { store.set(KEPT, []); store.set(TITLES, {}); show(); }
  });
  document.addEventListener("htmx:afterSettle", show);
  show();
}

// Buttons that copy, or open what is folded away: what was opened stays so when the page is changed in place.
function buttons() {
  const set = (opener, open) => {
    $(`#${opener.dataset.opens}`).classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
  };
  const opened = new Set();
  document.addEventListener("click", async (event) => {
    const copier = event.target.closest("[data-copies]");
    if (copier) {
      await navigator.clipboard?.writeText($(`#${copier.dataset.copies}`).innerText.trim());
      const before = copier.textContent;
      copier.textContent = "Copied";
      setTimeout(() => { copier.textContent = before; }, 1500);
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const id = opener.dataset.opens;
      if (!opened.delete(id)) opened.add(id);
      set(opener, opened.has(id));
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    $$("[data-opens]").forEach((opener) => set(opener, opened.has(opener.dataset.opens)));
  });
}

// What is folded away and large is fetched when it is opened.
function loading() {
  document.addEventListener("toggle", async (event) => {
    const fold = event.target, path = fold.dataset?.loads;
    if (!path || !fold.open) return;
    delete fold.dataset.loads;
    const answer = await fetch(path).catch(() => null);
    if (answer?.ok) fold.lastElementChild.innerHTML = await answer.text();
  }, true);
}

// Long tables: rows that hold what is typed.
function sifting() {
  document.addEventListener("input", (event) => {
    const id = event.target.dataset?.sifts;
    if (!id) return;
    const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    $$(`#${id} tbody tr`).forEach((row) => {
      row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
      left += !row.hidden;
    });
    const told = $(`#${id}-told`);
    if (told) told.textContent = `${left} shown`;
  });
}

// A picture that is wider than the window begins where its thread does.
function drawings() {
  $$(".drawing").forEach((pane) => {
    const root = $(".clew-root", pane)?.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (!root || pane.scrollWidth <= pane.clientWidth) return;
    pane.scrollLeft += root.left - frame.left - pane.clientWidth / 2;
    pane.scrollTop += root.top - frame.top - pane.clientHeight / 2;
  });
}

// Keys: / to search, j and k through the results, o to open one, s to keep it; a page's own buttons.
function keys() {
  const button = $("#keys");
  let on = store.get("clew.keys", true);
  const tell = () => {
    button.textContent = `Keyboard shortcuts: ${on ? "on" : "off"}`;
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => { on = !on; store.set("clew.keys", on); tell(); });
  tell();
  const step = (by) => {
    const titles = $$(".result .title");
    const here = titles.findIndex((one) => one.closest(".result").contains(document.activeElement));
    const next = titles[Math.min(Math.max(here < 0 && by < 0 ? 0 : here + by, 0), titles.length - 1)];
    next?.focus();
    next?.closest(".result").scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const result = document.activeElement.closest?.(".result");
    const acts = {
      "/": () => { $("#q")?.focus(); $("#q")?.select(); },
      j: () => step(1),
      k: () => step(-1),
      o: () => $(".title", result ?? document.createElement("p"))?.click(),
      s: () => (result ? $(".keep", result) : $(".acts .keep"))?.click(),
    };
    const own = $$("[data-key]").find((one) => one.dataset.key === event.key);
    if (own) { event.preventDefault(); own.click(); return; }
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
}

// What a page answers to a form without being loaded again: where reading goes on, and what went wrong.
function answering() {
  const wrong = $("#wrong");
  if (!wrong) return;
  document.addEventListener("htmx:beforeRequest", () => { wrong.hidden = true; });
  document.addEventListener("htmx:afterSettle", () => $("#question")?.focus());
  document.addEventListener("htmx:responseError", (event) => {
    let told;
    try { told = JSON.parse(event.detail.xhr.responseText); } catch { /* no problem of ours */ }
    wrong.textContent = told?.detail ?? "That did not work; load the page again.";
    wrong.hidden = false;
  });
}

// The page of collections: what this browser keeps, and taking it along into an account.
function keptHere() {
  const place = $("[data-kept]");
  if (!place) return;
  const kept = store.get(KEPT, []), titles = store.get(TITLES, {}), list = $(".kept-list", place), form = $("[data-takes]", place);
  $("[data-none]", place).hidden = kept.length > 0;
  for (const id of kept) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `/r/${encodeURIComponent(id)}`;
    link.textContent = titles[id] ?? id;
    item.append(link);
    list.append(item);
  }
  if (!form) return;
  form.hidden = !kept.length;
  form.elements.ids.value = kept.join(" ");
  form.addEventListener("submit", () => { store.set(KEPT, []); store.set(TITLES, {}); });
}

themes();
keptHere();
$$("#ask").forEach(suggestions);
applying();
histograms();
keeping();
buttons();
loading();
sifting();
drawings();
answering();
keys();
