import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { Reading } from "@telecare/core/client";
import { usePerson } from "./Screens.tsx";

/** A question about people: not asked while the screen is locked, and forgotten when it locks. */
export function usePeople<T>(
  key: readonly unknown[],
  ask: (reading: Reading) => Promise<T>,
): UseQueryResult<T> {
  const { session } = usePerson();
  const cache = useQueryClient();
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask({ signal, again: cache.getQueryData(key) !== undefined }),
    enabled: !session.locked,
    placeholderData: (old) => old,
  });
  // What was read before the lock must not stand behind it.
  return session.locked ? ({ ...found, data: undefined } as UseQueryResult<T>) : found;
}
