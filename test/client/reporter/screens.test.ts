import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const client = join(import.meta.dirname, '../../../client')
const rooms = /^(reporter|ui|library)\b.*\.(tsx?|html)$/

/** The code of the reporter's screens, without what is said about it. */
const code = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((path) => rooms.test(path))
  .map((path) => ({
    path,
    text: readFileSync(join(client, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  }))

test('no screen writes to the clipboard, hands a file over, shares, prints or opens a window', () => {
  const never = /clipboard|execCommand|showSaveFilePicker|navigator\.share|\bprint\(|window\.open|\.download\b/
  expect(code.filter(({ text }) => never.test(text)).map(({ path }) => path)).toEqual([])
  expect(code.length).toBeGreaterThan(50)
})

test('only a voice that is listened to gets an address of its own, and lets it go', () => {
  const addressed = code.filter(({ text }) => text.includes('createObjectURL'))
  expect(addressed.map(({ path }) => path)).toEqual(['reporter/voice/listen.tsx'])
  expect(addressed[0]?.text).toContain('revokeObjectURL')
})

test('nothing plays, records or is downloaded by itself', () => {
  const never = /autoplay|\bcapture=|\bdownload=|target="_blank"|<audio|<video/i
  expect(code.filter(({ text }) => never.test(text)).map(({ path }) => path)).toEqual([])
})
