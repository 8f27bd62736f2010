/** What the first load hands to the picture part (src/call), which is loaded when it rings. */

import type { CallSocket } from "@telecare/core/signal";
import type { Language, Ringing } from "./shapes.ts";

export interface CallProps {
  readonly ring: Ringing;
  /** It opened by itself, as was agreed: nobody has pressed anything. */
  readonly auto: boolean;
  readonly language: Language;
  /** A signed request to the hub's device door. */
  readonly sign: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly connectCall: (token: string) => Promise<CallSocket>;
  readonly onEnd: (why: string) => void;
  /** Help stays within reach during the call. */
  readonly help: () => void;
}
