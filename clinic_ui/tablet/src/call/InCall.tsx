/** The call: the caller's picture over the whole screen, "hang up" and "louder". */

import "./call.css";
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../parts.tsx";
import type { CallProps } from "../seam.ts";
import { Face } from "./Face.tsx";
import { Line, type LineSeen } from "./line.ts";
import { Speaker } from "./speaker.ts";
import { T } from "../words.ts";
import { W } from "./words.ts";

export { Face };

const ENDED_MS = 2500; // long enough to read four words

const AT_FIRST: LineSeen = { own: "joining", peer: "here", typed: "", silent: false };

export function InCall(props: CallProps): VNode {
  const { ring, language } = props;
  const w = W[language];
  const caller = T[language].caller(ring.caller, ring.purpose === "care");
  const [seen, setSeen] = useState(AT_FIRST);
  const [over, setOver] = useState(false);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [louder, setLouder] = useState(0);
  const line = useRef<Line | null>(null);
  const speaker = useRef<Speaker | null>(null);

  useEffect(() => {
    const sound = (speaker.current = new Speaker());
    let later: ReturnType<typeof setTimeout> | null = null;
    const mine = (line.current = new Line(props, {
      seen: (change) => setSeen((before) => ({ ...before, ...change })),
      stream: (found) => {
        setStream(found);
        sound.play(found);
      },
      over: () => {
        setOver(true);
        later = setTimeout(() => props.onEnd("ended"), ENDED_MS);
      },
    }));
    mine.open().catch(() => props.onEnd("failed"));
    return () => {
      if (later !== null) clearTimeout(later);
      mine.close();
      sound.close();
    };
  }, [ring.consultation_id]);

  if (over) return <Ended words={w.ended} />;
  return (
    <main class="in-call" data-screen="call" data-state={seen.own}>
      <Picture stream={ring.video ? stream : null} label={caller} call={props} />
      <p class="in-call-name">{caller}</p>
      <p class="in-call-line" role="status" aria-live="polite">
        {seen.typed || told(seen, caller, language)}
      </p>
      <nav class="in-call-bar">
        <Button look="end" name="end" onTap={() => line.current?.hangUp()}>
          <strong>{w.end}</strong>
        </Button>
        <Button
          look="louder"
          name="louder"
          onTap={() => speaker.current?.louder() && setLouder(louder + 1)}
        >
          <strong>{speaker.current?.loudest ? w.loudest : w.louder}</strong>
        </Button>
        <Button look="call-help" name="help" onTap={props.help}>
          <strong>{w.help}</strong>
        </Button>
      </nav>
    </main>
  );
}

function told(seen: LineSeen, caller: string, language: CallProps["language"]): string {
  const w = W[language];
  if (seen.own === "joining") return w.connecting;
  if (seen.own === "rejoining") return w.again;
  if (seen.peer !== "here") return w.waits(caller);
  return seen.silent ? w.noSound : "";
}

function Picture(props: {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly call: CallProps;
}): VNode {
  const place = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (place.current && place.current.srcObject !== props.stream) {
      place.current.srcObject = props.stream;
    }
  });
  const shows = (props.stream?.getVideoTracks().length ?? 0) > 0;
  return (
    <div class="in-call-picture">
      {/* Muted: the voice goes through a gain of our own. */}
      <video ref={place} muted autoplay playsInline hidden={!shows} aria-label={props.label} />
      {shows ? null : <Face {...props.call} />}
    </div>
  );
}

function Ended({ words }: { readonly words: string }): VNode {
  return (
    <main class="in-call" data-screen="call" data-state="over">
      <h1 class="in-call-over">{words}</h1>
    </main>
  );
}
