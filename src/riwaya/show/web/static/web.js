"use strict";
// What the page needs of a script: choices that are kept, the keyboard, and messages read aloud. Everything else works
// without it.
const keep = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`;
};
// A page is made in one language: another one is asked for anew, where the reader is on it. What was typed stays.
const fields = () => [...document.querySelectorAll(
  "input:not([type=file],[type=hidden],[type=password],[name=theme]),textarea,select",
)];
const held = (field) => (/^(checkbox|radio)$/.test(field.type) ? "checked" : "value");
document.querySelectorAll("[data-language]").forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  keep("riwaya_lang", link.dataset.language);
  sessionStorage.setItem("riwaya_typed", JSON.stringify(fields().map((field) => field[held(field)])));
  location.reload();
}));
const typed = JSON.parse(sessionStorage.getItem("riwaya_typed") ?? "[]");
sessionStorage.removeItem("riwaya_typed");
if (typed.length === fields().length) fields().forEach((field, i) => { field[held(field)] = typed[i]; });
// Who goes back may get a page as it was kept, in the language chosen then.
window.addEventListener("pageshow", () => {
  const chosen = /(?:^|; )riwaya_lang=(ar|en)(?:;|$)/.exec(document.cookie)?.[1];
  if (chosen && chosen !== document.documentElement.lang) location.reload();
});
document.querySelectorAll("input[name=theme]").forEach((input) => input.addEventListener("change", () => {
  keep("riwaya_theme", input.value);
}));

// Keys: / search, j and k from item to item, Enter opens, g and a letter goes to a page, ? says so, Escape closes.
// On a keyboard of other letters a key is known by its place. Whoever speaks to the machine can switch the keys off.
const PATIENCE = 2000;
const used = document.getElementById("keys-used");
if (used) used.checked = !/(?:^|; )riwaya_keys=off/.test(document.cookie);
used?.addEventListener("change", () => keep("riwaya_keys", used.checked ? "on" : "off"));
const named = (event) => {
  if (/^[!-~]$/.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
};
// In the text of a report each statement is an item, at the first of its marks.
const items = () => {
  const met = new Set();
  return [...document.querySelectorAll("[data-item],.text [data-part^=s]")].filter((el) => {
    const part = el.dataset.part;
    if (el.offsetParent === null || met.has(part ?? el)) return false;
    met.add(part ?? el);
    return true;
  });
};
const step = (by) => {
  const all = items();
  if (!all.length) return;
  const at = all.findIndex((el) => el.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  const open = "a[href],button,summary,[tabindex]";
  const target = next.matches(open) ? next : next.querySelector(open) || next;
  if (target === next && !next.matches(open)) next.tabIndex = -1;
  target.focus();
  next.scrollIntoView({ block: "nearest" });
};
const show = (id) => {
  const dialog = document.getElementById(id);
  if (!dialog.open) dialog.showModal();
};
const acts = {
  "/": () => document.getElementById("find").focus(),
  "j": () => step(1),
  "k": () => step(-1),
  "?": () => show("keys"),
};
let going = 0;
document.addEventListener("keydown", (event) => {
  const typing = "input:not([type=radio]):not([type=checkbox]),textarea,select,[contenteditable]";
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !used?.checked) return;
  if (event.target.closest(typing) || document.querySelector("dialog[open]")) return;
  const key = named(event);
  if (key.length > 1) return;
  const went = going && event.timeStamp - going < PATIENCE;
  going = !went && key === "g" ? event.timeStamp : 0;
  const link = went && document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  if (link) link.click();
  else if (!going && acts[key]) acts[key]();
  else return;
  event.preventDefault();
});
document.querySelectorAll("[data-opens]").forEach((button) => button.addEventListener("click", () => {
  show(button.dataset.opens);
}));
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
