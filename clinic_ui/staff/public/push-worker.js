/* Knocks and opens; it knows no person: a push carries the number of a message and no more. */

const SAID = {
  ko: { urgent: "새 긴급 알림이 있습니다.", other: "새 알림이 있습니다." },
  en: { urgent: "There is a new emergency alert.", other: "There is a new alert." },
};

self.addEventListener("push", (event) => {
  const { n, urgent } = event.data.json();
  const language = self.navigator.language.startsWith("en") ? "en" : "ko";
  const body = SAID[language][urgent ? "urgent" : "other"];
  event.waitUntil(
    self.registration.showNotification(language === "en" ? "Telecare" : "텔레케어", {
      body,
      tag: n,
      requireInteraction: urgent === true,
      data: { n },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.openWindow(`/n/${encodeURIComponent(event.notification.data.n)}`),
  );
});
