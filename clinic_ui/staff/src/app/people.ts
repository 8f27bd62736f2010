import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { Reading } from "@telecare/core/client";
import { usePerson } from "./person.ts";

/** A question about people: not asked while the screen is locked, and forgotten when it locks. */
export function usePeople<T>(
  key: readonly unknown[],
  ask: (reading: Reading) => Promise<T>,
  /** After how many milliseconds to look again; false: not by itself. */
  again: (data: T | undefined) => number | false = () => false,
): UseQueryResult<T> {
  const { session } = usePerson();
  const cache = useQueryClient();
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask({ signal, again: cache.getQueryData(key) !== undefined }),
    enabled: !session.locked,
    refetchInterval: ({ state }) => again(state.data),
    placeholderData: (old) => old,
  });
  // What was read before the lock must not stand behind it.
  return session.locked ? ({ ...found, data: undefined } as UseQueryResult<T>) : found;
}
