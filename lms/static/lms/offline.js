// What a learner does without a connection: forms marked `data-offline` wait on this phone (waiting.js), lessons can be
// kept on it (worker.js opens them). Without this file each form is sent the plain way.
(() => {
  "use strict";
  const root = document.documentElement;
  const { account } = root.dataset; // "" is a stranger; none where the page does not know who looks at it
  const { hello, worker, plain } = document.currentScript.dataset;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const keptAt = Number(root.dataset.kept) || 0;
  const canKeep = Boolean(self.caches && navigator.serviceWorker && account);
  const MINE = `porchlight/${account}/`;
  if (!self.indexedDB || account === undefined) return;

  const fill = (element, words) => {
    element.textContent = element.dataset.words.replace(/{(\w+)}/g, (_all, name) => words[name]);
  };
  const spoken = `${root.lang.slice(0, 2)}-US`; // 0.3 MB, in Spanish too
  const megabytes = (bytes) => (bytes / 1e6).toLocaleString(spoken, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const age = (moment) => {
    const minutes = Math.round((moment - Date.now()) / 60000);
    const says = new Intl.RelativeTimeFormat(spoken, { numeric: "auto" });
    if (minutes > -60) return says.format(minutes, "minute");
    return minutes > -1440 ? says.format(Math.round(minutes / 60), "hour") : says.format(Math.round(minutes / 1440), "day");
  };

  // A site that installed us may have a worker of its own.
  const ours = async () => {
    const found = canKeep && (await navigator.serviceWorker.getRegistration());
    const script = found && found.active && new URL(found.active.scriptURL);
    return script && script.pathname === worker ? found : null;
  };

  // ---- What waits ----

  const saved = find("[data-saved]");
  const say = (how) => { if (saved) saved.textContent = saved.dataset[how]; };

  // What was chosen, and what was written beside it (`data-not-kept`), which never waits on a phone. A form with another
  // box to write in is sent the plain way (null).
  const CHOSEN = "[type=hidden], [type=radio], [type=checkbox], [type=submit], button, select, fieldset, output";
  const PICKED = "[type=date], [type=time], [type=number]";
  const fieldsOf = (form, button) => {
    const written = [...form.elements].filter((field) => !field.matches(`${CHOSEN}, ${PICKED}`));
    if (written.some((field) => !field.matches("[data-not-kept]"))) return null;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    if (button && button.name) fields.push([button.name, button.value]);
    const stays = written.map((field) => field.name);
    return { fields, kept: fields.filter(([name]) => !stays.includes(name)) };
  };

  // As if none of this were here, with the button that was pressed.
  const sendPlain = (form, button) => {
    if (button && button.name) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    }
    form.submit();
  };

  // What was opened again from here is one thing with what it has become.
  const replaceOld = async (form) => {
    if (form.dataset.replaces) await waiting.remove({ number: Number(form.dataset.replaces) });
  };

  const goTo = (address) => {
    const next = new URL(address, location.href);
    const same = next.pathname + next.search === location.pathname + location.search;
    location.assign(next);
    if (same) location.reload();
  };

  // A check as the server shows it now, at its own address where it has one.
  const renew = async (block, next) => {
    const { at } = block.dataset;
    const address = next || at || location.href;
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const fresh = page.getElementById(block.id);
    if (!fresh) return goTo(address);
    if (at) history.replaceState({ at }, "", at);
    // Time is told from when this page was opened.
    const mark = find("form[data-beat] [name=opened]");
    if (mark) all("[name=opened]", fresh).forEach((box) => { box.value = mark.value; });
    block.replaceWith(fresh);
    const reply = find("[data-reply]", fresh);
    if (reply) reply.focus();
  };

  const showWaiting = (id, { url, fields }) => {
    const block = document.getElementById(id);
    const to = `${id} ${Object.fromEntries(fields).option}`;
    const reply = all("template[data-reply-to]").find((one) => one.dataset.replyTo === to);
    const shown = reply ? reply.content.firstElementChild.cloneNode(true) : block;
    if (reply) block.replaceWith(shown);
    shown.dataset.waits = url;
    all("[data-once] :is(fieldset, [type=submit])", shown).forEach((part) => { part.disabled = true; });
    all("[data-saved-word]", shown).forEach((word) => { word.textContent = word.dataset.waits; });
    all("[data-waits-note]", shown).forEach((note) => { note.hidden = Boolean(reply); });
    const said = find(reply ? "[data-reply]" : "[data-waits-note]", shown);
    if (said) said.focus();
  };

  const waits = async (form, entry) => {
    await replaceOld(form);
    await tell();
    say("waits");
    if (form.matches("[data-check]")) showWaiting(form.closest("[data-check-block]").id, entry);
    const registration = await ours();
    if (registration && registration.sync) registration.sync.register("porchlight-waiting").catch(() => {});
    if (form.matches("[data-check]")) return;
    const { next } = form.dataset;
    if (next && canKeep && (await caches.match(next, { ignoreVary: true }))) {
      await remember(new URL(next, location.href));
      return goTo(next);
    }
    const stop = find(next ? "[data-waits-stop]" : "[data-waits-end]");
    if (!stop) return;
    form.hidden = form.matches("[data-once]");
    stop.hidden = false;
    stop.focus();
  };

  const arrived = async (form, next) => {
    await replaceOld(form);
    if (!form.matches("[data-check]")) return goTo(next || form.dataset.next || location.href);
    await renew(form.closest("[data-check-block]"), next);
    say("done");
    refresh(true);
  };

  const deliver = async (entry, form) => {
    const token = form.elements.csrfmiddlewaretoken;
    try {
      if (!keptAt && token) {
        const outcome = await waiting.send({ account, token: token.value }, entry);
        if (outcome.status !== 403) return outcome;
      }
      return await waiting.send(await waiting.hello(hello), entry);
    } catch {
      return { status: 0, said: {} };
    }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-offline]") || event.defaultPrevented || !account) return;
    const told = fieldsOf(form, event.submitter);
    if (!told) return;
    event.preventDefault();
    try {
      const entry = await waiting.keep(account, form.action.split("#")[0], told.kept);
      const { status, said } = await deliver({ ...entry, fields: told.fields }, form);
      if (said.state === "saved") await arrived(form, said.next);
      else if (status === 401) location.reload(); // to the sign-in; the entry goes out after it
      else if ([200, 404, 409].includes(status)) await waiting.remove(entry).then(() => sendPlain(form, event.submitter));
      else await waits(form, entry);
    } catch {
      sendPlain(form, event.submitter);
    }
    delete form.dataset.sent;
  });

  let said = false; // that something waits; the worker may send it
  const tell = async () => {
    const mine = await waiting.of(account);
    if (mine.length) { said = true; say("waits"); }
    const why = [...new Set(mine.map((entry) => entry.refused).filter(Boolean))].join(" ");
    all("[data-waiting]").forEach((box) => {
      box.hidden = !mine.length;
      fill(find("[data-words]", box), { n: mine.length });
      find("[data-waiting-why]", box).textContent = why;
    });
    document.dispatchEvent(new CustomEvent("porchlight:waiting"));
    return mine;
  };

  // "Online" is said before much comes through: it is tried again, less and less often.
  let pause = 2000;
  let later;
  const sendAll = async () => {
    clearTimeout(later);
    const found = await tell();
    if (found.length && navigator.onLine) later = setTimeout(sendAll, (pause = Math.min(pause * 2, 300000)));
    if (!said) return;
    try {
      const who = await waiting.hello(hello);
      if (who.account !== account) return;
      await waiting.send(who);
      const left = (await tell()).map((one) => one.url);
      for (const block of all("[data-check-block][data-waits]")) if (!left.includes(block.dataset.waits)) await renew(block);
      if (left.length) return;
      clearTimeout(later);
      said = false;
      pause = 2000;
      say("done");
      const stopped = all("[data-waits-stop], [data-waits-end]").find((stop) => !stop.hidden);
      if (stopped) goTo(stopped.dataset.then || location.href);
      else refresh(true);
    } catch { /* there is no connection after all: it waits on */ }
  };

  all("[data-waiting]").forEach((box) => {
    find("[data-waiting-send]", box).addEventListener("click", sendAll);
    const deletes = find("[data-waiting-delete]", box);
    if (deletes) deletes.addEventListener("click", async () => {
      for (const entry of await waiting.of(account)) await waiting.remove(entry);
      const names = canKeep ? (await caches.keys()).filter((name) => name.startsWith(MINE)) : [];
      for (const name of names) await (await caches.open(name)).delete("/porchlight-played");
      await tell();
    });
  });

  // Signing out first says what waits, and takes along what is kept.
  all("form[data-sign-out]").forEach((form) => {
    form.addEventListener("submit", async (event) => {
      if (form.dataset.sure) return;
      event.preventDefault();
      const box = find("[data-waiting]", form.parentElement);
      const first = (await tell()).length && box && !box.dataset.told;
      if (!first) await forget(() => false);
      delete form.dataset.sent;
      if (first) {
        box.dataset.told = "yes";
        all("[data-waiting-stays]", box).forEach((words) => { words.hidden = false; });
        box.focus();
      } else if (navigator.onLine) {
        form.dataset.sure = "yes";
        form.requestSubmit();
      } else {
        find("[data-sign-out-later]", form.parentElement).hidden = false;
      }
    });
  });

  // ---- What is kept ----

  const LABEL = "/porchlight-label"; // where a kept lesson says what it is, in its own cache
  const labels = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(MINE));
    const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(LABEL)));
    return Promise.all(found.filter(Boolean).map((label) => label.json()));
  };

  const forget = async (stays) => {
    const names = self.caches ? (await caches.keys()).filter((name) => name.startsWith("porchlight/")) : [];
    for (const name of names) if (!stays(name)) await caches.delete(name);
    const registration = names.length && !names.some(stays) && (await ours());
    if (registration) await registration.unregister();
  };

  const languages = () => all(".languages").forEach((form) => { form.hidden = !navigator.onLine; });

  // One picture instead of a choice: the one that is kept.
  const lighten = (page, width) => {
    all("picture", page).forEach((picture) => {
      const image = find("img", picture);
      const choice = find("source[type='image/webp']", picture) || image;
      const sizes = (choice.getAttribute("srcset") || "").split(",").map((one) => one.trim().split(/\s+/));
      const wanted = sizes.find(([, size]) => size === `${width}w`) || sizes[0];
      if (wanted[0]) image.setAttribute("src", wanted[0]);
      ["srcset", "sizes", "loading"].forEach((name) => image.removeAttribute(name));
      picture.replaceWith(image);
    });
  };

  const get = async (address) => {
    const answer = await fetch(address, { redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer;
  };

  const pageToKeep = async (address, width) => {
    const answer = await get(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    lighten(page, width);
    const parts = all("link[rel=stylesheet], link[rel=icon], script[src], img[src]", page);
    const files = parts.map((part) => new URL(part.getAttribute("href") || part.getAttribute("src"), location.origin));
    const policy = answer.headers.get("Content-Security-Policy");
    const headers = { "Content-Type": "text/html; charset=utf-8", "Kept-At": String(Date.now()) };
    if (policy) headers["Content-Security-Policy"] = policy;
    const html = `<!doctype html>${page.documentElement.outerHTML}`;
    return { files: files.filter((file) => file.origin === location.origin), copy: new Response(html, { headers }) };
  };

  // First all is fetched, then it is put: half a lesson never stands for one.
  const keepLesson = async (told, media) => {
    const found = new Map();
    const files = new Set(told.files);
    for (const { url, copy: address } of [...told.pages, { url: plain, copy: plain }]) {
      const { copy, files: more } = await pageToKeep(address, told.width);
      found.set(url, copy);
      more.forEach((file) => files.add(file.pathname + file.search));
    }
    if (media) told.media.forEach((file) => files.add(file));
    for (const file of files) found.set(file, await get(file));
    const cache = await caches.open(MINE + told.key);
    const start = await cache.match(told.road);
    if (!found.has(told.road)) found.set(told.road, start || Response.redirect(new URL(told.start, location.href)));
    const label = { ...told, media: media ? told.media : [], bytes: told.bytes + (media ? told.media_bytes : 0), with_media: media, at: Date.now() };
    found.set(LABEL, new Response(JSON.stringify(label)));
    for (const [address, answer] of found) await cache.put(address, answer);
    for (const old of await cache.keys()) {
      const { pathname, search } = new URL(old.url);
      if (!found.has(pathname + search)) await cache.delete(old);
    }
  };

  const removeLesson = (key) => forget((name) => name.startsWith(MINE) && name !== MINE + key);

  const refresh = async (changed) => {
    if (keptAt || !canKeep) return;
    for (const label of await labels()) {
      try {
        const answer = await waiting.ask(label.url, { redirect: "error" });
        const told = answer.ok && (await answer.json());
        if (answer.status === 404) await removeLesson(label.key);
        if (told && (changed || told.version !== label.version)) await keepLesson(told, label.with_media);
      } catch { /* what is kept stays as it is, and says how old it is */ }
    }
    await showKept();
  };

  const showKept = async () => {
    const kept = canKeep ? await labels() : [];
    all("[data-kept-lesson]").forEach((line) => {
      const label = kept.find((one) => one.key === line.dataset.keptLesson);
      line.hidden = !label;
      if (label) fill(find("[data-words]", line), { mb: megabytes(label.bytes), age: age(label.at) });
    });
    all("template[data-kept-row]").forEach((row) => {
      row.parentElement.querySelectorAll("li").forEach((line) => line.remove());
      kept.forEach((label) => {
        const line = row.content.firstElementChild.cloneNode(true);
        Object.assign(find("a", line), { href: label.road, textContent: label.title });
        fill(find("[data-words]", line), { mb: megabytes(label.bytes), age: age(label.at) });
        row.parentElement.append(line);
      });
    });
    return kept;
  };

  all("[data-kept-remove]").forEach((button) => {
    button.addEventListener("click", async () => {
      await removeLesson(button.closest("[data-kept-lesson]").dataset.keptLesson);
      await showKept();
      if (section) offer();
    });
  });

  const section = find("[data-keep]");
  const offer = async () => {
    const { keep: url, key } = section.dataset;
    const box = find("[data-keep-offer]", section);
    const kept = await showKept();
    box.hidden = true;
    if (kept.some((label) => label.key === key)) return;
    const told = await (await waiting.ask(url, { redirect: "error" })).json();
    const [button, media] = [find("button", box), find("[data-keep-media]", box)];
    fill(button, { mb: megabytes(told.bytes) });
    media.hidden = !told.media.length;
    fill(find("[data-words]", media), { mb: megabytes(told.media_bytes) });
    box.hidden = false;
    button.onclick = () => keepNow(told, find("input", media).checked, button);
  };

  const keepNow = async (told, media, button) => {
    const said = find("[data-keep-said]", section);
    said.textContent = said.dataset.working;
    button.disabled = true;
    try {
      await navigator.serviceWorker.register(worker);
      await keepLesson(told, media);
      said.textContent = "";
      await offer();
      find("[data-kept-remove]", section).focus();
    } catch {
      said.textContent = said.dataset.trouble;
    }
    button.disabled = false;
  };

  // The lesson opens again where one was.
  const remember = async (address) => {
    const name = section && canKeep && MINE + section.dataset.key;
    const { road } = section ? section.dataset : {};
    if (!name || address.pathname === road || !(await caches.has(name))) return;
    await (await caches.open(name)).put(road, Response.redirect(address));
  };

  const begin = async () => {
    if (!keptAt) await forget((name) => account && name.startsWith(MINE));
    if (!account) return;
    if (section) await remember(new URL(section.dataset.here, location.href));
    if (keptAt) {
      languages();
      addEventListener("online", languages);
      addEventListener("offline", languages);
    }
    all("[data-kept-note]").forEach((note) => {
      note.hidden = !keptAt;
      if (keptAt) fill(note, { age: age(keptAt) });
    });
    const checks = new Map(all("form[data-check]").map((form) => [form.action, form.closest("[data-check-block]").id]));
    for (const entry of await waiting.of(account)) if (checks.has(entry.url) && entry.refused === undefined) showWaiting(checks.get(entry.url), entry);
    await sendAll();
    await showKept();
    if (!section || !canKeep) return;
    section.hidden = false;
    if (keptAt) return;
    await refresh(false);
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      offer().catch(() => { section.hidden = true; });
    }).observe(section);
  };

  window.addEventListener("online", sendAll);
  begin().catch(() => {});
})();
