import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ApiError, call } from '../contract/client.ts'
import type { AnyRoute, RouteAnswer, RouteInput } from '../contract/route.ts'

/** The key under which an answer is kept: the route first, so that every answer of a route can be refreshed at once. */
export const answerKey = (route: AnyRoute, input: unknown): readonly unknown[] => [route.id, input]

/** A refusal is final until something changes; only an unreachable server is worth a second try. */
const retry = (failures: number, error: unknown): boolean => {
  const status = (error as Partial<ApiError>).status ?? 0
  return failures < 2 && (status === 0 || status === 503)
}

export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if ((error as Partial<ApiError>).status === 401) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry, staleTime: 10_000 } },
  })
}

interface RouteOptions {
  /** False holds the question back, for example until a parameter is known. */
  readonly enabled?: boolean
  /** Ask again every so many seconds. */
  readonly everySeconds?: number
  /** Go on showing the last answer while the next one comes (for filters and searches). */
  readonly keepLast?: boolean
}

/** Asks a route and keeps its answer: `const query = useRoute(getRisk, { query: {} })`. Show it with `<Loaded query={query}>`. */
export function useRoute<const R extends AnyRoute>(
  route: R,
  input: RouteInput<R>,
  options: RouteOptions = {},
): UseQueryResult<RouteAnswer<R>, ApiError> {
  return useQuery<RouteAnswer<R>, ApiError>({
    queryKey: answerKey(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
  })
}

interface ActionOptions<R> {
  /** Routes whose answers are out of date once this has happened. */
  readonly refresh?: readonly AnyRoute[]
  readonly onDone?: (answer: RouteAnswer<R>) => void
  readonly onRefused?: (error: ApiError) => void
}

/** Something a person does: `const save = useAction(putPreferences, { refresh: [getPreferences] }); save.mutate({ ... })`. */
export function useAction<const R extends AnyRoute>(
  route: R,
  options: ActionOptions<R> = {},
): UseMutationResult<RouteAnswer<R>, ApiError, RouteInput<R>> {
  const client = useQueryClient()
  return useMutation<RouteAnswer<R>, ApiError, RouteInput<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: async (answer) => {
      await refreshAnswers(client, options.refresh ?? [])
      options.onDone?.(answer)
    },
    onError: (error) => options.onRefused?.(error),
  })
}

/** Marks every kept answer of these routes as out of date; those on screen are asked again. */
export async function refreshAnswers(client: QueryClient, routes: readonly AnyRoute[]): Promise<void> {
  await Promise.all(routes.map((route) => client.invalidateQueries({ queryKey: [route.id] })))
}
