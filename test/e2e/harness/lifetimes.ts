/** What lives as long as the tests of a file, and what as long as one of them: opened here, it is removed without a word. */
import { afterAll, onTestFinished } from 'vitest'
import type { WindowOptions } from './chromium.ts'
import { startDemo, type Demo } from './demo.ts'
import { openPhone, type Phone } from './phone.ts'

/** One for all tests of the file that asks, before its first. What the file opens itself is removed sooner. */
export async function demoForFile(): Promise<Demo> {
  const demo = await startDemo()
  afterAll(() => demo.remove())
  return demo
}

/** Fails the test that opened it where it cannot be removed in peace: a page caused what none ever may. */
export function untilTestEnds<T extends { remove(): Promise<void> }>(opened: T): T {
  onTestFinished(() => opened.remove())
  return opened
}

/** At the home, for the test that asks. */
export const phoneForTest = async (origin: string, options: Omit<WindowOptions, 'device'> = {}): Promise<Phone> =>
  untilTestEnds(await openPhone(origin, options))
