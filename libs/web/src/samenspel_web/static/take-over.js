// What somebody told before is not typed again: beside each part of the fragment comes a button that
// puts its words in a field. Without scripts the words stand there to be read.
"use strict";
const place = document.querySelector("[data-take-over]");
const fields = JSON.parse(place.dataset.takeOver);

const takeOver = (part, field) => {
  const words = [...part.querySelectorAll("p")].map((each) => each.textContent).join("\n");
  if (!field.value.includes(words)) {
    field.value = [field.value.trim(), words].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  (field.closest(".field") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
};

const offer = () => {
  for (const part of place.querySelectorAll("[data-part]:not([data-offered])")) {
    const field = document.getElementById(fields[part.dataset.part]);
    if (!field) continue;
    part.dataset.offered = "yes";
    const label = document.querySelector(`label[for="${field.id}"]`).textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = place.dataset.label.replace("#", label);
    button.addEventListener("click", () => takeOver(part, field));
    part.append(button);
  }
};
new MutationObserver(offer).observe(place, { childList: true, subtree: true });
offer();
