import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Window } from "../parts/Field.tsx";
import { GateForm } from "./Gate.tsx";

interface ConsultProps {
  readonly residentId: string;
  /** The gate stands: ring now. */
  readonly onPassed: (gateId: string) => void;
}

/** The way into a consultation: the gate in a window, then the ring. */
export function ConsultButton({ residentId, onPassed }: ConsultProps) {
  const { w } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="primary" onPress={() => setOpen(true)}>
        {w.consult.open}
      </Button>
      {open ? (
        <GateWindow
          residentId={residentId}
          close={() => setOpen(false)}
          onPassed={(gateId) => {
            setOpen(false);
            onPassed(gateId);
          }}
        />
      ) : null}
    </>
  );
}

export function GateWindow(props: ConsultProps & { readonly close: () => void }) {
  const { w } = useWords();
  const cache = useQueryClient();
  const passed = (gateId: string): void => {
    cache.removeQueries({ queryKey: ["gate", props.residentId] });
    props.onPassed(gateId);
  };
  return (
    <Window wide title={w.consult.gate.title} close={props.close}>
      <GateForm residentId={props.residentId} onPassed={passed} />
    </Window>
  );
}
