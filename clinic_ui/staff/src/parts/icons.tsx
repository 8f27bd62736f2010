/** The few pictures of the desk, drawn by hand at 20 px; they always stand beside a word. */

import type { ReactNode } from "react";

const DRAWN = {
  alerts: <path d="M3 5h14M3 10h9M3 15h14" />,
  residents: (
    <>
      <circle cx="10" cy="6.5" r="3.2" />
      <path d="M3.5 17c.6-3.6 3.2-5.4 6.5-5.4s5.9 1.8 6.5 5.4" />
    </>
  ),
  incidents: (
    <>
      <path d="M10 3 2.5 16.5h15z" />
      <path d="M10 8.2v3.8M10 14.2v.2" />
    </>
  ),
  tasks: <path d="M3.5 5.5 5 7l2.5-3M3.5 11.5 5 13l2.5-3M10 6h7M10 12h7M10 17h7" />,
  rota: (
    <>
      <rect x="3" y="4" width="14" height="13" rx="2" />
      <path d="M3 8h14M7 2.5V5M13 2.5V5M6.5 11.5h2M11.5 11.5h2M6.5 14h2" />
    </>
  ),
  handover: <path d="M3 7h12l-3-3M17 13H5l3 3" />,
  steps: <path d="M3 16h4v-4h4V8h4V4h3M3 9l3-3M6 9V6H3" />,
  figures: <path d="M3 17h14M5.5 14V9.5M10 14V4M14.5 14V7" />,
  download: <path d="M10 3v9M6 8.5l4 4 4-4M4 16.5h12" />,
  reach: <path d="M10 13v4M7 17h6M10 10.5v0M6.5 12a5 5 0 1 1 7 0M4 14.5a8 8 0 1 1 12 0" />,
  phone: <path d="M6 2.5h8v15H6zM9 15h2" />,
  staff: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="2" />
      <circle cx="7.5" cy="9" r="1.7" />
      <path d="M5 13.3c.4-1.3 1.3-1.8 2.5-1.8s2.1.5 2.5 1.8M12 8.5h3M12 11.5h3" />
    </>
  ),
  audit: (
    <>
      <path d="M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  credits: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9v5M10 6.2v.2" />
    </>
  ),
  handbook: (
    <path d="M4 4.5C6 3.6 8 3.6 10 5c2-1.4 4-1.4 6-.5v11c-2-.9-4-.9-6 .5-2-1.4-4-1.4-6-.5zM10 5v11" />
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="m13 13 4 4" />
    </>
  ),
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="8" rx="1.8" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  sound: (
    <path d="M4 8v4h2.5L10 15V5L6.5 8zM12.5 7.5a3.5 3.5 0 0 1 0 5M14.8 5.5a6.5 6.5 0 0 1 0 9" />
  ),
  mute: <path d="M4 8v4h2.5L10 15V5L6.5 8zM13 8l4 4M17 8l-4 4" />,
  key: (
    <>
      <circle cx="6.5" cy="10" r="3" />
      <path d="M9.5 10H17v2.5M14 10v2" />
    </>
  ),
  check: <path d="m4.5 10.5 3.5 3.5 7.5-8" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  right: <path d="m8 5 5 5-5 5" />,
  up: <path d="m5 12 5-5 5 5" />,
  down: <path d="m5 8 5 5 5-5" />,
  back: <path d="m12 5-5 5 5 5" />,
  plus: <path d="M10 4v12M4 10h12" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWN;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {DRAWN[name]}
    </svg>
  );
}
