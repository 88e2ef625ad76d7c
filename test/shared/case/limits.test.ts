import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as limits from '../../../shared/case/limits.ts'
import * as numbers from '../../../shared/protocol.ts'

/** The rows of the table in P6.9: name and number. */
const rows: readonly (readonly [string, number])[] = [
  ...readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8').matchAll(
    /^\| `([A-Z_]+)` \| ([\d,]+) \|/gm,
  ),
].map(([, name = '', number = '']) => [name, Number(number.replaceAll(',', ''))])

it('Every limit of an event stands in the table of P6.9 with its number, and no other', () => {
  const inDocument = Object.fromEntries(rows)
  expect(inDocument).toMatchObject(limits)
  expect({ ...numbers, ...limits }).toMatchObject(inDocument)
})
