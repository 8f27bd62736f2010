/** The two ways in: take visits along under a new lock number, or unlock what is here. */

import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { Refusal } from "@telecare/core/http";
import { SECOND } from "@telecare/core/time";
import { keepTaken, takeAlong, unsent, whoIsHere } from "./queue.ts";
import { WrongPin, type Safe } from "./safe.ts";
import { useSpoken } from "./speech.ts";

const PIN = /^\d{6,12}$/u;

function Pin(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="field">
      {props.label}
      <input
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={props.value}
        onChange={({ target }) => props.onChange(target.value.replaceAll(/\D/gu, ""))}
      />
    </label>
  );
}

function Form(props: { children: ReactNode; busy: boolean; submit: () => Promise<void> }) {
  return (
    <form
      className="stack"
      aria-busy={props.busy}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!props.busy) void props.submit();
      }}
    >
      {props.children}
    </form>
  );
}

/** Nothing is here yet: somebody signed in takes their visits along. */
export function Take({ safe, taken }: { safe: Safe; taken: () => void }) {
  const { w, say } = useSpoken();
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [wrong, setWrong] = useState("");
  const [signedOut, setSignedOut] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setWrong("");
    if (!PIN.test(pin)) return setWrong(w.pinShort);
    if (pin !== again) return setWrong(w.pinDiffers);
    setBusy(true);
    try {
      if ((await whoIsHere()) === null) return setWrong(w.offline);
      const found = await takeAlong(null, Date.now());
      await safe.make(pin, found.along.author_id);
      await keepTaken(safe, found);
      taken();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setSignedOut(true);
      setWrong(say(error.sentence));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form busy={busy} submit={submit}>
      <p>{w.takeWhy}</p>
      <Pin label={w.pin} value={pin} onChange={setPin} />
      <Pin label={w.pinAgain} value={again} onChange={setAgain} />
      <p className="wrong" role="alert">
        {wrong} {signedOut ? <a href="/">{w.signInLink}</a> : null}
      </p>
      <button type="submit" className="primary" disabled={busy}>
        {w.take}
      </button>
    </Form>
  );
}

/** Locked: nothing of it is shown but how many results wait. */
export function Locked(props: { safe: Safe; opened: () => void; wiped: () => void }) {
  const { safe } = props;
  const { w } = useSpoken();
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState("");
  const [waits, setWaits] = useState(0);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  useEffect(() => void unsent(safe).then(setWaits), [safe]);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setWrong("");
    try {
      await safe.unlock(pin, Date.now());
      props.opened();
    } catch (error) {
      if (!(error instanceof WrongPin)) throw error;
      const seconds = Math.ceil(error.wait / SECOND);
      setWrong(seconds > 0 ? `${w.pinWrong} ${w.pinWait(seconds)}` : w.pinWrong);
      setPin("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Form busy={busy} submit={submit}>
        <h2>{w.locked}</h2>
        {waits > 0 ? <p>{w.unsent(waits)}</p> : null}
        <Pin label={w.pin} value={pin} onChange={setPin} />
        <p className="wrong" role="alert">
          {wrong}
        </p>
        <button type="submit" className="primary" disabled={busy || pin === ""}>
          {w.unlock}
        </button>
      </Form>
      {sure ? (
        <div className="stack" role="group" aria-label={w.wipe}>
          <p>{w.wipeSure(waits)}</p>
          <button
            type="button"
            className="danger"
            onClick={() => void safe.wipe().then(props.wiped)}
          >
            {w.wipeYes}
          </button>
          <button type="button" onClick={() => setSure(false)}>
            {w.back}
          </button>
        </div>
      ) : (
        <button type="button" className="quiet" onClick={() => setSure(true)}>
          {w.wipe}
        </button>
      )}
    </>
  );
}
