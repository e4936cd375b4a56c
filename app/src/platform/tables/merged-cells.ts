import { strFromU8, unzipSync } from 'fflate'

/** A rectangle of merged cells, counted from 0, both ends included. */
export interface MergedCells {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1] ?? null

const tags = (xml: string, name: string): string[] => xml.match(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g')) ?? []

/**
 * The merged cells of each sheet of an XLSX file, in the order of its sheets; the library that reads the values does not tell them.
 * The archive's size must have been looked at before.
 */
export function mergedCells(bytes: Uint8Array): MergedCells[][] {
  const files = unzipSync(bytes, {
    filter: ({ name }) => /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name),
  })
  const text = (name: string): string => (files[name] === undefined ? '' : strFromU8(files[name]))
  const targets = new Map(
    tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attribute(tag, 'Id') ?? '',
      (attribute(tag, 'Target') ?? '').replace(/^(\/xl\/|\.?\/)/, ''),
    ]),
  )
  return tags(text('xl/workbook.xml'), 'sheet').map((tag) => {
    const sheet = text(`xl/${targets.get(attribute(tag, 'r:id') ?? attribute(tag, '\\w+:id') ?? '') ?? ''}`)
    return tags(sheet, 'mergeCell').flatMap((merge) => rectangleOf(attribute(merge, 'ref') ?? ''))
  })
}

function rectangleOf(reference: string): MergedCells[] {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (match === null) return []
  const [, left = '', top = '', right = '', bottom = ''] = match
  return [{ top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }]
}
