// Keeps what is typed in a form without an account in this tab, until it was sent.
"use strict";

const START = "kept:";
const SECRET = new Set(["csrf", "idempotency_key"]);

if (document.querySelector("[data-kept-done]")) {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(START)) sessionStorage.removeItem(name);
}

for (const mark of document.querySelectorAll("[data-kept]")) {
  const form = mark.closest("form");
  const name = START + mark.dataset.kept;
  const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden" && !SECRET.has(field.name));

  const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  for (const field of fields()) {
    if (!(field.name in kept)) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = kept[field.name].includes(field.value);
    else if (!field.value) field.value = kept[field.name][0] ?? "";
  }

  form.addEventListener("input", () => {
    const typed = {};
    for (const field of fields()) {
      const given = field.type === "radio" || field.type === "checkbox" ? (field.checked ? [field.value] : []) : [field.value];
      typed[field.name] = (typed[field.name] ?? []).concat(given);
    }
    sessionStorage.setItem(name, JSON.stringify(typed));
  });
}
