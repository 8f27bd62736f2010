import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { agoText, momentText } from "@telecare/core/format";
import type { DeviceRow, IssuedCode } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { CodeWindow } from "../parts/Code.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { DeviceWindow } from "./DeviceWindow.tsx";
import { TabletSteps } from "./TabletSteps.tsx";
import type { CardProps } from "./card.ts";

/** A code on the screen, and for what. */
interface Issued {
  readonly code: IssuedCode;
  readonly kind: DeviceRow["kind"];
}

/** What is installed: gateways with the sensors behind them. */
export function Devices({ page, mayEdit }: CardProps) {
  const { w } = useWords();
  const cache = useQueryClient();
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  const changed = (): void => {
    void cache.invalidateQueries({ queryKey: ["resident", page.id] });
    void cache.invalidateQueries({ queryKey: ["tablet", page.id] });
  };
  const tablet = issued?.kind === "tablet";
  return (
    <section className="card">
      <header className="card-head">
        <h2>{w.resident.devices}</h2>
        {mayEdit ? (
          <Button className="small" onPress={() => setMaking(true)}>
            {w.register.device.open}
          </Button>
        ) : null}
      </header>
      {page.devices.length > 0 ? (
        <div className="table-place" tabIndex={0} role="region" aria-label={w.resident.devices}>
          <table className="table">
            <Headings />
            <tbody>
              {byGateway(page.devices).map((device) => (
                <Line
                  key={device.id}
                  device={device}
                  mayEdit={mayEdit}
                  issue={setIssued}
                  changed={changed}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="caption">{w.common.none}</p>
      )}
      {making ? (
        <DeviceWindow
          residentId={page.id}
          close={() => setMaking(false)}
          made={(code, kind) => {
            setIssued({ code, kind });
            changed();
          }}
        />
      ) : null}
      {issued ? (
        <CodeWindow
          title={w.register.device.codeTitle}
          why={tablet ? w.tablets.enrol.why : w.register.device.codeWhy}
          code={issued.code.code}
          expiresAt={issued.code.expires_at}
          close={() => setIssued(null)}
        >
          {tablet ? <TabletSteps code={issued.code.code} /> : null}
        </CodeWindow>
      ) : null}
    </section>
  );
}

/** Each gateway, then what is behind it. */
function byGateway(devices: readonly DeviceRow[]): readonly DeviceRow[] {
  const heads = devices.filter((device) => device.parent_id === null);
  return heads.flatMap((head) => [
    head,
    ...devices.filter(({ parent_id }) => parent_id === head.id),
  ]);
}

function Headings() {
  const { w } = useWords();
  const words = w.resident.device;
  return (
    <thead>
      <tr>
        <th scope="col">{words.kind}</th>
        <th scope="col">{words.label}</th>
        <th scope="col">{words.state}</th>
        <th scope="col">{words.heard}</th>
        <th scope="col">{words.battery}</th>
        <td />
      </tr>
    </thead>
  );
}

interface LineProps {
  readonly device: DeviceRow;
  readonly mayEdit: boolean;
  readonly issue: (issued: Issued) => void;
  readonly changed: () => void;
}

function Line(props: LineProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { device } = props;
  const heard = instant(device.heard_at);
  const waits = device.state === "never" && heard === null;
  return (
    <tr className={device.parent_id === null ? "gateway" : ""}>
      <th scope="row">
        {named(w.resident.deviceKinds, device.kind)}
        {device.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
      </th>
      <td>{device.label}</td>
      <td>
        <span className={`state ${device.state}`}>{w.resident.deviceStates[device.state]}</span>
      </td>
      <td>
        {heard === null ? w.resident.device.neverHeard : agoText(heard, desk.now(), language)}
        {waits ? (
          <span className="caption">
            {" "}
            {w.resident.device.deadline(
              momentText(instant(device.enrol_deadline), desk.now(), language),
            )}
          </span>
        ) : null}
      </td>
      <td>
        <Battery device={device} />
      </td>
      <td className="right">
        {props.mayEdit && device.parent_id === null ? <GatewayVerbs {...props} /> : null}
      </td>
    </tr>
  );
}

const LOW = 20; // percent; the usual mark of Zigbee end devices

function Battery({ device }: { device: DeviceRow }) {
  const { w } = useWords();
  const percent = device.battery_percent;
  if (percent === null)
    return <span className="caption">{w.resident.powers[device.power]}</span>;
  return (
    <span className={percent <= LOW ? "battery low" : "battery"}>
      <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
        <rect
          x=".75"
          y=".75"
          width="21.5"
          height="10.5"
          rx="2.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
        <path d="M24.5 4v4" stroke="currentColor" strokeWidth="2" />
        <rect
          x="2.5"
          y="2.5"
          width={(18 * percent) / 100}
          height="7"
          rx="1"
          fill="currentColor"
        />
      </svg>
      {percent} %
    </span>
  );
}

function GatewayVerbs({ device, issue, changed }: LineProps) {
  const { w } = useWords();
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useBusy();
  if (device.state === "revoked") return null;
  const here = { path: { device_id: device.id } };
  const again = () =>
    run(async () => {
      const code = await desk.hub.ask("post", "/api/devices/{device_id}/code", here);
      issue({ code, kind: device.kind });
    });
  const revoke = async (): Promise<void> => {
    const body = { version: device.version };
    await desk.hub.ask("post", "/api/devices/{device_id}/revoke", { ...here, body });
    changed();
  };
  return (
    <span className="line-verbs">
      {device.enrolled_at === null ? (
        <Button className="small" isPending={busy} onPress={() => void again()}>
          {w.register.device.newCode}
        </Button>
      ) : null}
      <Button className="small" onPress={() => setAsking(true)}>
        {w.register.device.revoke}
      </Button>
      <Said error={error} />
      {asking ? (
        <FormWindow
          danger
          title={w.register.device.revoke}
          why={`${device.label} · ${w.register.device.revokeWhy}`}
          save={w.register.device.revoke}
          close={() => setAsking(false)}
          submit={revoke}
        />
      ) : null}
    </span>
  );
}
