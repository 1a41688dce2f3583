// Everything here is a convenience: each page works without it.
(() => {
  "use strict";
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  // Leave quickly (after GOV.UK's exit-this-page): first nothing is to be seen, then another page stands in our place.
  const exit = find("[data-leave]");
  const leave = () => {
    const blank = document.createElement("div");
    blank.className = "blank";
    blank.textContent = exit.dataset.leaveNow;
    document.body.replaceChildren(blank);
    document.title = "";
    window.location.replace(exit.href);
  };

  const listenForShift = () => {
    const said = find("[data-leave-said]");
    let presses = 0;
    let since = 0;
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Shift") { presses = 0; return; }
      if (event.repeat) return;
      if (Date.now() - since > 5000) { presses = 0; since = Date.now(); }
      presses += 1;
      if (presses === 3) return leave();
      said.textContent = exit.dataset.leaveMore.replace("{n}", 3 - presses);
    });
  };

  if (exit) {
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    listenForShift();
    // Coming back by the back button shows the page again, not the blank.
    window.addEventListener("pageshow", (event) => { if (event.persisted && find(".blank")) window.location.reload(); });
  }

  // Show the password to the person who types it.
  all("[data-reveal]").forEach((button) => {
    const box = document.getElementById(button.dataset.reveal);
    const words = [button.textContent, button.dataset.revealHide];
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = box.type === "password";
      box.type = shown ? "text" : "password";
      button.textContent = words[Number(shown)];
      button.setAttribute("aria-pressed", shown);
    });
    box.form.addEventListener("submit", () => { box.type = "password"; });
  });

  // Answer a check in place. Whatever goes wrong, the form is sent the plain way.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-check]");
    if (!form || event.defaultPrevented || !window.fetch) return;
    event.preventDefault();
    const id = form.closest("[data-check-block]").id;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(id);
      if (!answer.ok || !fresh) throw new Error("no block");
      document.getElementById(id).replaceWith(fresh);
      const reply = find("[data-reply]", fresh);
      if (reply) reply.focus();
    } catch {
      form.submit();
    }
  });

  // Copy a message to hand on.
  all("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
    });
  });

  // What was typed before we asked whether it is still the same person goes on by itself.
  const carryOn = find("form[data-carry-on]");
  if (carryOn) window.addEventListener("load", () => carryOn.requestSubmit());

  // A button pressed twice sends once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[data-check]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
