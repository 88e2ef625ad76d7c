import { expect, test } from 'vitest'
import { checkGently } from '../../../client/reporter/offices/gently.ts'
import { p } from '../../shared/trust/world.ts'

const nothing = new Uint8Array(64)

test('No signature is checked before the pause is over', async () => {
  let release = (): void => undefined
  const paused = new Promise<void>((done) => (release = done))
  let checked = false
  const slow = { ...p, ed25519Verify: () => Promise.resolve((checked = true)) }
  const answer = checkGently(slow, () => paused).ed25519Verify(nothing, nothing, nothing)
  await Promise.resolve()
  expect(checked).toBe(false)
  release()
  expect(await answer).toBe(true)
})
