/** The language of this page: the person's own, remembered for when there is no network. */

import { createContext, useContext } from "react";
import type { Bilingual, Language } from "@telecare/core/shapes";
import { visits } from "@telecare/core/words/visits";

export type VisitWords = (typeof visits)["ko"];

const KEPT = "telecare.visits.language";

export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === "en" ? "en" : "ko";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}

export interface Spoken {
  readonly language: Language;
  readonly w: VisitWords;
  readonly say: (text: Bilingual) => string;
}

export function spoken(language: Language): Spoken {
  return { language, w: visits[language], say: (text) => text[language] };
}

export const SpokenContext = createContext<Spoken>(spoken("ko"));

export const useSpoken = (): Spoken => useContext(SpokenContext);
