/** The sheets of the shift change and the transfers, as the screens ask for them. */

import { read } from "@telecare/core/client";
import { MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { usePeople } from "../app/people.ts";

export const SHEETS = ["handovers"] as const;
export const TRANSFERS = ["transfers"] as const;
/** Who may own what goes along. */
export const KEEPS: ReadonlySet<string> = new Set(["caseworker", "supervisor"]);

export function useSheets() {
  const desk = useDesk();
  return usePeople(
    SHEETS,
    (reading) => desk.hub.ask("get", "/api/handovers", read(reading)),
    () => MINUTE,
  );
}

export function useTransfers() {
  const desk = useDesk();
  return usePeople(
    TRANSFERS,
    (reading) => desk.hub.ask("get", "/api/transfers", read(reading)),
    () => MINUTE,
  );
}
