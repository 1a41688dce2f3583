// What is done without a connection waits here, on this phone, and is sent in order as soon as there is one. The page and
// the worker both use this. An entry holds whose it is and what was chosen; never free text, nor when it was done.
self.waiting = (() => {
  "use strict";
  const PROTOCOL = 1;
  const PATIENCE = 10000;

  const store = async (mode, use) => {
    const base = await new Promise((resolve, reject) => {
      const asked = indexedDB.open("porchlight", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "number", autoIncrement: true });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const change = base.transaction("entries", mode);
        const asked = use(change.objectStore("entries"));
        change.oncomplete = () => resolve(asked.result);
        change.onabort = () => reject(change.error);
      });
    } finally {
      base.close();
    }
  };

  const put = (entry) => store("readwrite", (entries) => entries.put(entry));
  const remove = (entry) => store("readwrite", (entries) => entries.delete(entry.number));
  const of = async (account) => (await store("readonly", (entries) => entries.getAll())).filter((one) => one.account === account);

  // A key nobody can guess; crypto.randomUUID is missing where a phone reaches a demo without TLS.
  const key = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const keep = async (account, url, fields) => {
    const entry = { account, url, fields, key: key(), protocol: PROTOCOL };
    return { ...entry, number: await put(entry) };
  };

  const ask = (url, options) => {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    return fetch(url, { cache: "no-store", headers: { Accept: "application/json" }, signal, ...options });
  };

  // Who is signed in, and a token to send with. A sign-in page would be a redirect, and so an error.
  const hello = async (url) => {
    const answer = await ask(url, { redirect: "error" });
    if (!answer.ok) throw new Error("nobody");
    return answer.json();
  };

  const post = async (entry, { token }, waited) => {
    const body = new URLSearchParams(entry.fields);
    body.set("csrfmiddlewaretoken", token);
    body.set("entry", entry.key);
    body.set("entry_account", entry.account);
    body.set("entry_protocol", entry.protocol);
    if (waited) body.set("entry_waited", "1");
    const answer = await ask(entry.url, { method: "POST", body });
    const said = await answer.json().catch(() => ({}));
    return { status: answer.status, said };
  };

  const alone = (work) => (navigator.locks ? navigator.locks.request("porchlight-waiting", work) : work());

  // Sends everything that waits, the oldest first, for whoever is signed in and nobody else. What cannot be saved stays
  // here with the reason; anything else that goes wrong stops it until the next time. `now` is the entry that is being
  // made, with what was written too, which is not kept: its outcome is returned.
  const send = (who, now = {}) =>
    alone(async () => {
      let outcome = { status: 0, said: {} };
      for (const entry of await of(who.account)) {
        const isNow = entry.number === now.number;
        const { status, said } = await post(isNow ? now : entry, who, !isNow);
        if (isNow) outcome = { status, said };
        if (said.state === "saved") await remove(entry);
        else if ([200, 404, 409].includes(status)) await put({ ...entry, refused: said.sentence || "" });
        else break;
      }
      return outcome;
    });

  return { keep, of, remove, hello, send, ask };
})();
