/* Serves the page of visits without a network; it keeps the page's own files and no record. */
const VERSION = "visits-__VERSION__";
const FILES = __FILES__;
const PAGE = "/visits.html";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const fresh = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => {
    const old = names.filter((name) => name.startsWith("visits-") && name !== VERSION);
    return Promise.all(old.map((name) => caches.delete(name)));
  });
  event.waitUntil(Promise.all([tidy, self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE || FILES.includes(pathname)) event.respondWith(file(request, pathname));
});

async function file(request, pathname) {
  const cache = await caches.open(VERSION);
  return (await cache.match(pathname)) ?? fetch(request);
}
