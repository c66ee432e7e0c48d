// Keeps what is being typed in a form with `data-draft` as a draft on the server.
"use strict";

const PAUSE_MILLISECONDS = 2000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const told = form.querySelector("[data-draft-told]");
  let waiting;
  let changed = false;

  const keep = async () => {
    clearTimeout(waiting);
    if (!changed || form.dataset.sent) return;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    const request = { method: "POST", body, keepalive: true, redirect: "manual" };
    try {
      const answer = await fetch(form.dataset.draft, { ...request, headers: { "HX-Request": "true" } });
      const known = answer.ok || answer.status === 422;
      told.textContent = known ? await answer.text() : told.dataset.failed;
    } catch {
      changed = true;
      told.textContent = told.dataset.failed;
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE_MILLISECONDS);
  });
  document.addEventListener("session:ending", keep);
  // Another button of the page, such as that to log out, waits until the draft is kept.
  document.addEventListener("submit", async (event) => {
    if (event.target === form || !changed) return;
    event.preventDefault();
    await keep();
    delete event.target.dataset.sent;
    changed = false;
    event.target.requestSubmit(event.submitter);
  });
  window.addEventListener("pagehide", keep);
}
