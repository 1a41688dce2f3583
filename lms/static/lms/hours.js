// Shifts that wait on this phone: each is shown, can be opened again in the form, or deleted. offline.js sends them.
(() => {
  "use strict";
  const root = document.documentElement;
  const { account, kept } = root.dataset;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const form = find("form[data-shift]");
  const list = find("[data-waiting-shifts]");
  if (!account || !self.indexedDB || !list) return;

  const ADDED = new URL(list.dataset.address, location.href).pathname;
  const OPENED = "#waiting-";
  const told = (entry) => Object.fromEntries(entry.fields);
  const shifts = async () => (await waiting.of(account)).filter((entry) => new URL(entry.url).pathname === ADDED);

  const when = ({ day, start, end }) => {
    const moment = new Date(`${day}T${start}`);
    if (Number.isNaN(moment.getTime())) return `${day} ${start}`;
    const from = moment.toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short" });
    return `${from} – ${new Date(`${day}T${end}`).toLocaleTimeString(root.lang, { timeStyle: "short" })}`;
  };

  const line = (entry) => {
    const row = find("[data-waiting-shift]", list).content.firstElementChild.cloneNode(true);
    find("[data-when]", row).textContent = when(told(entry));
    if (entry.refused) find("[data-why]", row).textContent = entry.refused;
    find("[data-open]", row).href = `${entry.url}${OPENED}${entry.number}`;
    find("[data-delete]", row).addEventListener("click", async () => {
      await waiting.remove(entry);
      if (form && form.dataset.replaces === String(entry.number)) location.assign(ADDED);
      else show();
    });
    return row;
  };

  let before = 0;
  const show = async () => {
    const found = await shifts();
    list.querySelectorAll("li").forEach((row) => row.remove());
    find("ul", list).append(...found.map(line));
    list.hidden = !found.length;
    // What has been sent stands in the list of shifts from now on.
    if (!form && found.length < before && navigator.onLine) location.reload();
    before = found.length;
  };

  // What waits comes back into the form as it was chosen.
  const open = async () => {
    const number = location.hash.startsWith(OPENED) && Number(location.hash.slice(OPENED.length));
    const entry = number && (await shifts()).find((one) => one.number === number);
    if (!entry) return;
    form.dataset.replaces = number;
    form.action = `${entry.url}${OPENED}${number}`;
    if ("answered" in form.dataset) return; // the server has looked at it, and asks
    const fields = told(entry);
    [...form.elements].forEach((box) => {
      if (box.type === "hidden" || !box.name || box.matches("button")) return;
      if (box.matches("[type=radio], [type=checkbox]")) box.checked = fields[box.name] === box.value;
      else if (box.name in fields) box.value = fields[box.name];
    });
    form.querySelectorAll("details").forEach((part) => { part.open = true; });
    const said = find("[data-opened]");
    if (!entry.refused) return;
    Object.assign(said, { textContent: entry.refused, hidden: false });
    said.focus();
  };

  // A copy says what day it was when it was kept, and has no place for words that would be lost.
  const renew = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    form.elements.day.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    form.querySelectorAll("[data-not-kept]").forEach((box) => { box.closest(".field").hidden = true; });
  };

  document.addEventListener("porchlight:waiting", show);
  window.addEventListener("hashchange", () => { if (location.hash.startsWith(OPENED)) location.reload(); });
  if (form) {
    find("[data-notes-stay]").hidden = false;
    if (kept) renew();
    open();
  }
  show();
})();
