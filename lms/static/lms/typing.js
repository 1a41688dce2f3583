// While somebody types into a box marked `data-looked-at`: what could tell who a participant is, and in a box that
// others read, what sounds personal. Looked for here alone: no text leaves this page, and nothing is written down.
self.typing = (() => {
  "use strict";
  const PAUSE = 600;
  const find = (selector, inside = document) => inside.querySelector(selector);

  // As it reads: the same as lms/language/identifiers.py.
  const plain = (text) =>
    text.normalize("NFKC").replace(/\p{Cf}/gu, "").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[^\S\n]+/g, " ");

  // `lookedFor` is [[kind, pattern, whether it is sure]]. Each once, in the order of the text.
  const found = (text, lookedFor) => {
    const read = plain(text);
    const taken = new Uint8Array(read.length);
    const all = [];
    lookedFor.forEach(([kind, pattern, isSure]) => {
      for (const match of read.matchAll(new RegExp(pattern, "g"))) {
        const [start, end] = [match.index, match.index + match[0].length];
        if (taken.subarray(start, end).some(Boolean)) continue;
        taken.fill(1, start, end);
        all.push({ start, kind, words: match[0].trim(), isSure });
      }
    });
    return all.sort((one, other) => one.start - other.start);
  };
  const isPersonal = (text, patterns) => patterns.some((pattern) => new RegExp(pattern).test(plain(text)));

  let lookedFor;
  const load = (address) => {
    lookedFor ||= fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
    lookedFor.catch(() => { lookedFor = undefined; }); // there is no connection: the next time
    return lookedFor;
  };

  const watch = (box) => {
    const note = find(`[data-typing-for="${box.id}"]`);
    if (!note) return;
    const [said, personal] = [find("[data-said]", note), find("[data-personal]", note)];
    const kept = new Set(); // what somebody was asked about and keeps
    const say = (words, { asks = false } = {}) => {
      if (said.textContent !== words) said.textContent = words;
      note.classList.toggle("note", Boolean(words));
      if (personal) personal.hidden = !asks;
    };

    const look = async () => {
      const { identifiers, personal: phrases } = await load(note.dataset.lookedFor);
      const here = found(box.value, identifiers);
      const first = here.find((one) => one.isSure) || here[0];
      if (first) return say(note.dataset[first.isSure ? "sure" : "likely"].replace("{words}", first.words));
      const asks = personal && !kept.has(box.value) && isPersonal(box.value, phrases);
      return say(asks ? note.dataset.asks : "", { asks });
    };

    let later;
    box.addEventListener("focus", () => load(note.dataset.lookedFor).catch(() => {}), { once: true });
    box.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(() => look().catch(() => {}), PAUSE);
    });
    if (!personal) return;
    find("[data-keep-it]", personal).addEventListener("click", () => {
      kept.add(box.value);
      say("");
      box.focus();
    });
    find("[data-make-private]", personal).addEventListener("click", () => {
      const other = find(`[name="${note.dataset.private}"]`, box.form);
      const both = [other.value.trim(), box.value.trim()].filter(Boolean).join("\n");
      if (other.maxLength >= 0 && both.length > other.maxLength) return say(note.dataset.full, { asks: true });
      other.value = both;
      box.value = "";
      say(note.dataset.moved);
      return other.focus();
    });
  };

  document.querySelectorAll("[data-looked-at]").forEach(watch);
  return { found, isPersonal };
})();
