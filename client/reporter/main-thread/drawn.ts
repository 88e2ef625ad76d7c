/** A page that is out of sight draws nothing. */
const UNDRAWN_MS = 100

/** Resolves when what was just rendered is on the screen, as far as anybody can see it. */
export function drawn(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, UNDRAWN_MS)
    // the second frame begins when the first one is out
    requestAnimationFrame(() => requestAnimationFrame(() => void setTimeout(done, 0)))
  })
}
