import { useState } from "react";
import { Checkbox } from "react-aria-components";
import { KEY_OF, type Verb } from "@telecare/core/keys";
import { Window } from "../parts/Field.tsx";
import { useWords } from "./hooks.ts";

const OFF = "telecare.shortcuts.off";

export interface Shortcuts {
  readonly enabled: boolean;
  readonly enable: (on: boolean) => void;
}

/** Single letters can be switched off: some people speak to their computer (WCAG 2.1.4). */
export function useShortcuts(): Shortcuts {
  const [enabled, setEnabled] = useState(() => localStorage.getItem(OFF) === null);
  return {
    enabled,
    enable: (on) => {
      if (on) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
      setEnabled(on);
    },
  };
}

export function Help({ shortcuts, close }: { shortcuts: Shortcuts; close: () => void }) {
  const { w } = useWords();
  const { help, palette } = w.shell;
  const verbs = Object.entries(KEY_OF) as readonly (readonly [Verb, string])[];
  const rows: readonly (readonly [string, string])[] = [
    ...verbs.map(([verb, key]) => [key, w.board.verbs[verb]] as const),
    ["J", help.next],
    ["K", help.previous],
    ["S", w.bulk.select],
    [".", help.refresh],
    ["Ctrl K  ⌘ K", palette.title],
    ["?", help.help],
    ["Esc", help.back],
  ];
  return (
    <Window title={help.title} close={close}>
      <p>{help.intro}</p>
      <dl className="keys">
        {rows.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split("  ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Checkbox className="check" isSelected={shortcuts.enabled} onChange={shortcuts.enable}>
        <span className="check-box" aria-hidden="true" />
        {help.enabled}
      </Checkbox>
    </Window>
  );
}
