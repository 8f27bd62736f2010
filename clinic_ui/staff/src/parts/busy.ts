import { useRef, useState } from "react";
import { Refusal } from "@telecare/core/http";
import { pick } from "@telecare/core/words";
import { useWords } from "../app/hooks.ts";

export interface Busy {
  readonly busy: boolean;
  /** The last refusal; null while there is none. */
  readonly error: unknown;
  /** Run one thing at a time; answers whether it went well. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  /** What the last refusal says about one field. */
  mistake(field: string): string | undefined;
}

export function useBusy(): Busy {
  const { language } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (refusal) {
      setError(refusal);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  const mistake = (field: string): string | undefined =>
    error instanceof Refusal ? pick(error.fields[field], language) || undefined : undefined;
  return { busy, error, run, mistake };
}
