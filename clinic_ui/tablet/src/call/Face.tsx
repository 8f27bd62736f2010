/** The caller's picture: fetched once for a call, the drawn figure until then and without it. */

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts.tsx";
import type { CallProps } from "../seam.ts";
import { Held, pictureOf } from "./portrait.ts";

const held = new Held();

export function Face({ ring, sign }: CallProps): VNode {
  const path = ring.portrait;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (path === null) return;
    let here = true;
    void held
      .take(path, () => pictureOf(path, sign))
      .then((found) => here && setAddress(found));
    return () => {
      here = false;
      setAddress(null);
      held.give();
    };
  }, [path]);
  if (!address) return <Icon name="person" />;
  return <img src={address} alt="" onError={() => setAddress(null)} />;
}
