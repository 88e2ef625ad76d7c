/** After the page has loaded and was drawn: nothing that can wait stands in the way of the first screen. */
export function whenIdle(work: () => void): void {
  const later = (): void => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 })
    else setTimeout(work, 200)
  }
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}

/**
 * What has not come by then keeps the next no longer: on a line that hangs none would ever be asked for. As long as the
 * largest takes at 40 kbit/s, so that what a letter needs is not slowed down by what it does not.
 */
const PATIENCE_MS = 10_000

const patience = (): Promise<void> => new Promise((done) => void setTimeout(done, PATIENCE_MS))

/**
 * Each when the one before has come, has failed or takes long, and whoever tapped meanwhile was heard: what is run at once is
 * waited for.
 */
export async function oneByOne(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const work of works) {
    await new Promise<void>((done) => void whenIdle(done))
    await Promise.race([work().catch(() => undefined), patience()])
  }
}
