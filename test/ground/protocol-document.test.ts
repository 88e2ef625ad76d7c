/** What docs/protocol.md says of numbers and codes is what the code has: a second client is written from the document alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as codes from '../../shared/case/codes.ts'
import { LANGUAGES } from '../../shared/case/language.ts'
import * as limits from '../../shared/case/limits.ts'
import * as protocol from '../../shared/protocol.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8')
const rows = [...text.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()))

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ')
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(written).join(', ')
  return `\`${String(value)}\``
}

describe('the protocol’s document', () => {
  test.each(Object.entries({ ...limits, ...protocol }))('has the number %s as it is, with a reason', (name, value) => {
    const row = rows.find(([first]) => first === `\`${name}\``)
    expect(row?.[1]).toBe(written(value))
    expect(row?.at(-1)?.length).toBeGreaterThan(3)
  })

  test.each(Object.entries({ ...codes, LANGUAGES }))('has the codes of %s', (_name, list) => {
    const line = list.map((code) => `\`${code}\``).join(' ')
    expect(rows.map(([first]) => first)).toContain(line)
  })
})
