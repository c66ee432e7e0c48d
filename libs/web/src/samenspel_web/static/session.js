// Warns before the session ends, lets one stay, and leaves the page when it is over.
"use strict";

const session = document.getElementById("session");
const WARN_SECONDS = 120;
const RENEWABLE_SECONDS = 900; // before that, asking does not make the session longer
const TYPED_RECENTLY_SECONDS = 300;
const tabs = new BroadcastChannel("samenspel-session");
let endsAt = 0;
let lastTyped = 0;

const secondsLeft = () => (endsAt - Date.now()) / 1000;

// The same session is open in other tabs: the one that asked last knows how long it lasts.
const lastsFor = (seconds, tell = true) => {
  endsAt = Math.max(endsAt, Date.now() + seconds * 1000);
  const time = new Date(endsAt).toLocaleTimeString("nl", { hour: "2-digit", minute: "2-digit" });
  session.querySelector("[data-session-time]").textContent = time;
  if (secondsLeft() > WARN_SECONDS && session.open) session.close();
  if (tell) tabs.postMessage(seconds);
};
tabs.addEventListener("message", (event) => lastsFor(event.data, false));

const leave = () => {
  document.dispatchEvent(new Event("session:ending"));
  location.assign(session.dataset.ended);
};

const stay = async () => {
  const failed = session.querySelector("[data-session-failed]");
  failed.hidden = true;
  try {
    const answer = await fetch(session.dataset.renew, { redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401) leave();
    else if (answer.ok) lastsFor((await answer.json()).seconds);
    else failed.hidden = false;
  } catch {
    failed.hidden = false;
  }
};

const warn = () => {
  session.querySelector("[data-session-draft]").hidden = !document.querySelector("[data-draft]");
  document.dispatchEvent(new Event("session:ending"));
  session.showModal();
};

let asked = 0;
const look = () => {
  const left = secondsLeft();
  const typing = Date.now() - lastTyped < TYPED_RECENTLY_SECONDS * 1000;
  if (left <= -1) leave();
  else if (typing && left < RENEWABLE_SECONDS && Date.now() - asked > 60_000) {
    asked = Date.now();
    stay();
  } else if (left <= WARN_SECONDS && !session.open) warn();
};

document.addEventListener("input", () => { lastTyped = Date.now(); });
session.querySelector("button").addEventListener("click", stay);
session.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
lastsFor(Number(session.dataset.seconds));
setInterval(look, 1000);
document.addEventListener("visibilitychange", look);
