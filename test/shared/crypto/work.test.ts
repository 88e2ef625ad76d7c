/** P8.2: proof of work. Known nonces stand in the vectors. */
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Block, SHA256_BLOCK_BYTES, sha256Start } from '../../../shared/crypto/sha256-block.ts'
import { checkWork, solveWork, type WorkFor } from '../../../shared/crypto/work.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS, WORK_NONCE_BYTES, WORK_PARTS } from '../../../shared/protocol.ts'
import { flipped, random } from './world.ts'

const blob = (): WorkFor => ({ address: null, id: random(32) })
const mail = (): WorkFor => ({ address: random(32), id: random(32) })
const numbersIn = (nonce: Uint8Array): number[] =>
  Array.from({ length: WORK_PARTS }, (_, part) => Buffer.from(nonce).readUInt32BE(part * 4))

test('a block at a time gives the SHA-256 of the library', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (message) => {
      const padded = new Uint8Array(Math.ceil((message.length + 9) / SHA256_BLOCK_BYTES) * SHA256_BLOCK_BYTES)
      padded.set(message)
      padded[message.length] = 0x80
      new DataView(padded.buffer).setUint32(padded.length - 4, message.length * 8)
      const state = sha256Start()
      for (let at = 0; at < padded.length; at += SHA256_BLOCK_BYTES) {
        sha256Block(state, new DataView(padded.buffer, at, SHA256_BLOCK_BYTES), state)
      }
      const hash = new DataView(new ArrayBuffer(32))
      for (const [word, value] of state.entries()) hash.setInt32(word * 4, value)
      expect(new Uint8Array(hash.buffer)).toEqual(sha256(message))
    }),
    { numRuns: 1000 },
  )
})

test('what is solved checks, for every price up to fourteen bits', async () => {
  for (let bits = 0; bits <= 14; bits++) {
    for (const what of [mail(), blob()]) {
      const nonce = await solveWork(what, bits)
      expect(nonce).toHaveLength(WORK_NONCE_BYTES)
      expect(checkWork(what, nonce, bits)).toBe(true)
    }
  }
})

test('work fits one id at one address only, and only itself', async () => {
  const [address, id] = [random(32), random(32)]
  const what = { address, id }
  const nonce = await solveWork(what, WORK_MIN_BITS)
  const isEnough = (other: WorkFor): boolean => checkWork(other, nonce, WORK_MIN_BITS)
  for (let bit = 0; bit < 200; bit++) {
    // Sixteen times one in 256 by chance.
    expect(isEnough({ address, id: flipped(id, bit) })).toBe(false)
    expect(isEnough({ address: flipped(address, bit), id })).toBe(false)
  }
  expect(isEnough({ address: null, id })).toBe(false)
  expect(isEnough({ address: id, id: address })).toBe(false)
  expect(checkWork(what, new Uint8Array([...nonce, 0]), 0)).toBe(false)
  expect(checkWork(what, nonce.slice(1), 0)).toBe(false)
})

test('every part must be worked for: one number serves its own part only', async () => {
  const what = mail()
  const nonce = await solveWork(what, WORK_MIN_BITS)
  for (const one of numbersIn(nonce)) {
    const copies = Buffer.alloc(WORK_NONCE_BYTES)
    for (let part = 0; part < WORK_PARTS; part++) copies.writeUInt32BE(one, part * 4)
    expect(checkWork(what, new Uint8Array(copies), WORK_MIN_BITS)).toBe(false)
  }
})

test('a search that goes on from a lower price finds the same, and pays the difference only', async () => {
  for (const what of [mail(), blob(), mail()]) {
    const low = await solveWork(what, WORK_MIN_BITS)
    const high = await solveWork(what, 15)
    let pauses = 0
    expect(await solveWork(what, 15, { from: low, pause: async () => void pauses++ })).toEqual(high)
    const tries = numbersIn(high).reduce((sum, tried, part) => sum + tried - (numbersIn(low)[part] ?? 0), 0)
    expect(pauses).toBe(Math.floor(tries / 1024))
    // Whatever it is told to go on from: it never ends with too little.
    expect(checkWork(what, await solveWork(what, 13, { from: random(WORK_NONCE_BYTES) }), 13)).toBe(true)
    expect(await solveWork(what, 13, { from: random(3) })).toEqual(await solveWork(what, 13))
    expect(checkWork(what, await solveWork(what, 13, { from: new Uint8Array(64).fill(255) }), 13)).toBe(true)
  }
})

test('a price that no honest relay asks is a bug of the caller', async () => {
  for (const bits of [-1, 0.5, WORK_MAX_BITS + 1, Number.NaN])
    await expect(solveWork(blob(), bits)).rejects.toThrow(RangeError)
})

test('a search stops when its pause does', async () => {
  const stop = solveWork(blob(), WORK_MAX_BITS, { pause: () => Promise.reject(new Error('left the screen')) })
  await expect(stop).rejects.toThrow('left the screen')
})

test('the time of a search scatters as sixteen searches do together, not as one', async () => {
  const bits = 9
  const sums: number[] = []
  for (let round = 0; round < 400; round++) {
    const numbers = numbersIn(await solveWork(mail(), bits))
    sums.push(numbers.reduce((sum, tried) => sum + tried + 1, 0))
  }
  const mean = sums.reduce((sum, tries) => sum + tries, 0) / sums.length
  const variance = sums.reduce((sum, tries) => sum + (tries - mean) ** 2, 0) / sums.length
  expect(mean / 2 ** bits).toBeGreaterThan(0.9)
  expect(mean / 2 ** bits).toBeLessThan(1.1)
  // A quarter for sixteen parts; one search alone would give 1.
  expect(Math.sqrt(variance) / mean).toBeLessThan(0.32)
})
