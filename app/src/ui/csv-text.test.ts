import { expect, it } from 'vitest'
import { csvText } from './csv-text.ts'

it('quotes what needs quotes and disarms formulas', () => {
  expect(
    csvText([
      ['Name', 'Weeks'],
      ['Vale, "Ada"', 4],
      ['=1+1', -2],
    ]),
  ).toBe('Name,Weeks\r\n"Vale, ""Ada""",4\r\n\'=1+1,-2\r\n')
})
