import { useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useWords } from "../app/hooks.ts";

const HEIGHTS = [32, 40, 48] as const;
const KEPT = "telecare.density";

export interface DensityState {
  /** Height of a row in pixels at 100 % text size. */
  readonly height: number;
  readonly set: (height: number) => void;
}

export function useDensity(): DensityState {
  const [height, setHeight] = useState(() => {
    const kept = Number(localStorage.getItem(KEPT));
    return HEIGHTS.find((each) => each === kept) ?? 48;
  });
  return {
    height,
    set: (next) => {
      const known = HEIGHTS.find((each) => each === next);
      if (!known) return;
      localStorage.setItem(KEPT, String(known));
      setHeight(known);
    },
  };
}

const LINES: Readonly<Record<number, string>> = {
  32: "M3 4h14M3 8h14M3 12h14M3 16h14",
  40: "M3 5h14M3 10h14M3 15h14",
  48: "M3 6h14M3 14h14",
};

export function Density({ density }: { density: DensityState }) {
  const { w } = useWords();
  return (
    <ToggleButtonGroup
      className="density"
      aria-label={w.board.density}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(density.height)]}
      onSelectionChange={(keys) => {
        const [first] = keys;
        if (first !== undefined) density.set(Number(first));
      }}
    >
      {HEIGHTS.map((height) => (
        <ToggleButton
          key={height}
          id={String(height)}
          aria-label={w.board.densities[String(height)] ?? ""}
        >
          <svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
            <path d={LINES[height]} fill="none" stroke="currentColor" strokeWidth="1.8" />
          </svg>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
