/** Duties that are ready to be chosen, for an organisation that has not laid them down yet. */

import { hoursText } from "@telecare/core/rota";
import type { RotaPage } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useRota } from "./useRota.ts";

type Ready = RotaPage["shipped"][number];

export function Shipped() {
  const { w, say } = useWords();
  const desk = useDesk();
  const { page, changed } = useRota();
  const { busy, error, run } = useBusy();
  const none = page.duties.length === 0;
  const begin = (duty: Ready) => (): void =>
    void run(() =>
      desk.hub.ask("post", "/api/rota/duties", {
        body: {
          organisation_id: page.organisation_id,
          code: duty.code,
          name_ko: duty.name.ko,
          name_en: duty.name.en,
          hours: duty.hours,
          zone: "Asia/Seoul",
        },
      }),
    ).then(changed);
  if (!none && page.shipped.length === 0) return null;
  return (
    <section className={none ? "card" : "rota-ready"}>
      {none ? (
        <>
          <h2>{w.rota.noDuties}</h2>
          <p>{w.rota.noDutiesWhy}</p>
        </>
      ) : null}
      <div className="line-verbs">
        {page.shipped.map((duty) => (
          <Button key={duty.code} isPending={busy} onPress={begin(duty)}>
            {w.rota.begin(say(duty.name))}
            <span className="caption"> {hoursText(duty.hours[0] ?? [])}</span>
          </Button>
        ))}
      </div>
      <Said error={error} />
    </section>
  );
}
