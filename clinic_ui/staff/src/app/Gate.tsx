/** The way in: sign-in, second factor, start of the shift, then the desk. */

import { useEffect, useMemo, useRef, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { StartShift } from "../signin/StartShift.tsx";
import { SecondFactor } from "../signin/SecondFactor.tsx";
import { SignIn } from "../signin/SignIn.tsx";
import { linkToken, TestPage, useLink } from "../oncall/Test.tsx";
import { Screens } from "./Screens.tsx";
import { useDesk } from "./desk.ts";
import { speech, SpeechContext } from "./hooks.ts";
import { rememberedLanguage, rememberLanguage, useSession } from "./session.ts";
import type { Language, Session } from "@telecare/core/shapes";

export function Gate() {
  const desk = useDesk();
  const session = useSession().data;
  const [language, setLanguage] = useState(rememberedLanguage);
  const own = session?.signed_in ? session.staff?.language : undefined;
  const chosen = useRef<Language>(undefined); // at the door, before anybody was signed in
  useEffect(() => {
    if (!own) return;
    if (chosen.current && chosen.current !== own) desk.hub.speak(chosen.current).catch(ignore);
    else setLanguage(own);
    chosen.current = undefined;
  }, [own, desk]);
  const spoken = useMemo(() => speech(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = spoken.w.common.product;
    rememberLanguage(language);
  }, [language, spoken]);

  const speak = (next: Language): void => {
    setLanguage(next);
    if (session?.signed_in) desk.hub.speak(next).catch(ignore);
    else chosen.current = next;
  };

  return (
    <I18nProvider locale={language === "ko" ? "ko-KR" : "en-GB"}>
      <SpeechContext value={spoken}>
        <Way session={session} speak={speak} />
      </SpeechContext>
    </I18nProvider>
  );
}

/** Only a preference: the screen has changed already. */
const ignore = (): void => undefined;

const SHIFT = "telecare.shift";

function Way({
  session,
  speak,
}: {
  session: Session | undefined;
  speak: (next: Language) => void;
}) {
  const [started, setStarted] = useState(() => sessionStorage.getItem(SHIFT));
  const [path] = useState(() => location.pathname);
  const token = linkToken(path);
  const link = useLink(token);
  if (!session || link.isLoading) return <Waiting />;
  if (token !== null && link.data?.about === "test") return <TestPage token={token} />;
  if (!session.signed_in || session.second_factor === "none") {
    return <SignIn session={session} speak={speak} />;
  }
  if (session.second_factor !== "done") return <SecondFactor session={session} speak={speak} />;
  const onCall = /^\/(m|n|oncall)\//u.test(path); // no desk, so no shift to begin
  if (started !== session.staff?.id && !onCall) {
    const start = (): void => {
      sessionStorage.setItem(SHIFT, session.staff?.id ?? "");
      setStarted(session.staff?.id ?? "");
    };
    return <StartShift session={session} speak={speak} start={start} />;
  }
  return <Screens session={session} speak={speak} />;
}

function Waiting() {
  return <main className="entrance" aria-busy="true" />;
}
