"use strict";
// Pictures as files: the SVG of the server, or of the map, drawn at twice its size and saved as PNG. Nothing is sent.
const pictures = (() => {
  const TWICE = 2;
  const save = (blob, name) => {
    const url = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  // The colours are those that the page has now: a picture by itself asks the machine, not the reader.
  const dark = () => {
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme:dark)").matches);
  };
  // Only in its style sheet, which no words of a report can open; parsed here, our own policy would forbid the sheet.
  const coloured = (text) => text.replace(/<style>[^<]*<\/style>/, (style) => (
    style.replaceAll("@media (prefers-color-scheme:dark)", dark() ? "@media all" : "@media not all")
  ));
  const painted = async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = TWICE * image.naturalWidth;
    canvas.height = TWICE * image.naturalHeight;
    const brush = canvas.getContext("2d");
    brush.fillStyle = getComputedStyle(document.body).backgroundColor;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
    if (!blob) throw new Error("too large");
    return blob;
  };
  // `drawn` gives the text of an SVG and the name of its file; `button` has the words that are said then.
  const png = async (drawn, button) => {
    const said = document.getElementById("said");
    said.textContent = "";
    try {
      const { text, file } = await drawn(), name = file.replace(/svg$/, "png");
      save(await painted(coloured(text)), name);
      said.textContent = button.dataset.saved.replace("{name}", () => name);
    } catch {
      said.textContent = button.dataset.failed;
    }
  };
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const [, file] = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"));
    return { text: await answer.text(), file };
  };
  document.querySelectorAll("[data-png]").forEach((button) => button.addEventListener("click", () => {
    png(() => fetched(button.dataset.png), button);
  }));
  return { save, png };
})();
