/** The note of one consultation: it keeps itself, and a passkey signs it. */

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { momentText } from "@telecare/core/format";
import { keepNote, type Kept, type NoteKeeper } from "@telecare/core/notekeeper";
import type { ClinicalNote } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useEvent, useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { useRenewSession } from "../app/session.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { PasskeyFailed, registerPasskey, signWithPasskey } from "../signin/passkey.ts";
import { ExplainedLines } from "./Gate.tsx";

const NOTE_CHARS = 20_000; // as the hub keeps them
const FRAME = "S) \nO) \nA) \nP) ";
const NOTE = "/api/calls/{call_id}/note";

interface OfCall {
  readonly callId: string;
  /** Whether the two have spoken since the note was read; before that nobody can have agreed. */
  readonly spoken?: boolean;
}

export function NotePane({ callId, spoken = false }: OfCall) {
  const { w } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const [note, setNote] = useState<ClinicalNote | null>(null);
  const [error, setError] = useState<unknown>(null);
  const missing = note?.consultation_id !== callId;
  useEffect(() => {
    if (session.locked || !missing) return;
    const asking = new AbortController();
    const { signal } = asking;
    desk.hub
      .ask("get", NOTE, { path: { call_id: callId }, signal })
      .then((found) => {
        setError(null);
        setNote(found);
      })
      .catch((refusal: unknown) => (signal.aborted ? undefined : setError(refusal)));
    return () => asking.abort();
  }, [desk, callId, missing, session.locked]);
  return (
    <section className="note-pane stack" aria-label={w.consult.note.title}>
      <Said error={error} />
      {note && !missing ? (
        <Editor key={callId} note={note} change={setNote} spoken={spoken || note.may_confirm} />
      ) : null}
    </section>
  );
}

interface NoteProps {
  readonly note: ClinicalNote;
  readonly change: (next: ClinicalNote) => void;
}

interface StartProps extends NoteProps {
  readonly spoken: boolean;
}

/** While the screen is locked nothing is shown, but what was typed is still kept. */
function Editor({ note, change, spoken }: StartProps) {
  const { w } = useWords();
  const { session } = usePerson();
  const keeper = useKeeper(note);
  const kept = useSyncExternalStore(keeper.note.subscribe, keeper.note.get);
  if (session.locked) return <p className="help">{w.consult.note.locked}</p>;
  return (
    <>
      <Start note={note} change={change} spoken={spoken} />
      <Field
        label={w.consult.note.text}
        value={kept.text}
        onChange={keeper.type}
        lines={10}
        maxLength={NOTE_CHARS}
      />
      <Standing kept={kept} keeper={keeper} />
      {kept.text === "" ? (
        <Button className="small" onPress={() => keeper.type(FRAME)}>
          {w.consult.note.frame}
        </Button>
      ) : null}
      <Signing note={note} change={change} kept={kept} keeper={keeper} />
    </>
  );
}

function useKeeper(note: ClinicalNote): NoteKeeper {
  const desk = useDesk();
  const path = { call_id: note.consultation_id };
  const [keeper] = useState(() =>
    keepNote(note, {
      read: () => desk.hub.ask("get", NOTE, { path }),
      save: (text, after_version) =>
        desk.hub.ask("put", NOTE, { path, body: { text, after_version } }),
    }),
  );
  useEffect(() => keeper.open(), [keeper]);
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (keeper.note.get().keeping !== "saved") event.preventDefault();
    };
    addEventListener("beforeunload", leaving);
    return () => removeEventListener("beforeunload", leaving);
  }, [keeper]);
  return keeper;
}

/** What comes first in the call: the explanation, and that it is the one and they agreed. */
function Start({ note, change, spoken }: StartProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const words = w.consult.note;
  if (note.confirmed_at) {
    const at = momentText(instant(note.confirmed_at), desk.now(), language);
    return (
      <details className="stack">
        <summary>{words.confirmed(at)}</summary>
        {note.explained ? <ExplainedLines {...note.explained} /> : null}
      </details>
    );
  }
  const confirm = async (): Promise<void> => {
    const path = { call_id: note.consultation_id };
    change(await desk.hub.ask("post", "/api/calls/{call_id}/consent", { path }));
  };
  return (
    <details className="stack" open>
      <summary>{words.first}</summary>
      {note.explained ? <ExplainedLines {...note.explained} /> : null}
      <Said error={error} />
      {spoken ? (
        <Button className="primary" isPending={busy} onPress={() => void run(confirm)}>
          {words.confirm}
        </Button>
      ) : (
        <p className="help">{words.notSpoken}</p>
      )}
    </details>
  );
}

function Standing({ kept, keeper }: { readonly kept: Kept; readonly keeper: NoteKeeper }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.consult.note;
  const saved = instant(kept.savedAt);
  const quiet = {
    saved:
      saved === null
        ? words.empty
        : words.saved(momentText(saved, desk.now(), language), kept.version),
    waiting: words.waiting,
    saving: words.saving,
    away: "",
    overtaken: "",
    refused: "",
  }[kept.keeping];
  return (
    <>
      <p className={`keeping ${kept.keeping}`}>{quiet}</p>
      <div role="status">
        {kept.keeping === "away" ? <p className="said">{words.away}</p> : null}
        {kept.keeping === "overtaken" ? <p className="said">{words.overtaken}</p> : null}
      </div>
      <Said error={kept.refusal} />
      {kept.keeping === "overtaken" ? (
        <div className="window-foot">
          <Button onPress={() => void keeper.theirs()}>{words.theirs}</Button>
          <Button className="primary" onPress={() => void keeper.mine()}>
            {words.mine}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface SigningProps extends NoteProps {
  readonly kept: Kept;
  readonly keeper: NoteKeeper;
}

function Signing({ note, change, kept, keeper }: SigningProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const words = w.consult.note;
  const place = useRef<HTMLDivElement>(null);
  const newest = note.signed[0];
  const whole = newest?.version === kept.version && kept.keeping === "saved";
  const sign = useEvent(async (): Promise<void> => {
    if (!(await keeper.flush())) return;
    const path = { call_id: note.consultation_id };
    const { version } = keeper.note.get();
    change(await signWithPasskey(desk.hub, path, version));
    place.current?.focus(); // the button is about to be disabled: the hand stays in the window
  });
  return (
    <div className="stack signing" ref={place} tabIndex={-1}>
      {note.signed.map((one) => (
        <p key={one.version} className="caption">
          {words.signed(one.version, one.by, momentText(instant(one.at), desk.now(), language))}
        </p>
      ))}
      {newest && !whole ? <p className="help">{words.amended}</p> : null}
      {note.confirmed_at ? null : <p className="help">{words.unconfirmed}</p>}
      {busy ? <p role="status">{words.signing}</p> : null}
      <Failed error={error} />
      {note.passkey ? (
        <Button
          className="primary"
          isPending={busy}
          isDisabled={whole || kept.text.trim() === ""}
          onPress={() => void run(sign)}
        >
          {words.sign}
        </Button>
      ) : (
        <AddPasskey note={note} change={change} />
      )}
    </div>
  );
}

function AddPasskey({ note, change }: NoteProps) {
  const { w } = useWords();
  const desk = useDesk();
  const renew = useRenewSession();
  const { busy, error, run } = useBusy();
  const words = w.consult.note;
  const add = async (): Promise<void> => {
    await renew(await registerPasskey(desk.hub, words.passkeyName));
    change({ ...note, passkey: true });
  };
  return (
    <>
      <p className="help">{words.needPasskey}</p>
      <Failed error={error} />
      <Button isPending={busy} onPress={() => void run(add)}>
        {words.addPasskey}
      </Button>
    </>
  );
}

/** The browser's own no reads differently from the hub's. */
function Failed({ error }: { readonly error: unknown }) {
  const { w } = useWords();
  if (error instanceof PasskeyFailed) {
    return (
      <p className="said" role="alert">
        {w.consult.note.passkeyFailed}
      </p>
    );
  }
  return <Said error={error} />;
}
