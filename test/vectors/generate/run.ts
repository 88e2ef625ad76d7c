/** Writes every vector file: `node test/vectors/generate/run.ts`. The same bytes each time. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { edwards } from './edwards.ts'
import { envelopes } from './envelopes.ts'
import { hpke } from './hpke.ts'
import { inflating } from './inflate.ts'
import { formulas } from './formulas.ts'
import { primitives } from './primitives.ts'

export const files: Readonly<Record<string, () => Promise<object>>> = {
  edwards,
  envelopes,
  formulas,
  hpke,
  inflate: inflating,
  primitives,
}

if (import.meta.main) {
  for (const [name, make] of Object.entries(files)) {
    writeFileSync(join(import.meta.dirname, '..', `${name}.json`), `${JSON.stringify(await make(), null, 1)}\n`)
  }
}
