/** What every part of the policies' screen shares: the page, and how a step reads. */

import { createContext, useContext } from "react";
import { spanText } from "@telecare/core/format";
import { UNITS } from "@telecare/core/policy";
import type { PolicyPage, Severity, StepSaid } from "@telecare/core/shapes";
import { SECOND } from "@telecare/core/time";
import { named } from "@telecare/core/words";
import { useWords } from "../app/hooks.ts";

export interface Policies {
  readonly page: PolicyPage;
  /** Look again: something was changed. */
  readonly changed: () => void;
}

export const PoliciesContext = createContext<Policies | null>(null);

export function usePolicies(): Policies {
  const policies = useContext(PoliciesContext);
  if (!policies) throw new Error("no policies are open above this part");
  return policies;
}

export interface PolicyTexts {
  readonly severity: (severity: Severity) => string;
  /** The name of a target; one that the page does not list says so, an id is never shown. */
  readonly target: (target: string) => string;
  /** The name of a channel; an unknown one as it is. */
  readonly channel: (channel: string) => string;
  /** "바로", "15분 뒤". */
  readonly delay: (seconds: number) => string;
  readonly step: (step: StepSaid) => string;
  readonly repeat: (seconds: number | null) => string;
}

export function usePolicyTexts(): PolicyTexts {
  const { w, say, language } = useWords();
  const { page } = usePolicies();
  const words = w.policy;
  const names = new Map(page.targets.map(({ target, name }) => [target, say(name)]));
  const target = (code: string): string => names.get(code) ?? words.unknownTarget;
  const channel = (code: string): string => named(words.channels, code);
  const span = (seconds: number): string => spanText(seconds * SECOND, language);
  return {
    severity: (severity) => w.common.severity[severity],
    target,
    channel,
    delay: (seconds) => (seconds > 0 ? words.after(span(seconds)) : words.atOnce),
    step: ({ channels, targets }) =>
      words.told(targets.map(target).join(", "), channels.map(channel).join(", ")),
    repeat: (seconds) => words.repeat(span(seconds ?? UNITS.d)),
  };
}
