import qrcode from "qrcode-generator";
import { useMemo } from "react";

const QUIET = 4; // modules of white around the code, as the standard asks

/** A QR code as one vector path: nothing is fetched and nothing leaves the page. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => drawn(text), [text]);
  const box = `${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`;
  return (
    <svg className="qr" viewBox={box} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#111c26" />
    </svg>
  );
}

function drawn(text: string): { path: string; size: number } {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const dark: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (code.isDark(row, column)) dark.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return { path: dark.join(""), size };
}
