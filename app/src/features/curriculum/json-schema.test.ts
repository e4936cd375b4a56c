import { join } from 'node:path'
import { expect, it } from 'vitest'
import { programJsonSchemaText } from './json-schema.ts'
import { programsFolder } from './shipped.ts'

it('is what program.schema.json says (run this test with -u to rewrite the file)', async () => {
  await expect(programJsonSchemaText()).toMatchFileSnapshot(join(programsFolder(), 'program.schema.json'))
})
