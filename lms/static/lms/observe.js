// Marks of an observed role-play: each tap is kept on this phone until the server has it, and goes out as soon as there
// is a connection, in any order and however often (assessments/roleplay/observed/taps.py). No name is ever among them.
(() => {
  "use strict";
  const { account } = document.documentElement.dataset;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const place = find("[data-observe]");
  if (!account || !place) return;
  const { observe: id, marks: address, hello } = place.dataset;
  const NAME = `observe:${id}:${account}`; // two who share a phone may look at the same play
  const BATCH = 100;

  // ---- What waits: {key: mark}, the last tap of each key ----

  let memory = { account, address, marks: {} }; // where this phone keeps nothing
  let keeps = true;
  const load = () => {
    if (!keeps) return memory;
    try {
      const found = JSON.parse(localStorage.getItem(NAME));
      return found && found.account === account ? found : { account, address, marks: {} };
    } catch { return memory; }
  };
  const store = (entry) => {
    memory = entry;
    try {
      if (Object.keys(entry.marks).length) localStorage.setItem(NAME, JSON.stringify(entry));
      else localStorage.removeItem(NAME);
    } catch { keeps = false; }
  };
  const waits = () => Object.values(load().marks);
  const put = (mark) => {
    const entry = load();
    store({ ...entry, marks: { ...entry.marks, [mark.key]: mark } });
  };
  const forget = (ids) => {
    const entry = load();
    const left = Object.entries(entry.marks).filter(([, mark]) => !ids.includes(mark.id));
    store({ ...entry, marks: Object.fromEntries(left) });
  };

  // ---- What is said of it, always in sight ----

  const bar = find("[data-said]");
  const said = (words) => { if (bar && bar.textContent !== words) bar.textContent = words; };
  const say = (how) => { if (bar) said(bar.dataset[how]); };
  const tell = (how) => say(waits().length ? how || (keeps ? "waits" : "noPlace") : "saved");

  // ---- Sending ----

  const post = (token, marks) =>
    waiting.ask(load().address || address, {
      method: "POST",
      redirect: "manual", // to the sign-in
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ account, marks }),
    });

  // Where somebody else, or nobody, is signed in by now, nothing goes out.
  let token = (find("[name=csrfmiddlewaretoken]") || {}).value;
  const renewed = async () => {
    const who = await waiting.hello(hello);
    if (who.account !== account) throw new Error("somebody else");
    token = who.token;
  };

  const sendSome = async () => {
    const marks = waits().slice(0, BATCH);
    if (!token) await renewed();
    let answer = await post(token, marks);
    if (answer.status === 403) { await renewed(); answer = await post(token, marks); }
    if (answer.type === "opaqueredirect") throw Object.assign(new Error("nobody"), { how: "signedOut" });
    const told = await answer.json();
    if (answer.ok) return forget([...told.kept, ...told.refused]);
    if (answer.status === 404 || told.signed) forget(marks.map((mark) => mark.id));
    throw Object.assign(new Error("refused"), { sentence: told.sentence });
  };

  let sending = null;
  let later;
  let pause = 2000;
  const sendAll = async () => {
    let why = {};
    clearTimeout(later);
    const slow = setTimeout(() => tell(), 1500); // what is saved at once is not worth a word
    try {
      while (waits().length) await sendSome();
      pause = 2000;
    } catch (error) {
      why = error;
      // "Online" is said before much comes through: it is tried again, less and less often.
      if (navigator.onLine && waits().length) later = setTimeout(flush, (pause = Math.min(pause * 2, 60000)));
    }
    clearTimeout(slow);
    sending = null;
    if (why.sentence) said(why.sentence); else tell(why.how);
    return !waits().length;
  };
  const flush = () => { sending ||= sendAll(); return sending; };

  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && waits().length) flush(); });

  // ---- Before signing: nothing may be left behind ----

  const left = find("[data-left]");
  if (left) {
    const check = async () => {
      if (!waits().length) return true;
      left.hidden = false;
      if (!(await flush())) return false;
      const typed = all("textarea, :checked", place).some((box) => box.value);
      if (typed) left.hidden = true; else location.reload(); // to look over all of it
      return true;
    };
    window.addEventListener("online", check);
    place.addEventListener("submit", (event) => {
      if (!waits().length) return;
      event.preventDefault();
      event.stopPropagation();
      check().then((sent) => { if (!sent) left.focus(); });
    });
    check();
    return;
  }

  // ---- Marking ----

  const rank = ([, stamp, mark], [, other, its]) => stamp - other || (mark < its ? -1 : Number(mark > its));
  const state = JSON.parse(find("#kept-marks").textContent);
  const merge = (mark) => {
    const now = [mark.value, mark.stamp, mark.id];
    if (!state[mark.key] || rank(now, state[mark.key]) > 0) state[mark.key] = now;
  };
  waits().forEach(merge);

  const key = () =>
    [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const mark = (name, value) => {
    const last = Math.max(0, ...Object.values(state).map(([, stamp]) => stamp));
    const made = { key: name, value, stamp: Math.max(Date.now(), last + 1), id: key() };
    put(made);
    merge(made);
    show();
    flush();
  };

  const began = performance.timeOrigin - Number(place.dataset.elapsed) * 1000;
  const seconds = () => Math.min(Math.max(0, Math.round((Date.now() - began) / 1000)), 86400);
  const clock = (at) => `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;
  const list = find("[data-moments]");
  const standing = () =>
    Object.entries(state)
      .filter(([name, [value]]) => name.startsWith("m:") && value)
      .sort(([, [one, first]], [, [other, second]]) => one.at - other.at || first - second);

  const row = (name, { at, about }) => {
    const made = find("[data-moment]").content.firstElementChild.cloneNode(true);
    made.dataset.key = find("button", made).value = name;
    find("[data-clock]", made).textContent = clock(at);
    const what = find("[data-what]", made);
    what.textContent = about || what.dataset.other;
    find("[data-which]", made).textContent = `${clock(at)} ${about}`;
    return made;
  };
  const show = () => {
    all("input[type=radio]", place).forEach((box) => {
      box.checked = Boolean(state[box.name]) && String(state[box.name][0]) === box.value;
    });
    const found = standing();
    const names = found.map(([name]) => name);
    all("li", list).forEach((line) => { if (!names.includes(line.dataset.key)) line.remove(); });
    found.forEach(([name, [value]], number) => {
      if (!all("li", list).some((line) => line.dataset.key === name)) list.insertBefore(row(name, value), list.children[number] || null);
    });
  };

  const go = async (where) => {
    if (await flush() && navigator.onLine) location.assign(place.dataset[where]);
    else say(waits().length && navigator.onLine ? "waits" : "offline");
  };

  place.addEventListener("change", (event) => {
    const { name, value, type } = event.target;
    if (type === "radio") mark(name, /^[1-4]$/.test(value) ? Number(value) : value);
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (button.name === "moment") {
      if (standing().length >= Number(place.dataset.most)) return say("full");
      mark(`m:${key()}`, { at: seconds(), about: button.dataset.about });
    } else if (button.name === "away") {
      mark(button.value, null);
      find("#moments").focus();
    } else if (button.name === "next") go(button.value);
    else flush();
  });

  find("[data-plain]", place).hidden = true;
  find("[data-bar]").hidden = false;
  show();
  tell();
  if (waits().length) flush();
})();
