// Everything here is a convenience: each page works without it.
(() => {
  "use strict";
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  // Leave quickly (after GOV.UK's exit-this-page): first nothing is to be seen, then another page stands in our place.
  const exit = find("[data-leave]");
  // Whoever asked for that on this phone is signed out too: at once, or once there is a connection. What is kept goes
  // with it (worker.js).
  const OUT = "leaving signs out"; // "yes"; "due" until it is done
  const { account } = document.documentElement.dataset;
  const out = account && exit && exit.dataset.leaveOut;
  const wish = (value) => {
    try {
      if (value) localStorage.setItem(OUT, value);
      if (value === "") localStorage.removeItem(OUT);
      return localStorage.getItem(OUT);
    } catch { return null; }
  };
  const signOut = (token) => {
    wish("due");
    const body = new URLSearchParams({ csrfmiddlewaretoken: token ? token.value : "" });
    return fetch(out, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => ({}));
  };
  const leave = () => {
    const token = find("[name=csrfmiddlewaretoken]");
    const blank = document.createElement("div");
    blank.className = "blank";
    blank.textContent = exit.dataset.leaveNow;
    document.body.replaceChildren(blank);
    document.title = "";
    window.location.replace(exit.href);
    if (out && wish()) signOut(token);
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
    all("[data-leave-choice]").forEach((label) => {
      const box = find("input", label);
      label.hidden = !out;
      box.checked = wish();
      box.addEventListener("change", () => { box.checked = wish(box.checked ? "yes" : ""); });
    });
    if (wish() === "due") {
      if (account === "") wish("yes");
      else if (out && navigator.onLine) {
        signOut(find("[name=csrfmiddlewaretoken]")).then((said) => { if (said.type === "opaqueredirect") location.reload(); });
      }
    }
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

  // Time worked is told in pieces, "from" and "to" in seconds since the page was opened, and only while the page is in
  // sight and somebody is at it. A form that is sent takes its piece along; without all this the server takes the time
  // between two clicks.
  const tellTime = (form) => {
    const idle = Number(form.elements.opened.dataset.idle);
    const saves = document.documentElement.hasAttribute("data-saver") || (navigator.connection || {}).saveData;
    // A copy that was kept on the phone tells when that was: its mark is from then.
    const opened = Number(document.documentElement.dataset.kept) || Date.now();
    const seconds = () => Math.round((Date.now() - opened) / 1000);
    let touched = seconds();
    let from = document.hidden ? null : touched;

    const start = () => { from = touched = seconds(); };
    const touch = () => {
      if (seconds() - touched > idle) from = seconds();
      touched = seconds();
    };
    const piece = () => {
      const told = { from: from || 0, to: from === null ? 0 : Math.min(seconds(), touched + idle) };
      from = document.hidden ? null : seconds();
      return told;
    };
    const send = () => {
      if (!navigator.onLine) return; // the next click tells it
      const told = piece();
      if (told.to <= told.from) return;
      const { csrfmiddlewaretoken, opened: mark } = form.elements;
      const body = new URLSearchParams({ ...told, opened: mark.value, csrfmiddlewaretoken: csrfmiddlewaretoken.value });
      if (!navigator.sendBeacon || !navigator.sendBeacon(form.dataset.beat, body)) {
        fetch(form.dataset.beat, { method: "POST", body, keepalive: true }).catch(() => {});
      }
    };

    ["pointerdown", "pointermove", "keydown", "scroll"].forEach((name) => {
      document.addEventListener(name, touch, { passive: true });
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? send() : start()));
    window.addEventListener("pagehide", send);
    window.addEventListener("pageshow", (event) => { if (event.persisted) start(); });
    setInterval(send, (saves ? 180 : 60) * 1000);
    document.addEventListener("submit", (event) => {
      if (!event.target.elements.opened) return;
      Object.entries(piece()).forEach(([name, value]) => {
        const box = event.target.elements[name] || event.target.appendChild(document.createElement("input"));
        Object.assign(box, { type: "hidden", name, value });
      });
    }, true);
  };
  const timed = find("form[data-beat]");
  if (timed && timed.elements.opened) tellTime(timed);

  // A reflection is kept nowhere, or on this phone where its writer ticks that; unticked, it is gone from it.
  all("[data-reflection]").forEach((section) => {
    const name = `reflection:${section.dataset.reflection}`;
    const box = find("textarea", section);
    const keep = find("[data-reflection-keep] input", section);
    const where = find("[data-changed]", section);
    const saved = where && where.textContent;
    const tellChange = () => { if (where) where.textContent = box.value === box.defaultValue ? saved : where.dataset.changed; };
    box.addEventListener("input", tellChange);
    let store;
    // What was typed here is newer than what the account has, as far as this phone can know.
    try { store = window.localStorage; box.value = store.getItem(name) || box.value; } catch { return; }
    tellChange();
    keep.checked = store.getItem(name) !== null;
    keep.closest("[data-reflection-keep]").hidden = false;
    const save = () => {
      try {
        if (keep.checked) store.setItem(name, box.value); else store.removeItem(name);
      } catch { keep.checked = false; }
    };
    keep.addEventListener("change", save);
    box.addEventListener("input", save);
  });

  // What this phone keeps of them can go from here as well.
  all("[data-reflections-here]").forEach((section) => {
    const kept = () => Object.keys(window.localStorage).filter((name) => name.startsWith("reflection:"));
    try { section.hidden = !kept().length; } catch { return; }
    find("button", section).addEventListener("click", () => {
      kept().forEach((name) => window.localStorage.removeItem(name));
      section.hidden = true;
    });
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

  // One tap ticks every box of that name; each can be taken off again.
  all("[data-tick-all]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      all(`[name="${button.dataset.tickAll}"]`, button.form).forEach((box) => { box.checked = true; });
    });
  });

  // What was typed before we asked whether it is still the same person goes on by itself.
  const carryOn = find("form[data-carry-on]");
  if (carryOn) window.addEventListener("load", () => carryOn.requestSubmit());

  // A page that was turned begins at its heading, for whoever reads with keys or by ear.
  const TURNED = "porchlight-turned";
  try {
    const heading = sessionStorage.getItem(TURNED) && document.activeElement === document.body && find("h1");
    sessionStorage.removeItem(TURNED);
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    document.addEventListener("submit", (event) => {
      if (event.target.matches("form.turn")) sessionStorage.setItem(TURNED, "yes");
    });
  } catch { /* where nothing can be remembered it begins at its head, as any page */ }

  // A question that was answered is at its own address (offline.js), in the other language too.
  document.addEventListener("submit", (event) => {
    const { at } = history.state || {};
    if (at && event.target.matches(".languages")) event.target.elements.next.value = at;
    // A lesson is not finished while a question on its page is open.
    all("[data-still]").forEach((words) => { words.hidden = !find("form[data-check]"); });
  });

  // Without a connection a form would end on a page of the browser's, and with it what was typed. What can wait on the
  // phone does (offline.js).
  const unsent = find("template[data-no-connection]");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || !unsent || event.defaultPrevented || form.method !== "post") return;
    if (form.matches("[data-offline], [data-sign-out]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    all("[data-unsent]").forEach((note) => note.remove());
    const note = unsent.content.firstElementChild.cloneNode(true);
    note.dataset.unsent = "";
    if (!form.matches(".row")) form.classList.add("stack");
    form.append(note);
    note.focus();
  });

  // A button pressed twice sends once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
