/** A duty's names and the hours in which somebody must be on; or its end. */

import { useState } from "react";
import { hoursText, KINDS, spansOf } from "@telecare/core/rota";
import type { DutyShape } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { useRota } from "./useRota.ts";

export function DutyWindow({ duty, close }: { duty: DutyShape; close: () => void }) {
  const { w, say } = useWords();
  const desk = useDesk();
  const { changed } = useRota();
  const words = w.rota.duty;
  const [ko, setKo] = useState(duty.name.ko);
  const [en, setEn] = useState(duty.name.en);
  const [days, setDays] = useState(() =>
    KINDS.map((kind) => hoursText(duty.hours[kind] ?? [])),
  );
  const [end, setEnd] = useState(false);
  const read = days.map(spansOf);
  const hours = read.filter((spans) => spans !== null);
  const submit = async (): Promise<void> => {
    await desk.hub.ask("patch", "/api/rota/duties/{duty_id}", {
      path: { duty_id: duty.id },
      body: {
        version: duty.version,
        name_ko: ko,
        name_en: en,
        hours: hours.map((spans) => [...spans]),
        ...(end ? { ended: true } : {}),
      },
    });
    changed();
  };
  return (
    <FormWindow
      wide
      danger={end}
      title={`${words.edit} · ${say(duty.name)}`}
      why={words.why}
      save={w.common.save}
      ready={hours.length === KINDS.length}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Field label={words.ko} value={ko} onChange={setKo} mistake={mistake("name_ko")} />
            <Field label={words.en} value={en} onChange={setEn} mistake={mistake("name_en")} />
            {KINDS.map((kind) => (
              <Field
                key={kind}
                label={w.rota.days[kind] ?? ""}
                value={days[kind] ?? ""}
                onChange={(text) => setDays(days.map((old, at) => (at === kind ? text : old)))}
                mistake={read[kind] === null ? words.wrong : undefined}
              />
            ))}
          </div>
          {mistake("hours") ? (
            <p className="react-aria-FieldError">{mistake("hours")}</p>
          ) : null}
          <Choose
            label={words.state}
            value={end ? "end" : "keep"}
            choices={[
              { id: "keep", label: words.keep },
              { id: "end", label: words.end },
            ]}
            onChange={(said) => setEnd(said === "end")}
          />
        </>
      )}
    </FormWindow>
  );
}
