import { memo } from "react";

const WIDTH = 92;
const HEIGHT = 22;

/** Activity of the last 24 hours as small bars, oldest first; an empty hour is a base line dot. */
export const Spark = memo(function Spark({ hours }: { hours: readonly number[] }) {
  const top = Math.max(1, ...hours);
  const step = WIDTH / Math.max(1, hours.length);
  const bars = hours
    .map((count, at) => {
      if (count <= 0) return "";
      const tall = Math.max(2, (Math.sqrt(count) / Math.sqrt(top)) * (HEIGHT - 3));
      const x = (at * step + 0.5).toFixed(1);
      return `M${x} ${HEIGHT - 2}v-${tall.toFixed(1)}h${(step - 1.2).toFixed(1)}v${tall.toFixed(1)}z`;
    })
    .join("");
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <path className="spark-base" d={`M0 ${HEIGHT - 1.5}H${WIDTH}`} />
      <path className="spark-bars" d={bars} />
    </svg>
  );
});
