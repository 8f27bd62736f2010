/** The call on the caller's screen: the picture, what was agreed to be beside it, what to do. */

import { useEffect, useRef, useState, type ReactNode } from "react";
import { howGood, LINE_CHARS, spoken, type CallLine, type CallView } from "@telecare/core/call";
import { usePerson } from "../app/person.ts";
import { useWords, type Speech } from "../app/hooks.ts";
import { ChartPane } from "../consult/Chart.tsx";
import { GateWindow } from "../consult/Entry.tsx";
import { NotePane } from "../consult/Note.tsx";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useCalling } from "./calling.tsx";
import { ByPhone, HomePhone } from "./ByPhone.tsx";
import "./call.css";

/** A clinician's call takes the screen, the chart beside it; a caseworker's leaves the alert. */
export function CallWindow() {
  const { view, line, error, gateFor, again, close } = useCalling();
  const { session } = usePerson();
  const { w } = useWords();
  if (gateFor) {
    return <GateWindow residentId={gateFor} close={close} onPassed={() => void again()} />;
  }
  if (!view || !line) {
    return error ? (
      <section className="call call-welfare" aria-label={w.call.window}>
        <Said error={error} />
        <Button onPress={close}>{w.call.close}</Button>
      </section>
    ) : null;
  }
  const care = view.call.purpose === "care";
  return (
    <section
      className={care ? "call call-care" : "call call-welfare"}
      aria-label={w.call.window}
      data-state={view.call.state}
      data-own={view.own}
    >
      <div className="call-stage">
        <Head view={view} hidden={session.locked} />
        {view.call.state === "ended" ? (
          <Ended view={view} />
        ) : (
          <>
            <Pictures view={view} hidden={session.locked} />
            <Bar view={view} line={line} />
          </>
        )}
        <Said error={error} />
      </div>
      {care && !session.locked ? (
        <aside className="call-side">
          <NotePane callId={view.call.id} spoken={spoken(view.call)} />
          <ChartPane residentId={view.call.resident_id} />
        </aside>
      ) : null}
    </section>
  );
}

function Head({ view, hidden }: { view: CallView; hidden: boolean }) {
  const { w, say } = useWords();
  const name = hidden ? "" : view.call.resident_name;
  return (
    <header className="call-head">
      <h2>{name}</h2>
      {hidden ? null : <p className="call-plate">{plate(view, w.call, say)}</p>}
      <p role="status">{standing(view, name, w.call)}</p>
      {view.quality && view.call.state === "connected" ? (
        <p className={`call-quality ${howGood(view.quality)}`}>
          {w.call.qualityLabel} {w.call.quality[howGood(view.quality)]} ·{" "}
          {w.call.loss(view.quality.loss_percent)}
        </p>
      ) : null}
    </header>
  );
}

/** Birth year and place beside the name: two people of one name are not mixed up. */
function plate({ call }: CallView, w: CallWords, say: Speech["say"]): string {
  const { resident_birth_year: year, resident_place: place } = call;
  return [year === null ? "" : w.born(year), say(place)].filter(Boolean).join(" · ");
}

type CallWords = ReturnType<typeof useWords>["w"]["call"];

function standing({ call, own, peer }: CallView, name: string, w: CallWords): string {
  if (call.state === "ended") return "";
  if (own === "rejoining") return w.rejoining;
  if (call.state === "ringing") return w.ringing(name);
  if (call.state === "answered") return w.connecting;
  return peer === "away" ? w.peerAway : w.talking;
}

function Pictures({ view, hidden }: { view: CallView; hidden: boolean }) {
  const { w } = useWords();
  const own = view.mine?.getVideoTracks().length ?? 0;
  return (
    <div className="call-pictures">
      <Picture
        stream={view.theirs}
        label={w.call.theirPicture(hidden ? "" : view.call.resident_name)}
        className="theirs"
      />
      {view.call.video && own > 0 ? (
        <Picture stream={view.mine} label={w.call.ownPicture} className="mine" muted />
      ) : null}
      {view.call.video ? null : <p className="call-note">{w.call.voiceOnly}</p>}
      {view.call.video && own === 0 ? <p className="call-note">{w.call.noCamera}</p> : null}
    </div>
  );
}

function Picture(props: {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly className: string;
  readonly muted?: boolean;
}) {
  const place = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (place.current && place.current.srcObject !== props.stream) {
      place.current.srcObject = props.stream;
    }
  }, [props.stream]);
  return (
    <video
      ref={place}
      className={props.className}
      aria-label={props.label}
      autoPlay
      playsInline
      muted={props.muted ?? false}
    />
  );
}

function Bar({ view, line }: { view: CallView; line: CallLine }) {
  const { w } = useWords();
  const { busy, error, run } = useBusy();
  const [phone, setPhone] = useState(false);
  const ringing = view.call.state === "ringing";
  return (
    <footer className="call-bar">
      <Typed line={line} />
      <div className="call-buttons">
        <Button aria-pressed={view.muted} onPress={() => line.mute(!view.muted)}>
          {view.muted ? w.call.unmute : w.call.mute}
        </Button>
        {view.call.video ? (
          <Button aria-pressed={view.dark} onPress={() => line.darken(!view.dark)}>
            {view.dark ? w.call.cameraOn : w.call.cameraOff}
          </Button>
        ) : null}
        <Button onPress={() => setPhone(true)}>{w.call.toPhone}</Button>
        <Button
          className="danger"
          isDisabled={busy}
          onPress={() => void run(() => line.hangUp())}
        >
          {ringing ? w.call.cancel : w.call.end}
        </Button>
      </div>
      <Said error={error} />
      {phone ? <ByPhone line={line} close={() => setPhone(false)} /> : null}
    </footer>
  );
}

function Typed({ line }: { line: CallLine }) {
  const { w } = useWords();
  const [text, setText] = useState("");
  return (
    <form
      className="call-typed"
      onSubmit={(event) => {
        event.preventDefault();
        line.type(text);
        setText("");
      }}
    >
      <Field label={w.call.typeLabel} value={text} onChange={setText} maxLength={LINE_CHARS} />
      <Button type="submit">{w.call.typeSend}</Button>
    </form>
  );
}

function Ended({ view }: { view: CallView }): ReactNode {
  const { w } = useWords();
  const { again, close, busy, line } = useCalling();
  const [phone, setPhone] = useState(false);
  const { outcome, phone_reason, resident_id } = view.call;
  const [what, next] = w.call.outcomes[outcome ?? "failed"];
  const over = outcome === "completed" || outcome === "cancelled";
  return (
    <div className="call-ended">
      <p className="call-outcome" role="alert">
        {what}
      </p>
      {next ? <p>{next}</p> : null}
      {over ? null : <HomePhone residentId={resident_id} />}
      <div className="call-buttons">
        {over || outcome === "by_phone" ? null : (
          <>
            <Button className="primary" isDisabled={busy} onPress={() => void again()}>
              {w.call.again}
            </Button>
            {phone_reason === null ? (
              <Button onPress={() => setPhone(true)}>{w.call.toPhone}</Button>
            ) : null}
          </>
        )}
        <Button onPress={close}>{w.call.close}</Button>
      </div>
      {phone && line ? <ByPhone line={line} close={() => setPhone(false)} /> : null}
    </div>
  );
}

/** After a reload: the call goes on without this tab until somebody comes back or ends it. */
export function WaitingCall() {
  const { w } = useWords();
  const { session } = usePerson();
  const { waiting, view, comeBack, endWaiting, busy } = useCalling();
  if (!waiting || view || session.locked) return null;
  return (
    <section className="call-waiting" role="status">
      <p>
        {w.call.back}: {waiting.resident_name}
      </p>
      <Button className="primary" isDisabled={busy} onPress={() => void comeBack()}>
        {w.call.comeBack}
      </Button>
      <Button onPress={() => void endWaiting()}>{w.call.end}</Button>
    </section>
  );
}
