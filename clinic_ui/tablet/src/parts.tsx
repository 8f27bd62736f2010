/** The few things every screen is made of. */

import type { ComponentChildren, VNode } from "preact";

export interface ButtonProps {
  readonly look: string;
  readonly name: string;
  readonly onTap: () => void;
  readonly children: ComponentChildren;
}

export function Button({ look, name, onTap, children }: ButtonProps): VNode {
  return (
    <button type="button" class={`b ${look}`} data-act={name} onClick={onTap}>
      {children}
    </button>
  );
}

const PATHS = {
  smile: "M8.5 9.5h.01M15.5 9.5h.01M7.5 14c2 4 7 4 9 0M12 2a10 10 0 1 0 .01 0",
  bell: "M12 2v2M6 17V10a6 6 0 0 1 12 0v7l2 2H4zM10.5 22h3",
  camera: "M2 6h12v12H2zM14 11l7-4v10l-7-4",
  tick: "M4 13l5 5L20 6",
  person: "M12 4a4.5 4.5 0 1 0 .01 0M3 25c0-8 4-11 9-11s9 3 9 11",
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The emergency number; inert in demo, practice and tests: it never dials by accident. */
export function Call119(props: {
  readonly label: string;
  /** Why it does not dial; null: it dials. */
  readonly inert: string | null;
}): VNode {
  const words = [<strong key="n">119</strong>, <span key="w">{props.label}</span>];
  if (props.inert === null) {
    return (
      <a class="b main warn" data-act="119" href="tel:119">
        {words}
      </a>
    );
  }
  return (
    <button type="button" class="b main warn" data-act="119" aria-disabled="true">
      {words}
      <small>{props.inert}</small>
    </button>
  );
}
