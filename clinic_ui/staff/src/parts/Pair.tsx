import type { ReactNode } from "react";

/** A name and what stands under it, in a list of pairs. */
export function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
