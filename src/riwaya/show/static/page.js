"use strict";
// The page reads in full without this script: it only adds the filter boxes and tells assistive technology the language.
const root = document.documentElement;
const tell = () => {
  const english = document.getElementById("lang-en").checked;
  root.lang = english ? "en" : "ar";
  root.dir = english ? "ltr" : "rtl";
};
document.querySelectorAll("input[name=lang]").forEach((input) => input.addEventListener("change", tell));
tell();
const fold = (s) => s.toLowerCase().replace(/[\u064b-\u065f\u0640]/g, "").replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
document.querySelectorAll("input[data-filter]").forEach((input) => {
  input.closest(".filter").hidden = false;
  const rows = [...document.querySelectorAll(input.dataset.filter)];
  const words = rows.map((row) => fold(row.textContent));
  input.addEventListener("input", () => {
    const wanted = fold(input.value.trim());
    rows.forEach((row, i) => { row.hidden = wanted !== "" && !words[i].includes(wanted); });
  });
});
