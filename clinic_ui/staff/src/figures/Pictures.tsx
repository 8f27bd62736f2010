/** The pictures of the figures: plain SVG, told apart by pattern so that they print in grey. */

import { useId } from "react";
import { monthText, share } from "@telecare/core/figures";
import type { FiguresPage, Judged } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";

const WIDE = 720;
const TALL = 200;
const LEFT = 40;
const TOP = 12;
const FLOOR = 160; // where the bars stand
const FULL = FLOOR - TOP; // how tall a hundred per cent is
const GRID = [0, 50, 100];

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
  const hatch = useId();
  const words = w.figures;
  const step = (WIDE - LEFT) / page.months.length;
  const y = (percent: number): number => FLOOR - (percent / 100) * FULL;
  return (
    <figure className="figure">
      <svg viewBox={`0 0 ${WIDE} ${TALL}`} role="img" aria-label={words.monthsPicture}>
        <defs>
          <Hatch id={hatch} />
        </defs>
        {GRID.map((percent) => (
          <g key={percent}>
            <line x1={LEFT} x2={WIDE} y1={y(percent)} y2={y(percent)} className="figure-grid" />
            <text x={LEFT - 6} y={y(percent) + 4} textAnchor="end" className="figure-text">
              {percent}%
            </text>
          </g>
        ))}
        {page.months.map((one, at) => {
          const x = LEFT + at * step + step * 0.14;
          const bar = step * 0.34;
          const [soon, inTime] = [share(one.soon, one.n), share(one.in_time, one.n)];
          return (
            <g key={one.month}>
              {soon === null ? null : (
                <rect
                  x={x}
                  y={y(soon)}
                  width={bar}
                  height={FLOOR - y(soon)}
                  className="figure-dark"
                />
              )}
              {inTime === null ? null : (
                <rect
                  x={x + bar + 2}
                  y={y(inTime)}
                  width={bar}
                  height={FLOOR - y(inTime)}
                  fill={`url(#${hatch})`}
                  className="figure-edge"
                />
              )}
              <text x={x + bar} y={FLOOR + 16} textAnchor="middle" className="figure-text">
                {shortMonth(one.month, language)}
              </text>
              <text x={x + bar} y={FLOOR + 31} textAnchor="middle" className="figure-faint">
                {one.n}
              </text>
            </g>
          );
        })}
        <line
          x1={LEFT}
          x2={WIDE}
          y1={y(page.soon_target)}
          y2={y(page.soon_target)}
          className="figure-target"
        />
      </svg>
      <figcaption className="caption figure-key">
        <Key mark="figure-dark" word={words.soon} />
        <Key mark="figure-hatched" word={words.inTime} />
        <Key
          mark="figure-dashed"
          word={`${words.soon}: ${words.target(`${page.soon_target}%`)}`}
        />
      </figcaption>
    </figure>
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
