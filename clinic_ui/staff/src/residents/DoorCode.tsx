import { useState } from "react";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

/** The code of the home's door, shown when asked for; showing it leaves an entry. */
export function DoorCode({ residentId }: { residentId: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const [code, setCode] = useState<string | null>(null);
  const { busy, error, run } = useBusy();
  const show = async (): Promise<void> => {
    const path = { resident_id: residentId };
    const found = await desk.hub.ask("post", "/api/residents/{resident_id}/door-code", {
      path,
    });
    setCode(found.door_code);
  };
  if (code !== null) return <span className="phone">{code}</span>;
  return (
    <span className="phone">
      {w.resident.doorCodeKept}
      <Button className="small plain" isPending={busy} onPress={() => void run(show)}>
        {w.resident.showDoorCode}
      </Button>
      <Said error={error} />
    </span>
  );
}
