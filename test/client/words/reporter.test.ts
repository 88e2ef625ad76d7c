import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Key, words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'

const keys = Object.keys(en).filter((key): key is Key => Object.hasOwn(en, key))
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()

describe('the words of the reporter’s app', () => {
  test('are the same keys in every language, none empty', () => {
    expect(Object.keys(th).toSorted()).toEqual(keys.toSorted())
    for (const key of keys) expect(th[key].trim() && en[key].trim(), key).not.toBe('')
  })

  test('are all used by a screen', () => {
    const folder = join(import.meta.dirname, '../../../client')
    const screens = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^reporter.*\.tsx?$/.test(path),
    )
    const code = screens.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
    const isUsed = (key: string): boolean => {
      const parts = key.split('.')
      // By name, or by a template over its last part or parts.
      const prefixes = parts.slice(1).map((_, at) => `\`${parts.slice(0, at + 1).join('.')}.\${`)
      return (
        [`'${key}'`, `"${key}"`, ...prefixes].some((text) => code.includes(text)) ||
        code.includes(`of="${key.replace('trouble.', '')}"`)
      )
    }
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
    expect(isUsed('home.nowhere')).toBe(false)
  })

  test('have the same places to fill in', () => {
    for (const key of keys) expect(placeholders(th[key]), key).toEqual(placeholders(en[key]))
  })

  test('never say that something was sent: the relay’s answer is not a reader', () => {
    const sent = keys.filter((key) => /\bsent\b(?! (here|elsewhere))/i.test(en[key].replace(/Nothing was sent/g, '')))
    expect(sent).toEqual([])
  })

  test('tell the state in the project’s words', () => {
    expect(en['state.waiting']).toBe('Locked. Waiting on this phone, until {date}')
    expect(en['state.handed']).toBe('Handed over. Not yet read')
    expect(en['state.arrived']).toBe('It has arrived at {agency}')
    expect(en['state.read']).toBe('A person has read it')
  })
})
