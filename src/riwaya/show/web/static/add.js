"use strict";
// Files that are dropped are chosen; what was chosen is listed, and what is too much is said before it is sent.
const form = document.querySelector("[data-adding]");
if (form) {
  form.classList.add("listing");
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  const chosen = form.querySelector("[data-chosen]");
  const row = form.querySelector("template").content.firstElementChild;
  const limit = (name) => Number(form.dataset[name]);
  const human = (bytes) => {
    const power = Math.min(3, Math.floor(Math.log2(bytes || 1) / 10));
    return `${(bytes / 1024 ** power).toFixed(power ? 1 : 0)} ${["bytes", "KB", "MB", "GB"][power]}`;
  };
  const list = () => {
    const files = [...input.files];
    let whole = 0, wrong = files.length > limit("most");
    const rows = files.slice(0, 200).map((file) => {
      const item = row.cloneNode(true);
      item.querySelector("bdi").textContent = file.name;
      item.querySelector("span").textContent = human(file.size);
      item.querySelector("strong").hidden = file.size <= limit("largestFile");
      return item;
    });
    files.forEach((file) => { whole += file.size; wrong ||= file.size > limit("largestFile"); });
    wrong ||= whole > limit("largest") - 2 ** 20;
    chosen.querySelector("ul").replaceChildren(...rows);
    chosen.hidden = !files.length;
    form.querySelector("[data-too-much]").hidden = !wrong;
    form.querySelector("button.main").disabled = wrong;
  };
  input.addEventListener("change", list);
  ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    const held = new DataTransfer();
    [...input.files, ...event.dataTransfer.files].forEach((file) => held.items.add(file));
    input.files = held.files;
    list();
  });
  form.addEventListener("submit", () => { form.querySelector("button.main").disabled = true; });
  // Back shows the form again, as it can be sent.
  window.addEventListener("pageshow", list);
}
