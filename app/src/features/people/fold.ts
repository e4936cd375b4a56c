/** Letters that no decomposition takes apart, with what people type for them. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/** A text as a search reads it: lower case, without accents. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(special, (letter) => letters[letter] ?? letter)

/** The words of a search, folded; every one must occur, in whatever order. */
export const searchWords = (search: string): string[] =>
  folded(search)
    .split(/\s+/)
    .filter((word) => word !== '')

/** The letters that stand for one letter and those that stand for two, for a database that folds by itself. */
export const singleLetters = Object.entries(letters).filter(([, plain]) => plain.length === 1)
export const doubleLetters = Object.entries(letters).filter(([, plain]) => plain.length > 1)
