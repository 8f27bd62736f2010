/** Every sentence a person reads, in Korean and English; the types keep both complete. */

import type { Bilingual, Language } from "../shapes.ts";
import { board } from "./board.ts";
import { bulk } from "./bulk.ts";
import { call } from "./call.ts";
import { common } from "./common.ts";
import { consult } from "./consult.ts";
import { evidence } from "./evidence.ts";
import { figures } from "./figures.ts";
import { reach } from "./reach.ts";
import { handover } from "./handover.ts";
import { help } from "./help.ts";
import { policy } from "./policy.ts";
import { precheck } from "./precheck.ts";
import { portrait } from "./portrait.ts";
import { refusals } from "./refusals.ts";
import { register } from "./register.ts";
import { resident } from "./resident.ts";
import { rota } from "./rota.ts";
import { office } from "./office.ts";
import { shell } from "./shell.ts";
import { signin } from "./signin.ts";
import { suppression } from "./suppression.ts";
import { tablets } from "./tablets.ts";
import { tasks } from "./tasks.ts";
import { told } from "./told.ts";
import { visits } from "./visits.ts";
import { watch } from "./watch.ts";

function all(language: Language) {
  return {
    common: common[language],
    shell: shell[language],
    signin: signin[language],
    board: board[language],
    bulk: bulk[language],
    call: call[language],
    consult: consult[language],
    evidence: evidence[language],
    figures: figures[language],
    handover: handover[language],
    help: help[language],
    resident: resident[language],
    rota: rota[language],
    register: register[language],
    office: office[language],
    reach: reach[language],
    policy: policy[language],
    portrait: portrait[language],
    precheck: precheck[language],
    refusals: refusals[language],
    suppression: suppression[language],
    tablets: tablets[language],
    tasks: tasks[language],
    told: told[language],
    visits: visits[language],
    watch: watch[language],
  };
}

export type Words = ReturnType<typeof all>;

export const WORDS: Readonly<Record<Language, Words>> = { ko: all("ko"), en: all("en") };

/** The text in the reader's language; the other one rather than nothing. */
export function pick(text: Bilingual | null | undefined, language: Language): string {
  if (!text) return "";
  return text[language] || text[language === "ko" ? "en" : "ko"];
}

/** The word of a table for a code of the hub; an unknown code is shown as it is. */
export function named(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? code;
}
