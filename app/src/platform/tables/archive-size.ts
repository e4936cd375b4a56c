import { AppError } from '../../contract/app-error.ts'
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'

const megabyte = 1024 * 1024
const mostInflatedBytes = 40 * megabyte
const mostEntries = 500
const chunkBytes = 64 * 1024

const tooMuch = () =>
  new AppError(
    'too-large',
    'This workbook unpacks to more than 40 MB. Keep only the sheets that are needed, or send CSV.',
  )
const broken = () =>
  new AppError('invalid', 'This workbook is damaged. Open it in your spreadsheet program and save it again.')

/**
 * Unpacks a ZIP piece by piece only to count what comes out, and refuses it as soon as that is too much. The sizes written in the
 * archive are not believed: a hostile one lies about them.
 */
export function requireModestArchive(bytes: Uint8Array): void {
  let inflated = 0
  let entries = 0
  // The library catches what is thrown inside it and hands it back as an error of the entry.
  let tooLarge = false
  const refuse = () => {
    tooLarge = true
    throw tooMuch()
  }
  const unzip = new Unzip((entry) => {
    entries += 1
    if (entries > mostEntries) refuse()
    entry.ondata = (error, data) => {
      if (error !== null) throw tooLarge ? tooMuch() : broken()
      inflated += data.byteLength
      if (inflated > mostInflatedBytes) refuse()
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  try {
    for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes)
      unzip.push(bytes.subarray(offset, offset + chunkBytes), offset + chunkBytes >= bytes.byteLength)
  } catch (error) {
    if (tooLarge) throw tooMuch()
    throw error instanceof AppError ? error : broken()
  }
  if (entries === 0) throw broken()
}
