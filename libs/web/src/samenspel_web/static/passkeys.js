// Passkeys: asks the device for one, puts its answer in the form, and sends the form.
"use strict";

const canParse = (name) => typeof window.PublicKeyCredential?.[name] === "function";

const ask = {
  async create(options) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  },
  async get(options) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return navigator.credentials.get({ publicKey });
  },
};

async function signed(place, form) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  const answer = await fetch(place.dataset.passkeyOptions, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  const credential = await ask[place.dataset.passkey](await answer.json());
  return JSON.stringify(credential.toJSON());
}

for (const place of document.querySelectorAll("[data-passkey]")) {
  const form = place.closest("form");
  const offer = place.closest("[data-passkey-offer]");
  const failed = offer.querySelector("[data-passkey-failed]");
  const works = canParse("parseCreationOptionsFromJSON") && canParse("parseRequestOptionsFromJSON");
  offer.hidden = !works;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = await signed(place, form);
      form.submit();
    } catch {
      failed.hidden = false; // cancelled, or no passkey here: the other way in remains
    }
  });
}
