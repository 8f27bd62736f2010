/** The frame of every screen before the desk. */

import type { ReactNode } from "react";
import { Button } from "../parts/Button.tsx";
import type { Language, Session } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";

export interface EntranceProps {
  readonly session: Session;
  readonly speak: (next: Language) => void;
}

export function Entrance(props: EntranceProps & { title: string; children: ReactNode }) {
  const { w, language } = useWords();
  const other: Language = language === "ko" ? "en" : "ko";
  return (
    <main className="entrance">
      <div className="entrance-card">
        <header>
          <Mark />
          <span className="product">{w.common.product}</span>
          <Button className="plain" onPress={() => props.speak(other)}>
            <span lang={other}>{w.common.otherLanguage}</span>
          </Button>
        </header>
        <h1>{props.title}</h1>
        {props.children}
      </div>
      <footer>
        {props.session.demo ? <p>{w.common.demoNote}</p> : null}
        <p>{w.common.mirrorNote}</p>
      </footer>
    </main>
  );
}

export function Mark() {
  return (
    <svg className="mark" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0a4f96" />
      <path
        d="M6 17h5l3-8 4 14 3-6h5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
