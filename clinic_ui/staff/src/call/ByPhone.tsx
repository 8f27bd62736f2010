/** The telephone as the way on, with the reason the law asks for. */

import { useState } from "react";
import type { CallLine, PhoneReason } from "@telecare/core/call";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Phone } from "../parts/Phone.tsx";

const REASONS: readonly PhoneReason[] = [
  "no_video",
  "no_sound",
  "line_too_bad",
  "resident_wish",
  "other",
];

export function ByPhone({ line, close }: { line: CallLine; close: () => void }) {
  const { w } = useWords();
  const [reason, setReason] = useState<PhoneReason>("no_video");
  const [words, setWords] = useState("");
  return (
    <FormWindow
      title={w.call.phoneTitle}
      why={w.call.phoneWhy}
      save={w.call.toPhone}
      close={close}
      submit={() => line.byPhone(reason, words)}
    >
      {(mistake) => (
        <>
          <Choose
            label={w.call.phoneReason}
            value={reason}
            choices={REASONS.map((id) => ({ id, label: w.call.reasons[id] }))}
            onChange={setReason}
          />
          <Field
            label={w.call.phoneWords}
            value={words}
            onChange={setWords}
            lines={2}
            maxLength={1000}
            mistake={mistake("words")}
          />
        </>
      )}
    </FormWindow>
  );
}

export function HomePhone({ residentId }: { residentId: string }) {
  const { w } = useWords();
  const desk = useDesk();
  return (
    <p>
      {w.call.phoneNumber}{" "}
      <Phone
        masked="•••"
        whose={w.call.phoneNumber}
        reveal={() => desk.hub.revealOf(residentId, null)}
      />
    </p>
  );
}
