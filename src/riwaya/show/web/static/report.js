"use strict";
// The text of a report: what is pressed is told of in the panel. The address says which place that is, so that Back,
// and an address that is passed on, open it again. Without this script a mark is a link to the page with its panel.
const shown = document.querySelector("[data-report]");
const panel = document.getElementById("panel");
const prefix = `#r-${shown.dataset.report}-`;
const part = () => {
  const found = location.hash.startsWith(prefix) ? location.hash.slice(prefix.length) : "";
  return /^[soqtm]\d+$/.test(found) ? found : "";
};
const tell = () => {
  const ref = part();
  panel.classList.toggle("open", ref !== "");
  if (!ref || panel.dataset.ref === ref) return;
  panel.dataset.ref = ref;
  htmx.ajax("GET", `/reports/${shown.dataset.report}/at?ref=${ref}`, { target: "#panel-body", source: "#panel-body" })
    .then(() => { panel.scrollTop = 0; });
};
const press = (ref, mark) => {
  const y = window.scrollY;
  if (part() === ref) tell(); else location.hash = prefix + ref;
  panel.classList.add("open");
  // The mark is where the reader is: nothing moves, unless the panel of a small screen (62vh) would cover it.
  const under = mark.getBoundingClientRect().bottom + window.scrollY - y - innerHeight * 0.36;
  const covered = getComputedStyle(panel).position === "fixed" ? Math.max(0, under) : 0;
  window.scrollTo({ top: y + covered, behavior: "instant" });
};
addEventListener("hashchange", tell);
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const mark = event.target.closest("[data-part]");
  if (mark) {
    event.preventDefault();
    if (mark.closest(".text")) press(mark.dataset.part, mark); else location.hash = prefix + mark.dataset.part;
    return;
  }
  // Words between the marks belong to a statement too: the innermost is named last.
  const words = event.target.closest(".text .content,.text .own");
  if (!words || event.target.closest("a[href]") || !getSelection().isCollapsed) return;
  const named = [...words.classList].filter((name) => /^[so]\d+$/.test(name)).pop();
  if (named) press(named, words);
});
const close = (event) => {
  event.preventDefault();
  panel.classList.remove("open");
  delete panel.dataset.ref;
  if (part()) history.replaceState(null, "", `/reports/${shown.dataset.report}`);
};
panel.querySelector("[data-closes]").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.classList.contains("open") && !document.querySelector("dialog[open]")) close(event);
});
document.addEventListener("DOMContentLoaded", tell);
