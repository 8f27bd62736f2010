import { useState } from "react";
import type { DeviceAsked, IssuedCode, SensorAsked } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Icon } from "../parts/icons.tsx";

const FIRST: readonly SensorAsked[] = [
  { kind: "button", label: "", power: "battery" },
  { kind: "motion_lounge", label: "", power: "battery" },
  { kind: "front_door", label: "", power: "battery" },
];

/** A gateway to enrol with its sensors, or a tablet; the answer is a code to type in at the home. */
export function DeviceWindow(props: {
  readonly residentId: string;
  readonly close: () => void;
  readonly made: (code: IssuedCode, kind: "gateway" | "tablet") => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const [kind, setKind] = useState<"gateway" | "tablet">("gateway");
  const [label, setLabel] = useState("");
  const [network, setNetwork] = useState("");
  const [sensors, setSensors] = useState(FIRST);
  const words = w.register.device;
  const change = (at: number, next: Partial<SensorAsked>): void =>
    setSensors((old) =>
      old.map((sensor, index) => (index === at ? { ...sensor, ...next } : sensor)),
    );
  const submit = async (): Promise<void> => {
    const named = sensors.map((sensor) => ({
      ...sensor,
      label: sensor.label.trim() || w.resident.deviceKinds[sensor.kind],
    }));
    const body: DeviceAsked = {
      kind,
      label: label.trim(),
      network: network.trim(),
      sensors: kind === "gateway" ? named : [],
    };
    const code = await desk.hub.ask("post", "/api/residents/{resident_id}/devices", {
      path: { resident_id: props.residentId },
      body,
    });
    props.made(code, kind);
  };
  return (
    <FormWindow
      wide
      title={words.title}
      why={words.why}
      save={words.make}
      ready={label.trim() !== ""}
      close={props.close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Choose
              label={words.kind}
              value={kind}
              choices={choicesOf(words.kinds)}
              onChange={setKind}
            />
            <Field
              label={words.label}
              value={label}
              onChange={setLabel}
              mistake={mistake("label")}
              required
              autoFocus
            />
            <Field
              label={words.network}
              value={network}
              onChange={setNetwork}
              mistake={mistake("network")}
            />
          </div>
          {kind === "gateway" ? (
            <fieldset className="form-section">
              <legend>{words.sensors}</legend>
              {sensors.map((sensor, at) => (
                <SensorFields
                  key={at}
                  sensor={sensor}
                  change={(next) => change(at, next)}
                  remove={() => setSensors(sensors.filter((_, index) => index !== at))}
                />
              ))}
              <Button
                className="small"
                onPress={() =>
                  setSensors([...sensors, { kind: "motion", label: "", power: "battery" }])
                }
              >
                <Icon name="plus" size={14} /> {words.addSensor}
              </Button>
            </fieldset>
          ) : null}
        </>
      )}
    </FormWindow>
  );
}

function SensorFields(props: {
  readonly sensor: SensorAsked;
  readonly change: (next: Partial<SensorAsked>) => void;
  readonly remove: () => void;
}) {
  const { w } = useWords();
  const { gateway: _, tablet: __, ...kinds } = w.resident.deviceKinds; // they sign themselves
  const { sensor, change } = props;
  return (
    <div className="form-row">
      <Choose
        label={w.resident.device.kind}
        value={sensor.kind}
        choices={choicesOf(kinds)}
        onChange={(kind) => change({ kind })}
      />
      <Field
        label={w.resident.device.label}
        value={sensor.label}
        onChange={(label) => change({ label })}
      />
      <Choose
        label={w.resident.device.power}
        value={sensor.power}
        choices={choicesOf(w.resident.powers)}
        onChange={(power) => change({ power: power === "mains" ? "mains" : "battery" })}
      />
      <Button className="icon-button" aria-label={w.common.remove} onPress={props.remove}>
        <Icon name="close" size={16} />
      </Button>
    </div>
  );
}
