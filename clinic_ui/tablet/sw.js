/* Serves the app without a network. A build's files are kept whole; clips may be replaced. */
const VERSION = "tablet-__VERSION__";
const FILES = __FILES__;
const KEPT = 2; // the build before stays for a page that still runs it

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const fresh = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => {
    const old = names.filter((name) => name.startsWith("tablet-") && name !== VERSION);
    return Promise.all(old.slice(0, 1 - KEPT || undefined).map((name) => caches.delete(name)));
  });
  event.waitUntil(Promise.all([tidy, self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (!pathname.startsWith("/tablet/")) return;
  event.respondWith(pathname.includes("/clips/") ? clip(event) : file(request));
});

async function file(request) {
  const name = request.mode === "navigate" ? "./" : request;
  const cache = await caches.open(VERSION);
  return (await cache.match(name)) ?? (await caches.match(name)) ?? fetch(request);
}

/** At once from the cache; the hub may hold a newer recording for the next time. */
async function clip(event) {
  const { url } = event.request; // no range: a clip is small and kept whole
  const cache = await caches.open(VERSION);
  const kept = await cache.match(url);
  const fresh = fetch(url, { cache: "no-cache" }).then(async (found) => {
    if (found.ok) await cache.put(url, found.clone());
    return found;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => null));
  return kept;
}
