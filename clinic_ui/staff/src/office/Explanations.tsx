import type { TermsPage } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";
import { ExplainedLines } from "../consult/Gate.tsx";

/** Hexadecimal digits of a digest that tell two versions apart on a screen. */
export const SHA_SHOWN = 12;

/** The explanation in force, Korean and English side by side. */
export function Texts({ page }: { page: TermsPage }) {
  const { w } = useWords();
  const words = w.office.terms;
  return (
    <section className="card">
      <h2>{words.texts}</h2>
      <div className="form-grid">
        {page.texts
          .filter((one) => one.in_force)
          .map(({ text, from_day }) => (
            <div key={text.language}>
              <ExplainedLines id={text.id} language={text.language} lines={text.lines} />
              <p className="caption">
                {words.from(from_day)} · SHA-256 {text.sha256.slice(0, SHA_SHOWN)}
              </p>
            </div>
          ))}
      </div>
    </section>
  );
}
