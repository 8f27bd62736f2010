/** The days off ahead, by name: the public ones, and those an organisation has named itself. */

import { useState } from "react";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useDayName, useRota } from "./useRota.ts";

export function Holidays() {
  const { w, say } = useWords();
  const desk = useDesk();
  const { page, changed } = useRota();
  const day = useDayName();
  const { busy, error, run } = useBusy();
  const [adding, setAdding] = useState(false);
  const words = w.rota.holidays;
  const remove = (holiday_id: string) => (): void =>
    void run(() =>
      desk.hub.ask("delete", "/api/rota/holidays/{holiday_id}", { path: { holiday_id } }),
    ).then(changed);
  return (
    <section className="card" aria-labelledby="holidays">
      <div className="card-head">
        <h2 id="holidays">{words.title}</h2>
        {page.may_edit ? (
          <Button className="small" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        ) : null}
      </div>
      <ul className="lines">
        {page.holidays.map((off) => (
          <li key={off.day}>
            <span>{say(off.name)}</span>
            <span className="caption">{day(off.day)}</span>
            {off.own_id ? <span className="chip">{words.own}</span> : null}
            {off.own_id && page.may_edit ? (
              <Button
                className="small"
                isPending={busy}
                aria-label={words.remove(say(off.name))}
                onPress={remove(off.own_id)}
              >
                {w.common.remove}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Said error={error} />
      {adding ? <NewHoliday close={() => setAdding(false)} /> : null}
    </section>
  );
}

function NewHoliday({ close }: { close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const { page, changed } = useRota();
  const words = w.rota.holidays;
  const [day, setDay] = useState("");
  const [ko, setKo] = useState("");
  const [en, setEn] = useState("");
  const submit = async (): Promise<void> => {
    const organisation_id = page.organisation_id;
    await desk.hub.ask("post", "/api/rota/holidays", {
      body: { organisation_id, day, name_ko: ko, name_en: en },
    });
    changed();
  };
  return (
    <FormWindow
      title={words.add}
      why={words.why}
      save={w.common.add}
      ready={Boolean(day && ko.trim())}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Field
            label={words.day}
            type="date"
            value={day}
            onChange={setDay}
            mistake={mistake("day")}
            required
          />
          <Field
            label={words.name}
            value={ko}
            onChange={setKo}
            mistake={mistake("name_ko")}
            required
          />
          <Field
            label={words.english}
            value={en}
            onChange={setEn}
            mistake={mistake("name_en")}
          />
        </>
      )}
    </FormWindow>
  );
}
