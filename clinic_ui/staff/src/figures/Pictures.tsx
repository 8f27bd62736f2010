/** The pictures of the figures: plain SVG, told apart by pattern so that they print in grey. */

import { useId } from "react";
import { monthText, share } from "@telecare/core/figures";
import type { FiguresPage, Judged } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";

const WIDE = 720;
const TALL = 160;
const GRID = [100, 50, 0]; // per cent, as they stand from above

function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" className="figure-light" />
      <path d="M-1 1l2-2M0 6l6-6M5 7l2-2" className="figure-stroke" />
    </pattern>
  );
}

/** Twelve months of P1: how many per cent within 60 s (solid) and within 180 s (hatched). */
export function MonthsPicture({ page }: { page: FiguresPage }) {
  const { w, language } = useWords();
  const words = w.figures;
  const target = words.target(`${page.soon_target}%`);
  return (
    <figure className="figure">
      <div className="figure-plot">
        <div className="figure-scale caption" aria-hidden="true">
          {GRID.map((percent) => (
            <span key={percent}>{percent}%</span>
          ))}
        </div>
        <Bars page={page} />
        <div className="figure-months caption" aria-hidden="true">
          {page.months.map((one) => (
            <span key={one.month}>
              {shortMonth(one.month, language)}
              <br />
              n={one.n}
            </span>
          ))}
        </div>
      </div>
      <figcaption className="caption figure-key">
        <Key mark="figure-dark" word={words.soon} />
        <Key mark="figure-hatched" word={words.inTime} />
        <Key mark="figure-dashed" word={`${words.soon}: ${target}`} />
      </figcaption>
    </figure>
  );
}

function Bars({ page }: { page: FiguresPage }) {
  const { w } = useWords();
  const hatch = useId();
  const step = WIDE / page.months.length;
  const bar = step * 0.34;
  const tall = (percent: number): number => (percent / 100) * TALL;
  const y = (percent: number): number => TALL - tall(percent);
  return (
    <svg
      viewBox={`0 0 ${WIDE} ${TALL}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={w.figures.monthsPicture}
    >
      <defs>
        <Hatch id={hatch} />
      </defs>
      {GRID.map((percent) => (
        <line
          key={percent}
          x1={0}
          x2={WIDE}
          y1={y(percent)}
          y2={y(percent)}
          className="figure-grid"
        />
      ))}
      {page.months.map((one, at) => {
        const x = at * step + step * 0.15;
        const soon = share(one.soon, one.n) ?? 0;
        const inTime = share(one.in_time, one.n) ?? 0;
        return (
          <g key={one.month}>
            <rect x={x} y={y(soon)} width={bar} height={tall(soon)} className="figure-dark" />
            <rect
              x={x + bar + 2}
              y={y(inTime)}
              width={bar}
              height={tall(inTime)}
              fill={`url(#${hatch})`}
              className={inTime > 0 ? "figure-edge" : ""}
            />
          </g>
        );
      })}
      <line
        x1={0}
        x2={WIDE}
        y1={y(page.soon_target)}
        y2={y(page.soon_target)}
        className="figure-target"
      />
    </svg>
  );
}

function Key({ mark, word }: { mark: string; word: string }) {
  return (
    <span>
      <i className={mark} aria-hidden="true" /> {word}
    </span>
  );
}

function shortMonth(month: string, language: "ko" | "en"): string {
  if (language === "ko") return `${Number(month.slice(5))}월`;
  return monthText(month, language).slice(0, 3);
}

/** How the judged alerts divide: false dark, help needed hatched, well empty. */
export function JudgedBar({ judged }: { judged: Judged }) {
  const { w } = useWords();
  const hatch = useId();
  const { kinds } = w.figures;
  const { n } = judged;
  const [dark, light] = [judged.false / n, judged.needed / n];
  const said = `${kinds.false} ${judged.false}, ${kinds.well} ${judged.well}, ${kinds.needed} ${judged.needed}`;
  return (
    <svg viewBox="0 0 120 14" className="figure-bar" role="img" aria-label={said}>
      <defs>
        <Hatch id={hatch} />
      </defs>
      <rect x="0.5" y="0.5" width="119" height="13" className="figure-empty" />
      <rect x="0.5" y="0.5" width={119 * dark} height="13" className="figure-dark" />
      <rect
        x={119.5 - 119 * light}
        y="0.5"
        width={119 * light}
        height="13"
        fill={`url(#${hatch})`}
      />
    </svg>
  );
}
