/** Hand one's shift to a colleague, or add a line to the sheet. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { SHEETS } from "./useHandover.ts";

export function BeginWindow({ close }: { close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [to, setTo] = useState("");
  const [words, setWords] = useState("");
  const { data } = useQuery({
    queryKey: ["colleagues"],
    queryFn: () => desk.hub.ask("get", "/api/colleagues", {}),
  });
  return (
    <FormWindow
      title={w.handover.begin}
      why={w.handover.beginWhy}
      save={w.handover.send}
      ready={to !== ""}
      close={close}
      submit={async () => {
        await desk.hub.ask("post", "/api/handovers", { body: { to, words: words.trim() } });
        await cache.invalidateQueries({ queryKey: SHEETS });
      }}
    >
      {(mistake) => (
        <>
          <Choose
            label={w.handover.to}
            value={to}
            onChange={setTo}
            empty={w.handover.choose}
            cleared={() => setTo("")}
            required
            choices={(data?.rows ?? []).map(({ id, name }) => ({ id, label: name }))}
            mistake={mistake("to")}
          />
          <Field
            label={w.handover.own}
            value={words}
            onChange={setWords}
            lines={3}
            mistake={mistake("words")}
          />
        </>
      )}
    </FormWindow>
  );
}

export function LineWindow({ sheetId, close }: { sheetId: string; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [words, setWords] = useState("");
  return (
    <FormWindow
      title={w.handover.addLine}
      save={w.common.add}
      ready={words.trim() !== ""}
      close={close}
      submit={async () => {
        await desk.hub.ask("post", "/api/handovers/{handover_id}/lines", {
          path: { handover_id: sheetId },
          body: { words: words.trim() },
        });
        await cache.invalidateQueries({ queryKey: SHEETS });
      }}
    >
      {(mistake) => (
        <Field
          label={w.handover.words}
          value={words}
          onChange={setWords}
          lines={3}
          required
          autoFocus
          mistake={mistake("words")}
        />
      )}
    </FormWindow>
  );
}
