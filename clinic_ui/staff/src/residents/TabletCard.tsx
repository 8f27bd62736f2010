/** The tablet of a home: how it is, what it was asked, and what is agreed about it. */

import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import { awaited } from "@telecare/core/prompts";
import type { PromptRow, TabletStatus } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { useDone } from "../app/undo.tsx";
import { Pair } from "../parts/Pair.tsx";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "./card.ts";
import { TabletPlanWindow } from "./TabletPlan.tsx";

/** A question shown within 30 s: its asker sees it move. */
export const SOON_MS = 2_000;
/** A tablet is heard every minute. */
const STATUS_MS = 30_000;

export function TabletCard({ page, mayEdit }: CardProps) {
  const { w } = useWords();
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { data, error } = usePeople(
    ["tablet", page.id],
    (reading) =>
      desk.hub.ask("get", "/api/residents/{resident_id}/tablet", {
        path: { resident_id: page.id },
        ...read(reading),
      }),
    (status) => (status && awaited(status.prompts, desk.now()) ? SOON_MS : STATUS_MS),
  );
  return (
    <section className="card">
      <header className="card-head">
        <h2>{w.tablets.title}</h2>
        {mayEdit ? (
          <Button className="small" onPress={() => setOpen(true)}>
            {w.tablets.plan.open}
          </Button>
        ) : null}
      </header>
      <Said error={data ? null : error} />
      {page.plan.tablet.practice ? (
        <p className="chip strong">{w.tablets.plan.practiceOn}</p>
      ) : null}
      {data ? <Known status={data} residentId={page.id} mayEdit={mayEdit} /> : null}
      {open ? <TabletPlanWindow page={page} close={() => setOpen(false)} /> : null}
    </section>
  );
}

function Known(props: { status: TabletStatus; residentId: string; mayEdit: boolean }) {
  const { status, residentId, mayEdit } = props;
  const { w } = useWords();
  const cache = useQueryClient();
  if (status.device_id === null) return <p className="caption">{w.tablets.none}</p>;
  const asked = () => cache.invalidateQueries({ queryKey: ["tablet", residentId] });
  return (
    <>
      <Status status={status} />
      <div className="card-foot">
        <AskButton residentId={residentId} asked={asked} />
        {mayEdit ? <ReloadButton deviceId={status.device_id} /> : null}
      </div>
      <h3>{w.tablets.asked}</h3>
      <Prompts rows={status.prompts} />
    </>
  );
}

function Status({ status }: { status: TabletStatus }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.tablets;
  const moment = (text: string | null): string =>
    text === null ? words.unknown : momentText(instant(text), desk.now(), language);
  const told = (value: ReactNode | null): ReactNode => value ?? words.unknown;
  const { battery_percent: battery, storage_persistent: kept } = status;
  return (
    <dl className="pairs">
      <Pair name={words.offline}>
        {status.offline_since === null ? words.online : moment(status.offline_since)}
      </Pair>
      <Pair name={words.heard}>{moment(status.heard_at)}</Pair>
      <Pair name={words.battery}>
        {told(battery === null ? null : `${battery} %`)}
        {status.charging === null
          ? ""
          : ` · ${status.charging ? words.charging : words.notCharging}`}
      </Pair>
      <Pair name={words.outbox}>
        {told(status.outbox === null ? null : words.items(status.outbox))}
      </Pair>
      <Pair name={words.storage}>
        {told(status.storage_free_mb === null ? null : words.megabytes(status.storage_free_mb))}
      </Pair>
      <Pair name={words.persistent}>
        {told(kept === null ? null : kept ? words.persistentYes : words.persistentNo)}
      </Pair>
      <Pair name={words.voice}>
        {told(status.voice === null ? null : words.voices[status.voice])}
      </Pair>
      <Pair name={words.version}>{told(status.version)}</Pair>
      <Pair name={words.toldAt}>{moment(status.status_at)}</Pair>
    </dl>
  );
}

/** Put "are you OK?" on the tablet; what becomes of it is shown where it was asked. */
export function AskButton(props: {
  readonly residentId: string;
  readonly alertId?: string;
  readonly asked: () => Promise<unknown>;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const ask = () =>
    run(async () => {
      await desk.hub.ask("post", "/api/residents/{resident_id}/prompts", {
        path: { resident_id: props.residentId },
        body: { kind: "are_you_ok", alert_id: props.alertId ?? null },
      });
      await props.asked();
    });
  return (
    <>
      <Button className="small" isPending={busy} onPress={() => void ask()}>
        {w.tablets.ask}
      </Button>
      <Said error={error} />
    </>
  );
}

function ReloadButton({ deviceId }: { deviceId: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const { say } = useDone();
  const { busy, error, run } = useBusy();
  const reload = () =>
    run(async () => {
      const path = { device_id: deviceId };
      await desk.hub.ask("post", "/api/devices/{device_id}/reload", { path });
      say({ text: w.tablets.reloaded, until: null });
    });
  return (
    <>
      <Button className="small" isPending={busy} onPress={() => void reload()}>
        {w.tablets.reload}
      </Button>
      <Said error={error} />
    </>
  );
}

export function Prompts({ rows }: { readonly rows: readonly PromptRow[] }) {
  const { w, language } = useWords();
  const desk = useDesk();
  if (rows.length === 0) return <p className="caption">{w.tablets.noneAsked}</p>;
  return (
    <ul className="lines">
      {rows.map((row) => (
        <li key={row.id} data-state={row.state}>
          <span>
            {momentText(instant(row.asked_at), desk.now(), language)} ·{" "}
            {w.tablets.kinds[row.kind]} {row.asked_by ? `(${row.asked_by})` : ""}
          </span>
          <span className={row.state === "undeliverable" ? "chip strong" : "chip"}>
            {row.answer ? w.tablets.answers[row.answer] : w.tablets.states[row.state]}
          </span>
        </li>
      ))}
    </ul>
  );
}
