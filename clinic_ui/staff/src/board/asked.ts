/** What is asked of an alert: the verbs in hand and the window one of them is asked in. */

import type { AlertRow, VerbAnswer } from "@telecare/core/shapes";
import type { AlertVerb } from "@telecare/core/verbs";

export type Asked = "note" | "call" | "hold" | "resolve" | "handOver" | "card119" | "respond";

export interface Open {
  readonly what: Asked;
  readonly row: AlertRow;
  /** Whom a call was made to, when the window was opened beside a contact. */
  readonly contactId?: string | null;
  /** Dial at once: the button was "call", not "write down a call". */
  readonly dial?: boolean;
}

export interface Acts {
  readonly open: Open | null;
  readonly busy: boolean;
  act(verb: AlertVerb, row: AlertRow | null, contactId?: string | null): void;
  handOver(row: AlertRow): void;
  /** Open the card to read to 119; opening it leaves an entry. */
  card119(row: AlertRow): void;
  respond(row: AlertRow): void;
  /** Call the home (null) or a contact, and ask what came of it. */
  dial(row: AlertRow, contactId: string | null): void;
  shut(): void;
  /** Do what a window collected; its refusal is thrown to the window. */
  send(open: Open, verb: Doing, ask: (token: string) => Promise<VerbAnswer>): Promise<void>;
  /** A row of the "done" list, which is not on the live board. */
  finished(id: string | null): AlertRow | null;
}

export type Doing =
  "claim" | "hold" | "resolve" | "release" | "close" | "note" | "called119" | "respond";
