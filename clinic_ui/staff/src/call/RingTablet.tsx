/** Ring the tablet from a claimed alert: its button, and the same by the key C. */

import { useQueryClient } from "@tanstack/react-query";
import { KEY_OF } from "@telecare/core/keys";
import type { AlertDetail, AlertRow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { useCalling } from "./calling.tsx";

export interface TabletCall {
  /** Ring if the alert is one's own and the home has a tablet; false: it is not to be rung. */
  ring(row: AlertRow | null): boolean;
  readonly busy: boolean;
}

export function useTabletCall(): TabletCall {
  const desk = useDesk();
  const cache = useQueryClient();
  const calling = useCalling();
  const inCall = calling.view !== null && calling.view.call.state !== "ended";
  const go = async (row: AlertRow): Promise<void> =>
    calling.ring({
      residentId: row.resident.id,
      purpose: "welfare",
      alertId: row.id,
      leaseToken: await desk.tokenOf(row.id),
    });
  return {
    busy: calling.busy || inCall,
    ring(row) {
      if (!row?.mine) return false;
      if (!cache.getQueryData<AlertDetail>(["alert", row.id])?.tablet) return false;
      if (!calling.busy && !inCall) void go(row);
      return true;
    },
  };
}

export function RingTablet({ row, small = false }: { row: AlertRow; small?: boolean }) {
  const { w } = useWords();
  const { ring, busy } = useTabletCall();
  return (
    <Button className={small ? "small" : "primary"} isDisabled={busy} onPress={() => ring(row)}>
      {w.call.ringTablet} {small ? null : <kbd>{KEY_OF.call}</kbd>}
    </Button>
  );
}
