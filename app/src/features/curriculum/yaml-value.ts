import { parseDocument, stringify } from 'yaml'

/** A value as it would stand in a definition, without what surrounds it. */
export const writeYaml = (value: unknown): string => stringify(value, { lineWidth: 100 }).trimEnd()

/** Reads what `writeYaml` writes; nothing at all is null. */
export function readYaml(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  const document = parseDocument(text, { version: '1.2' })
  return document.errors.length > 0 ? { ok: false } : { ok: true, value: document.toJS({ maxAliasCount: 100 }) }
}
