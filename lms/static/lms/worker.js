// Opens kept pages where there is no connection. `site` and waiting.js stand above this (courses/pages/offline.py).
(() => {
  "use strict";
  // A page that comes is always shown: what was corrected must reach everybody. The kept copy stands in only where
  // nothing comes, and after ten seconds nothing has come. It is never shown because it would be faster.
  const PATIENCE = 10000;
  const OURS = "porchlight/";

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  const kept = async (request) =>
    (await caches.match(request, { ignoreVary: true })) || caches.match(request, { ignoreVary: true, ignoreSearch: true });

  // The page is told that it is a copy, and of when.
  const copyOf = async (request) => {
    const found = (await kept(request)) || (await caches.match(site.plain));
    if (!found || found.status !== 200) return found;
    const { headers } = found;
    const html = (await found.text()).replace("<html ", `<html data-kept="${Number(headers.get("Kept-At"))}" `);
    return new Response(html, { headers });
  };

  const page = async (request) => {
    const coming = fetch(request);
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    try {
      const answer = await Promise.race([coming, patience]);
      if (answer && ![502, 503, 504].includes(answer.status)) return answer;
      return (await kept(request)) ? copyOf(request) : coming;
    } catch {
      return (await copyOf(request)) || Response.error();
    }
  };

  // Phones ask for a video piece by piece.
  const part = async (request, copy) => {
    const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
    if (!asked) return copy;
    const whole = await copy.blob();
    const first = Number(asked[1]);
    const last = Math.min(asked[2] ? Number(asked[2]) : Infinity, whole.size - 1);
    const headers = { "Content-Type": whole.type, "Content-Range": `bytes ${first}-${last}/${whole.size}` };
    return new Response(whole.slice(first, last + 1), { status: 206, headers });
  };

  const file = async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      const copy = await caches.match(request.url, { ignoreVary: true });
      if (!copy) throw error;
      return part(request, copy);
    }
  };

  // Whoever signs out takes what they kept along, also where the page could not see to that.
  const signOut = async (request) => {
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
    return fetch(request);
  };

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== self.location.origin || pathname.startsWith(site.admin)) return;
    if (request.method === "POST" && pathname === site.out) event.respondWith(signOut(request));
    if (request.method === "GET") event.respondWith(request.mode === "navigate" ? page(request) : file(request));
  });

  self.addEventListener("sync", (event) => {
    event.waitUntil(waiting.hello(site.hello).then((who) => waiting.send(who)));
  });
})();
