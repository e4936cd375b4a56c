import type { ProblemDocument } from './app-error.ts'
import type { AnyRoute, RouteAnswer, RouteInput } from './route.ts'

/** A refusal as the browser meets it. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.detail)
    this.name = 'ApiError'
    this.status = problem.status
    this.problem = problem
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly body?: unknown
}

/** The address of a route with its parameters filled in. */
export function addressOf(route: AnyRoute, parts: Parts = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(parts.params?.[name])))
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(parts.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(key, `${value}`)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

const unreachable = (status: number): ProblemDocument => ({
  type: 'about:blank',
  title: 'unavailable',
  status,
  detail: 'The server cannot be reached just now. What you typed is still here; try again in a moment.',
  requestId: '',
})

/** Calls a route and gives its typed answer; throws `ApiError` with the server's sentence. */
export async function call<const R extends AnyRoute>(
  route: R,
  input: RouteInput<R>,
  options: { readonly signal?: AbortSignal; readonly fetch?: typeof fetch } = {},
): Promise<RouteAnswer<R>> {
  const parts = input as Parts
  const bytes = route.bodyKind === 'bytes'
  const init: RequestInit = { method: route.method.toUpperCase(), credentials: 'same-origin' }
  if (parts.body !== undefined) {
    init.headers = { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }
    init.body = bytes ? (parts.body as BodyInit) : JSON.stringify(parts.body)
  }
  if (options.signal) init.signal = options.signal
  let response: Response
  try {
    response = await (options.fetch ?? fetch)(addressOf(route, parts), init)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(unreachable(0))
  }
  if (!response.ok) {
    const json = response.headers.get('content-type')?.includes('json') ?? false
    throw new ApiError(json ? ((await response.json()) as ProblemDocument) : unreachable(response.status))
  }
  if (typeof route.answer === 'string') return response as RouteAnswer<R>
  return (response.status === 204 ? {} : await response.json()) as RouteAnswer<R>
}
