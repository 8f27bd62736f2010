import { useQuery } from "@tanstack/react-query";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Pair } from "../parts/Pair.tsx";
import { Said } from "../parts/Said.tsx";

/** Whose data is shown here, under which licence, and what was changed. */
export function Credits() {
  const { w, say } = useWords();
  const desk = useDesk();
  const words = w.office.credits;
  const { data, error } = useQuery({
    queryKey: ["credits"],
    queryFn: () => desk.hub.ask("get", "/api/credits", {}),
  });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="caption">{words.why}</span>
      </header>
      <Said error={error} />
      {data?.rows.map((credit) => (
        <section key={credit.title} className="card reading">
          <h2 lang="en">{credit.title}</h2>
          <dl className="pairs">
            <Pair name={words.authors}>{credit.authors}</Pair>
            <Pair name={words.licence}>{credit.licence}</Pair>
            <Pair name={words.source}>
              {credit.source.startsWith("https://") ? (
                <a href={credit.source} rel="noopener noreferrer" target="_blank">
                  {credit.source}
                </a>
              ) : (
                credit.source
              )}
            </Pair>
            <Pair name={words.changed}>{say(credit.changed)}</Pair>
            <Pair name={words.acknowledgement}>{credit.acknowledgement}</Pair>
          </dl>
          {credit.licence_text ? (
            <details>
              <summary>{words.licenceText}</summary>
              <pre className="licence" tabIndex={0}>
                {credit.licence_text}
              </pre>
            </details>
          ) : null}
        </section>
      ))}
      <section className="card reading">
        <h2>{words.font}</h2>
        <p>{words.fontText}</p>
        <p>
          <a className="text-link" href="/assets/pretendard-OFL.txt">
            {words.fontLicence}
          </a>
        </p>
      </section>
    </div>
  );
}
