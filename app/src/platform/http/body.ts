import { AppError } from '../../contract/app-error.ts'
import type { AnyRoute } from '../../contract/route.ts'

const megabyte = 1024 * 1024
const words = (bytes: number): string => `${Math.floor(bytes / megabyte)} MB`

/** Reads at most `maxBytes`; a larger body is refused without being held in memory. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError('too-large', `This is larger than the ${words(maxBytes)} taken here. Split it, or send less.`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let total = 0
  if (request.body !== null)
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      total += chunk.byteLength
      if (total > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  const whole = new Uint8Array(total)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** The body as its route declares it: JSON, or a file's bytes. A form post of a foreign page has neither type and is refused. */
export async function readBody(route: AnyRoute, request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const wanted = route.bodyKind === 'bytes' ? 'application/octet-stream' : 'application/json'
  if (type !== wanted) throw new AppError('wrong-type', `Send this as ${wanted}.`)
  const bytes = await readBytes(request, route.maxBytes ?? megabyte)
  if (route.bodyKind === 'bytes') return bytes
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('invalid', 'What was sent is not JSON.')
  }
}
