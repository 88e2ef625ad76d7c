/** The vector files are what the independent programs make, today as on the day they were written. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js'
import { argon2id } from 'hash-wasm'
import { expect, test } from 'vitest'
import { files } from '../../vectors/generate/run.ts'
import primitives from '../../vectors/primitives.json' with { type: 'json' }
import { fromHex, toHex } from './suite/check.ts'

const folder = join(import.meta.dirname, '..', '..', 'vectors')

test('every vector file has a maker, but the one that was typed in', () => {
  const found = readdirSync(folder).filter((file) => file.endsWith('.json'))
  expect(found.toSorted()).toEqual([...Object.keys(files).map((name) => `${name}.json`), 'published.json'].toSorted())
})

test.each(Object.keys(files))('%s.json comes out the same again', async (name) => {
  const made = await files[name]!()
  const kept: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  expect(JSON.parse(JSON.stringify(made))).toEqual(kept)
})

test('the generators import nothing of the code that they test', () => {
  const generate = join(folder, 'generate')
  for (const file of readdirSync(generate)) {
    expect(readFileSync(join(generate, file), 'utf8')).not.toMatch(/from '[^']*(shared|client|server)\//)
  }
})

test.each(primitives.argon2id)('hash-wasm and noble give the same Argon2id ($memoryKiB KiB)', async (v) => {
  const [password, salt] = [fromHex(v.password), fromHex(v.salt)]
  const settings = { parallelism: 1, hashLength: 32, iterations: v.iterations, memorySize: v.memoryKiB }
  expect(toHex(await argon2id({ password, salt, ...settings, outputType: 'binary' }))).toBe(v.hash)
  expect(toHex(nobleArgon2id(password, salt, { t: v.iterations, m: v.memoryKiB, p: 1, dkLen: 32 }))).toBe(v.hash)
})
