/** One line for everything: people, verbs, screens. Safe while Hangul is being composed. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { matches } from "@telecare/core/hangul";
import { KEY_OF } from "@telecare/core/keys";
import type { Found } from "@telecare/core/shapes";
import { ALERT_VERBS } from "@telecare/core/verbs";
import type { Answer } from "../app/commands.tsx";
import { useDesk } from "../app/desk.ts";
import { useEvent, useWords } from "../app/hooks.ts";
import { useLockNow } from "../app/idle.ts";
import { usePlaces } from "../app/person.ts";
import { usePerson } from "../app/person.ts";
import { Icon } from "../parts/icons.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";

interface Item {
  readonly id: string;
  readonly group: "verbs" | "screens" | "residents";
  readonly label: string;
  readonly hint?: string;
  readonly found?: Found;
  readonly run: () => void;
}

export function Palette({ close, give }: { close: () => void; give: Answer }) {
  const { w } = useWords();
  return (
    <ModalOverlay
      className="veil top"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : close())}
    >
      <Modal className="palette">
        <Dialog aria-label={w.shell.palette.title}>
          <Finder close={close} give={give} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ close, give }: { close: () => void; give: Answer }) {
  const { w } = useWords();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found, searching } = useResidents(typed);
  const commands = useCommandItems(typed, close, give);
  const people = useResidentItems(found, close);
  const items = ordered(typed, commands, people);
  const chosen = Math.min(at, items.length - 1);
  useEffect(() => setAt(0), [typed]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // While a syllable is composed, Enter and the arrows belong to the input method.
    if (event.nativeEvent.isComposing || event.key === "Process") return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setAt((chosen + step + items.length) % items.length);
    }
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      event.preventDefault();
      items[chosen]?.run();
    }
  };

  return (
    <>
      <div className="palette-line">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={items[chosen] ? `${list}-${chosen}` : undefined}
          aria-label={w.shell.palette.title}
          placeholder={w.shell.palette.hint}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <p className="unseen" role="status">
        {searching ? w.shell.palette.searching : w.shell.palette.results(items.length)}
      </p>
      <ul id={list} role="listbox" aria-label={w.shell.palette.title} className="palette-list">
        {items.map((item, index) => (
          <PaletteItem
            key={item.id}
            id={`${list}-${index}`}
            item={item}
            head={items[index - 1]?.group === item.group ? null : w.shell.palette[item.group]}
            chosen={index === chosen}
            hover={() => setAt(index)}
          />
        ))}
      </ul>
      {items.length === 0 && !searching ? (
        <p className="empty">{w.shell.palette.none}</p>
      ) : null}
    </>
  );
}

/** With nothing typed the commands stand first; whoever types looks for a person first. */
function ordered(typed: string, commands: readonly Item[], people: readonly Item[]) {
  return typed.trim() ? [...people, ...commands] : commands;
}

function PaletteItem(props: {
  readonly id: string;
  readonly item: Item;
  readonly head: string | null;
  readonly chosen: boolean;
  readonly hover: () => void;
}) {
  const { w, say } = useWords();
  const { item, chosen } = props;
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li
      ref={place}
      id={props.id}
      role="option"
      aria-selected={chosen}
      className={chosen ? "selected" : ""}
      {...(props.head === null ? {} : { "data-head": props.head })}
      onPointerMove={props.hover}
      onClick={item.run}
    >
      <span>
        <b>{item.label}</b>
        {item.found ? (
          <span className="caption">
            {" "}
            {item.found.age ?? ""} · {say(item.found.place)}
          </span>
        ) : null}
      </span>
      {item.found?.severity ? (
        <span className="caption">
          <SeverityBadge severity={item.found.severity} /> {w.shell.palette.hasAlert}
        </span>
      ) : null}
      {item.hint ? <kbd>{item.hint}</kbd> : null}
    </li>
  );
}

const PAUSE_MS = 140; // a fast typist's pause between two letters

/** Residents who fit what was typed; an older answer never replaces a newer one. */
function useResidents(typed: string): { found: readonly Found[]; searching: boolean } {
  const desk = useDesk();
  const [found, setFound] = useState<readonly Found[]>([]);
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const text = typed.normalize("NFC").trim();
    if (!text) {
      setFound([]);
      setSearching(false);
      return;
    }
    const stop = new AbortController();
    setSearching(true);
    const timer = setTimeout(() => {
      desk.hub
        .search(text, stop.signal)
        .then((answer) => setFound(answer.residents))
        .catch(() => stop.signal.aborted || setFound([]))
        .finally(() => stop.signal.aborted || setSearching(false));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, desk]);
  return { found, searching };
}

function useResidentItems(found: readonly Found[], close: () => void): readonly Item[] {
  const navigate = useNavigate();
  const open = useEvent((each: Found) => {
    close();
    if (each.alert_id)
      void navigate({ to: "/", search: { view: "now", alert: each.alert_id } });
    else void navigate({ to: "/residents/$id", params: { id: each.id } });
  });
  return found.map((each) => ({
    id: `resident ${each.id}`,
    group: "residents",
    label: each.name,
    found: each,
    run: () => open(each),
  }));
}

function useCommandItems(typed: string, close: () => void, give: Answer): readonly Item[] {
  const { w, language } = useWords();
  const { speak } = usePerson();
  const places = usePlaces();
  const navigate = useNavigate();
  const lock = useLockNow();
  const after = (run: () => void) => (): void => {
    close();
    run();
  };
  const verbs: readonly Item[] = ALERT_VERBS.map((verb) => ({
    id: verb,
    group: "verbs",
    label: w.board.verbs[verb],
    hint: KEY_OF[verb],
    run: after(() => void give(verb)),
  }));
  const screens: readonly Item[] = places.map(({ to, word }) => ({
    id: to,
    group: "screens",
    label: w.common.screens[word],
    run: after(() => void navigate({ to, ...(to === "/" ? { search: { view: "now" } } : {}) })),
  }));
  const others: readonly Item[] = [
    { id: "lock", group: "screens", label: w.signin.lockNow, run: after(() => void lock()) },
    {
      id: "language",
      group: "screens",
      label: w.common.otherLanguage,
      run: after(() => speak(language === "ko" ? "en" : "ko")),
    },
    {
      id: "picture",
      group: "screens",
      label: w.portrait.title,
      run: () => void give("picture"),
    },
    {
      id: "help",
      group: "screens",
      label: w.shell.help.title,
      hint: "?",
      run: () => void give("help"),
    },
  ];
  return [...verbs, ...screens, ...others].filter(({ label }) => matches(label, typed));
}
