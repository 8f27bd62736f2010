import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useDesk } from "./desk.ts";
import { useWords } from "./hooks.ts";
import { patchSession, useRenewSession } from "./session.ts";

/** Over the desk while it is locked; severity, place, time and sound go on behind it. */
export function LockOverlay() {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const renew = useRenewSession();
  const [password, setPassword] = useState("");
  const { busy, error, run } = useBusy();
  const unlock = () =>
    run(async () => {
      await desk.hub.unlock(password);
      patchSession(cache, { locked: false });
      await renew();
    });
  const leave = () => run(async () => desk.hub.signOut().then(() => renew()));
  return (
    <section className="lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <h2 id="lock-title">
        <Icon name="lock" /> {w.signin.lockedTitle}
      </h2>
      <p>{w.signin.lockedWhy}</p>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <Field
          label={w.signin.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          autoFocus
          required
        />
        <Said error={error} />
        <Button type="submit" className="primary tall" isPending={busy}>
          {w.signin.unlock}
        </Button>
        <Button className="plain wide" onPress={() => void leave()}>
          {w.common.signOut}
        </Button>
      </Form>
    </section>
  );
}
