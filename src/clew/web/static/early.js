// Before the page is drawn: say that there is script, and which colours were chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("clew.theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* storage is off */ }
})();
