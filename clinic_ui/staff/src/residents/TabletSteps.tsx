import { useWords } from "../app/hooks.ts";
import { Qr } from "../parts/Qr.tsx";

/** Where a tablet enrols; the code stands after "#", which no browser sends to a server. */
export function enrolAddress(origin: string, code: string): string {
  return `${origin}/tablet/#code=${code}`;
}

/** What an installer does with a tablet and its code. */
export function TabletSteps({ code }: { code: string }) {
  const { w } = useWords();
  const words = w.tablets.enrol;
  const address = enrolAddress(location.origin, code);
  return (
    <div className="qr-row">
      <Qr text={address} label={words.qr} />
      <ol className="numbered">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <code className="secret">{address}</code>
    </div>
  );
}
