/** My picture: chosen, cut, looked at as a resident will see it, put up or taken down. */

import "./portrait.css";
import { useEffect, useRef, useState } from "react";
import { Refusal } from "@telecare/core/http";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { useBusy } from "../parts/busy.ts";
import { Window } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { opened, portrait, Unfit, type Why } from "./crop.ts";

const PATH = "/api/session/portrait";
const MIDDLE = 50; // per cent

/** What is up now; null: nothing is. */
async function standing(signal: AbortSignal): Promise<Blob | null> {
  const answer = await fetch(PATH, { credentials: "same-origin", signal });
  if (answer.ok) return answer.blob();
  if (answer.status === 404) return null;
  throw new Refusal(answer.status, await answer.json().catch(() => null));
}

/** An address of a blob for as long as it is shown. */
function useAddress(blob: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = blob && URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}

interface Choice {
  readonly picture: ImageBitmap | null;
  readonly shift: number;
  /** The picture as cut at some shift; a newer one may be in the making. */
  readonly made: { readonly blob: Blob; readonly shift: number } | null;
  readonly why: Why | null;
}

const NONE: Choice = { picture: null, shift: MIDDLE, made: null, why: null };

/** What is up, what was chosen, and the acts on them. */
function useMyPicture() {
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const [up, setUp] = useState<Blob | null>(null);
  const [lost, setLost] = useState<unknown>(null);
  const [choice, setChoice] = useState(NONE);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    standing(stop.signal).then(setUp, (said: unknown) => stop.signal.aborted || setLost(said));
    return () => stop.abort();
  }, []);

  const choose = (chosen: File | undefined): void => {
    if (chosen) void opened(chosen).then((picture) => cutAt(picture, MIDDLE), refuse);
  };
  const refuse = (why: unknown): void =>
    setChoice({ ...NONE, why: why instanceof Unfit ? why.why : "noPicture" });
  const cutAt = (picture: ImageBitmap, shift: number): void => {
    setChoice((before) => {
      const made = before.picture === picture ? before.made : null; // never another file's
      return { picture, shift, made, why: null };
    });
    void portrait(picture, shift / 100).then(
      (blob) =>
        setChoice((now) => {
          const wanted = now.picture === picture && now.shift === shift;
          return wanted ? { ...now, made: { blob, shift } } : now;
        }),
      refuse,
    );
  };
  const { made } = choice;
  const ready = made?.shift === choice.shift ? made.blob : null;
  const stands = (picture: Blob | null): void => {
    setUp(picture);
    setChoice(NONE);
    file.current?.focus(); // the button pressed is gone, and Escape needs a place
  };
  const save = () =>
    run(async () => {
      if (!ready) return;
      await desk.hub.ask("put", PATH, { file: ready });
      stands(ready);
    });
  const remove = () =>
    run(async () => {
      await desk.hub.ask("delete", PATH, {});
      stands(null);
    });
  return { up, choice, ready, file, busy, error: error ?? lost, choose, cutAt, save, remove };
}

export function MyPicture({ close }: { close: () => void }) {
  const { w } = useWords();
  const mine = useMyPicture();
  const { up, choice, ready, busy, error, save, remove } = mine;
  const { made } = choice;
  const t = w.portrait;
  return (
    <Window title={t.title} close={close}>
      <p className="help">{t.consent}</p>
      <div className="stack">
        <Chooser mine={mine} />
        <Preview blob={made?.blob ?? up} />
        <p role="status" className="help">
          {made ? t.fresh : up ? t.up : t.drawn}
        </p>
        <Said error={error} />
        <div className="window-foot">
          {up ? (
            <Button isDisabled={busy} onPress={() => void remove()}>
              {t.remove}
            </Button>
          ) : null}
          <Button
            className="primary"
            isPending={busy}
            isDisabled={!ready}
            onPress={() => void save()}
          >
            {t.save}
          </Button>
        </div>
      </div>
    </Window>
  );
}

/** The file, why it does not do, and where a picture that is no square is cut. */
function Chooser({ mine }: { mine: ReturnType<typeof useMyPicture> }) {
  const { w } = useWords();
  const { choice, file, choose, cutAt } = mine;
  const { picture, why } = choice;
  const t = w.portrait;
  return (
    <>
      <label className="file">
        <span>{t.choose}</span>
        <input
          ref={file}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </label>
      {why ? (
        <p className="said" role="alert">
          {t.unfit[why]}
        </p>
      ) : null}
      {picture && picture.width !== picture.height ? (
        <label className="portrait-shift">
          <span>{t.move}</span>
          <input
            type="range"
            min={0}
            max={100}
            value={choice.shift}
            onChange={(event) => cutAt(picture, Number(event.target.value))}
          />
        </label>
      ) : null}
    </>
  );
}

/** The ringing screen in small: the ring, the name, the place and the green button. */
function Preview({ blob }: { blob: Blob | null }) {
  const { w, say } = useWords();
  const { session } = usePerson();
  const address = useAddress(blob);
  const { staff } = session;
  return (
    <figure className="ring-preview" aria-label={w.portrait.preview}>
      <div className="ring-face">{address ? <img src={address} alt="" /> : <Figure />}</div>
      <figcaption>
        <b>{staff?.name}</b>
        <span>{staff ? w.portrait.rings(say(staff.organisation_name)) : ""}</span>
        <span className="ring-answer" aria-hidden="true">
          {w.portrait.answer}
        </span>
      </figcaption>
    </figure>
  );
}

/** The tablet's own drawn figure. */
function Figure() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 4a4.5 4.5 0 1 0 .01 0M3 25c0-8 4-11 9-11s9 3 9 11" />
    </svg>
  );
}
