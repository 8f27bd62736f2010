import { Link, useNavigate } from "@tanstack/react-router";
import { Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { clockText } from "@telecare/core/format";
import { SEVERITIES } from "@telecare/core/severity";
import type { Language, Severity } from "@telecare/core/shapes";
import { SECOND } from "@telecare/core/time";
import { Icon } from "../parts/icons.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { Mark } from "../signin/Entrance.tsx";
import { SILENT_AFTER, useDesk, type LinkState } from "./desk.ts";
import { useBoard, useStore, useTick, useWords } from "./hooks.ts";
import { useLockNow } from "./idle.ts";
import { useMayTriage, usePerson, usePlaces } from "./person.ts";
import { useRenewSession } from "./session.ts";

export function TopBar({
  openPalette,
  openHelp,
  openPicture,
}: {
  openPalette: () => void;
  openHelp: () => void;
  openPicture: () => void;
}) {
  const { w } = useWords();
  const { session } = usePerson();
  const triage = useMayTriage();
  return (
    <header className="bar">
      <span className="bar-name">
        <Mark />
        <b>{w.common.product}</b>
      </span>
      {triage ? <Counters /> : null}
      <Button className="find" onPress={openPalette} isDisabled={session.locked}>
        <Icon name="search" size={16} />
        <span>{w.shell.searchHint}</span>
        <kbd>Ctrl K</kbd>
      </Button>
      <div className="bar-right">
        {triage ? (
          <>
            <Connection />
            <SoundSwitch />
          </>
        ) : null}
        <ServerClock />
        <PersonMenu openHelp={openHelp} openPicture={openPicture} />
      </div>
    </header>
  );
}

function Counters() {
  const { w } = useWords();
  return (
    <nav className="counters" aria-label={w.shell.counters}>
      {SEVERITIES.map((severity) => (
        <Counter key={severity} severity={severity} />
      ))}
    </nav>
  );
}

function Counter({ severity }: { severity: Severity }) {
  const count = useBoard((board) => board?.counts[severity] ?? 0);
  const view = severity === "P4" ? "devices" : "now";
  return (
    <Link to="/" search={{ view }} className="counter">
      <SeverityBadge severity={severity} count={count} />
    </Link>
  );
}

/** Whole seconds since the hub was last heard; the state is lost when the beat stays away. */
function useLine(): { state: LinkState["state"]; seconds: number } {
  const desk = useDesk();
  const { state, heardAt } = useStore(desk.link, (link) => link);
  const seconds = useTick(() => Math.floor((performance.now() - heardAt) / SECOND));
  return {
    state: state === "live" && seconds * SECOND > SILENT_AFTER ? "lost" : state,
    seconds,
  };
}

function Connection() {
  const { w } = useWords();
  const { state, seconds } = useLine();
  const { connection } = w.shell;
  const text = {
    connecting: connection.connecting,
    live: connection.liveAge(String(seconds)),
    lost: connection.lost(seconds),
  }[state];
  const told =
    state === "lost" ? connection.lost(0).replace(/\s*0\s?(초|s)/u, "") : connection[state];
  return (
    <span className={`line ${state}`}>
      <span className="line-dot" aria-hidden="true" />
      <span aria-hidden="true" data-line={state}>
        {text}
      </span>
      <span className="unseen" role="status">
        {told}
      </span>
    </span>
  );
}

function SoundSwitch() {
  const { w } = useWords();
  const desk = useDesk();
  const sound = useStore(desk.sound, (state) => state);
  const on = sound === "on";
  return (
    <Button
      className="bar-button"
      aria-label={`${w.shell.sound[sound]}. ${on ? w.shell.soundDisable : w.shell.soundEnable}`}
      onPress={() => (on ? desk.sounds.stop() : void desk.sounds.start())}
    >
      <Icon name={on ? "sound" : "mute"} size={16} />
      <span>{w.shell.sound[sound]}</span>
    </Button>
  );
}

function ServerClock() {
  const { w } = useWords();
  const time = useTick((now) => clockText(now));
  return (
    <span className="server-clock">
      <span className="unseen">{w.shell.clock} </span>
      <time>{time}</time>
    </span>
  );
}

function PersonMenu({
  openHelp,
  openPicture,
}: {
  openHelp: () => void;
  openPicture: () => void;
}) {
  const { w, language, say } = useWords();
  const { session, speak } = usePerson();
  const desk = useDesk();
  const lock = useLockNow();
  const renew = useRenewSession();
  const other: Language = language === "ko" ? "en" : "ko";
  const { staff } = session;
  const go = useNavigate();
  const mine = usePlaces().filter(({ menu }) => menu);
  const leave = async (): Promise<void> => {
    await desk.hub.signOut().catch(() => undefined);
    await renew();
  };
  return (
    <MenuTrigger key={String(session.locked)}>
      <Button
        className="bar-button person"
        isDisabled={session.locked}
        aria-label={`${w.shell.menu} ${session.locked ? "" : (staff?.name ?? "")}`}
      >
        {session.locked ? <span aria-hidden="true">●●●</span> : <span>{staff?.name}</span>}
        <Icon name="down" size={14} />
      </Button>
      <Popover className="menu" placement="bottom end">
        <p className="menu-head">
          <b>{staff?.name}</b>
          <span>
            {staff ? `${say(staff.organisation_name)} · ${w.common.role[staff.role]}` : ""}
          </span>
        </p>
        <Menu aria-label={w.shell.menu}>
          <MenuItem onAction={() => speak(other)}>
            <span lang={other}>{w.common.otherLanguage}</span>
          </MenuItem>
          {mine.map(({ to, word }) => (
            <MenuItem key={to} id={to} onAction={() => void go({ to })}>
              {w.common.screens[word]}
            </MenuItem>
          ))}
          <MenuItem onAction={openPicture}>{w.portrait.title}</MenuItem>
          <MenuItem onAction={openHelp}>
            {w.shell.help.title} <kbd>?</kbd>
          </MenuItem>
          <MenuItem onAction={() => void lock()}>{w.signin.lockNow}</MenuItem>
          <Separator />
          <MenuItem onAction={() => void leave()}>{w.common.signOut}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

export function SoundBanner() {
  const { w } = useWords();
  const desk = useDesk();
  const sound = useStore(desk.sound, (state) => state);
  if (sound === "on") return null;
  return (
    <aside className="sound-banner" aria-label={w.shell.soundEnable}>
      <Icon name="mute" size={16} />
      <span>{w.shell.soundBanner}</span>
      <Button onPress={() => void desk.sounds.start()}>{w.shell.soundEnable}</Button>
    </aside>
  );
}
