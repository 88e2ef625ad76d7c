import { afterEach, expect, test, vi } from 'vitest'
import { gently } from '../../../../client/reporter/main-thread/gently.ts'
import type { Primitives } from '../../../../shared/crypto/primitives.ts'
import { p } from '../../../shared/trust/world.ts'

afterEach(() => {
  vi.useRealTimers()
})

const nothing = new Uint8Array(64)

/** Everything that a slow phone needs tens of milliseconds for. */
const slow: readonly (readonly [string, (q: Primitives) => Promise<unknown>])[] = [
  ['hkdfSha256', (q) => q.hkdfSha256(nothing, nothing, nothing, 32)],
  ['ed25519Sign', (q) => q.ed25519Sign(nothing.slice(32), nothing)],
  ['ed25519Verify', (q) => q.ed25519Verify(nothing.slice(32), nothing, nothing)],
  ['x25519Key', (q) => q.x25519Key(nothing.slice(32))],
  ['mlkemKey', (q) => q.mlkemKey(nothing)],
  ['mlkemPublicKey', (q) => q.mlkemPublicKey(nothing)],
]

test.each(slow)('%s begins when the pause is over, and gives what it always gives', async (name, work) => {
  let release = (): void => undefined
  const paused = new Promise<void>((done) => (release = done))
  let begun = false
  const noted: Primitives = { ...p, [name]: () => Promise.resolve((begun = true)) }
  const answer = work(gently(noted, () => paused))
  await Promise.resolve()
  expect(begun).toBe(false)
  release()
  expect(await answer).toBe(true)
})

test('The pause is a turn for everything that waits, and needs no timer: those of a page out of sight come late', async () => {
  vi.useFakeTimers()
  const noted: string[] = []
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    noted.push('a tap is heard')
  }
  port2.postMessage(null)
  const mlkemKey: Primitives['mlkemKey'] = (seed) => (noted.push('the slow work begins'), p.mlkemKey(seed))
  await gently({ ...p, mlkemKey }).mlkemKey(nothing)
  expect(noted).toEqual(['a tap is heard', 'the slow work begins'])
})
