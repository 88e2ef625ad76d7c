import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { oneByOne } from '../../../../client/reporter/main-thread/when-idle.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { readyState: 'complete' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const never = (): Promise<never> => new Promise(() => undefined)

test('Each begins when the one before has come or failed, and not together with it', async () => {
  const begun: string[] = []
  let come = (): void => undefined
  const first = async (): Promise<void> => {
    begun.push('first')
    await new Promise<void>((done) => (come = done))
  }
  const second = (): Promise<void> => (begun.push('second'), Promise.reject(new Error('no network')))
  const third = (): Promise<void> => (begun.push('third'), Promise.resolve())
  const all = oneByOne([first, second, third])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(begun).toEqual(['first'])
  come()
  await vi.advanceTimersByTimeAsync(1_000)
  await all
  expect(begun).toEqual(['first', 'second', 'third'])
})

test('One that never comes keeps nothing back for good', async () => {
  const last = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const all = oneByOne([never, never, last])
  await vi.advanceTimersByTimeAsync(60_000)
  await all
  expect(last).toHaveBeenCalledOnce()
})
