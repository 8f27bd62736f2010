/** Giving up an organisation's own policy for the one it would inherit. */

import { useState } from "react";
import type { PolicyNow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

const MOST_STEPS = 12;

export function GiveBack({ policy, close }: { policy: PolicyNow; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const { page, changed } = usePolicies();
  const texts = usePolicyTexts();
  const [reason, setReason] = useState("");
  const words = w.policy.giveBack;
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/policies/{severity}/inherit", {
      path: { severity: policy.severity },
      body: { organisation_id: page.organisation_id, after: policy.after, reason },
    });
    changed();
  };
  return (
    <FormWindow
      danger
      title={words.title(texts.severity(policy.severity))}
      why={words.why}
      save={words.save}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Field
            label={w.common.reason}
            help={w.policy.editor.reasonWhy}
            value={reason}
            onChange={setReason}
            mistake={mistake("reason")}
            required
            autoFocus
          />
          {["severity", ...Array.from({ length: MOST_STEPS }, (_, at) => `step_${at}`)].map(
            (field) =>
              mistake(field) ? (
                <p key={field} className="react-aria-FieldError">
                  {mistake(field)}
                </p>
              ) : null,
          )}
        </>
      )}
    </FormWindow>
  );
}
