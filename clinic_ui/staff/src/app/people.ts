import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { usePerson } from "./Screens.tsx";

/** A question about people: not asked while the screen is locked, and forgotten when it locks. */
export function usePeople<T>(
  key: readonly unknown[],
  ask: (signal: AbortSignal) => Promise<T>,
): UseQueryResult<T> {
  const { session } = usePerson();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(signal),
    enabled: !session.locked,
    placeholderData: (old) => old,
  });
}
