import { AppError, errorCodes, type ErrorCode, type Problem, type ProblemDocument } from '../../contract/app-error.ts'
import type { ZodError } from 'zod'

/** The one place where a refusal becomes an HTTP answer. */
export function problemResponse(error: AppError, requestId: string): Response {
  const status = errorCodes[error.code]
  const { problems, current, retryAfterSeconds } = error.details
  return respond(error.code, status, error.message, requestId, { problems, current }, retryAfterSeconds)
}

/** A bug: the message stays inside, the request id lets an administrator find it in the log. */
export const bugResponse = (requestId: string): Response =>
  respond(
    'internal',
    500,
    `Something went wrong here. It is recorded as ${requestId}; tell your administrator this number.`,
    requestId,
    {},
  )

function respond(
  code: ErrorCode | 'internal',
  status: number,
  detail: string,
  requestId: string,
  more: { problems?: readonly Problem[] | undefined; current?: unknown },
  retryAfterSeconds?: number,
): Response {
  const document: ProblemDocument = {
    type: `/problems/${code}`,
    title: code,
    status,
    detail,
    requestId,
    ...(more.problems ? { problems: more.problems } : {}),
    ...(more.current !== undefined ? { current: more.current } : {}),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return new Response(JSON.stringify(document), { status, headers })
}

const labels = { params: 'The address', query: 'The query', body: 'What was sent' } as const

/** Validation refusals name the field and say what would be right. */
export function invalid(part: keyof typeof labels, error: ZodError): AppError {
  const problems = error.issues.map((issue) => ({ path: issue.path.join('.'), sentence: issue.message }))
  const first = problems[0]
  const where = first?.path ? ` (${first.path})` : ''
  return new AppError('invalid', `${labels[part]} is not right${where}: ${first?.sentence ?? 'see the problems.'}`, {
    problems,
  })
}
