// Small comforts on top of pages that work without them.
"use strict";

// A page that comes back with errors starts at the list of what is wrong.
document.querySelector("[data-focus]")?.focus();

// A link in that list leads to the field itself, with its label in view.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});

// A second press on the same button sends nothing: the first is on its way.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Long answers say how much room is left; read aloud only after a pause in typing.
for (const count of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(count.dataset.countFor);
  const limit = Number(field.dataset.maxLength);
  let pause;
  const tell = () => {
    const left = limit - field.value.length;
    const { left: room, over } = count.dataset;
    count.textContent = (left >= 0 ? room : over).replace("#", Math.abs(left));
    count.classList.toggle("field__count--over", left < 0);
  };
  field.addEventListener("input", () => {
    tell();
    clearTimeout(pause);
    pause = setTimeout(() => count.setAttribute("role", "status"), 1000);
  });
  if (field.value) tell();
}

// A fragment that leads elsewhere (the session is over) leaves its link standing.
document.addEventListener("htmx:before:swap", (event) => {
  if (event.detail.ctx?.response?.raw?.redirected) event.preventDefault();
});

// A fragment whose service is away says so; the rest of the page is as it was.
const tellAway = (event) => {
  const told = event.target.closest?.(".slot")?.querySelector("[data-text]");
  if (told) told.textContent = told.dataset.text;
};
document.addEventListener("htmx:response:error", tellAway);
document.addEventListener("htmx:error", tellAway);

// An open menu closes at Escape, and when one goes elsewhere.
const closeMenus = (but) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]"))
    if (!menu.contains(but)) menu.open = false;
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
