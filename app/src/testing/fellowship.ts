import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const definition = readFileSync(
  fileURLToPath(new URL('../../../programs/musculoskeletal-imaging-fellowship/2015-07-01.yaml', import.meta.url)),
  'utf8',
)

/** A one-year fellowship of PGY-6 under another name, as a file to be imported; combinable with any program or with none. */
export const fellowshipFile = (slug: string, combinable: boolean): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    definition
      .replace('id: musculoskeletal-imaging-fellowship', `id: ${slug}`)
      .replace('name: Musculoskeletal Imaging Fellowship', `name: ${slug} fellowship`)
      .replace(/^combinableWith:[\s\S]*?(?=^\S)/m, '') +
      (combinable ? '\ncombinableWith: { programs: any, consent: both-directors }\n' : ''),
  )
