import "@telecare/core/tokens.css";
import "./visits.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { VisitsApp } from "./VisitsApp.tsx";

const place = document.getElementById("screen");
if (!place) throw new Error("the page has no place for the screen");
if ("serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/visits-worker.js", { scope: "/visits.html" });
}
createRoot(place).render(
  <StrictMode>
    <VisitsApp />
  </StrictMode>,
);
