import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "@telecare/core/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/shell.css";
import "./styles/board.css";
import "./styles/pages.css";
import "./styles/consult.css";
import "./styles/card119.css";
import "./styles/oncall.css";
import "./styles/rota.css";
import "./styles/handover.css";
import "./styles/figures.css";
import "./styles/policies.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Gate } from "./app/Gate.tsx";
import { DeskContext, openDesk } from "./app/desk.ts";

const place = document.getElementById("screen");
if (!place) throw new Error("the page has no place for the screen");
const cache = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 10_000 } },
});

createRoot(place).render(
  <StrictMode>
    <DeskContext value={openDesk()}>
      <QueryClientProvider client={cache}>
        <Gate />
      </QueryClientProvider>
    </DeskContext>
  </StrictMode>,
);
