import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { words as en } from '../../../client/words/desk.en.ts'

const folder = join(import.meta.dirname, '../../../client/desk')
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n')

/** By name, by a template over its last part or parts, or as the label of a code of its kind. */
function isUsed(key: string): boolean {
  const parts = key.split('.')
  const prefixes = parts.slice(1).map((_, at) => `\`${parts.slice(0, at + 1).join('.')}.\${`)
  return [`'${key}'`, `"${key}"`, `label('${parts[0]}',`, ...prefixes].some((text) => code.includes(text))
}

describe('the words of the desk', () => {
  test('are all used by a screen', () => {
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
    expect(isUsed('found.nowhere')).toBe(false)
  })
})
