import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The same file whether this runs from `src` or from `dist`: both are folders of the package. */
const FILE = new URL('../../../src/features/public-pages/public-pages.css', import.meta.url)

/** The public pages' one stylesheet, and a validator for caching it. */
export const publicStylesheet = (): { text: string; etag: string } => {
  const text = readFileSync(FILE, 'utf8')
  return { text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"` }
}
