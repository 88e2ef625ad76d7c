/** P8.2: proof of work. Known nonces stand in the vectors. */
import { expect, test } from 'vitest'
import { checkWork, solveWork, type WorkFor } from '../../../shared/crypto/work.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { flipped, random } from './world.ts'

const blob = (): WorkFor => ({ address: null, id: random(32) })

test('what is solved checks, for every price up to fourteen bits', async () => {
  for (let bits = 0; bits <= 14; bits++) {
    const what = { address: random(32), id: random(32) }
    const nonce = await solveWork(what, bits)
    expect(nonce).toHaveLength(WORK_NONCE_BYTES)
    expect(checkWork(what, nonce, bits)).toBe(true)
  }
})

test('a nonce fits one id at one address only, and only itself', async () => {
  const [address, id] = [random(32), random(32)]
  const what = { address, id }
  const nonce = await solveWork(what, WORK_MIN_BITS + 4)
  const isEnough = (other: WorkFor): boolean => checkWork(other, nonce, WORK_MIN_BITS + 4)
  const others = Array.from({ length: 200 }, (_, bit) => isEnough({ address, id: flipped(id, bit) }))
  const elsewhere = Array.from({ length: 200 }, (_, bit) => isEnough({ address: flipped(address, bit), id }))
  // One in 16,384 by chance.
  expect(others.filter(Boolean).length).toBeLessThan(2)
  expect(elsewhere.filter(Boolean).length).toBeLessThan(2)
  expect(isEnough({ address: null, id })).toBe(false)
  expect(isEnough({ address: id, id: address })).toBe(false)
  expect(checkWork(what, new Uint8Array([...nonce, 0]), 0)).toBe(false)
  expect(checkWork(what, nonce.slice(1), 0)).toBe(false)
})

test('a price that no honest relay asks is a bug of the caller', async () => {
  for (const bits of [-1, 0.5, WORK_MAX_BITS + 1, Number.NaN])
    await expect(solveWork(blob(), bits)).rejects.toThrow(RangeError)
})

test('a long search pauses now and then, and stops when the pause does', async () => {
  let pauses = 0
  const nonce = await solveWork(blob(), 13, { pause: async () => void pauses++ })
  const tries = Number(Buffer.from(nonce).readBigUInt64BE())
  expect(pauses).toBe(Math.floor(tries / 1024))
  const stop = solveWork(blob(), WORK_MAX_BITS, { pause: () => Promise.reject(new Error('left the screen')) })
  await expect(stop).rejects.toThrow('left the screen')
})
