/** After the page has loaded and was drawn: nothing that can wait stands in the way of the first screen. */
export function whenIdle(work: () => void): void {
  const later = (): void => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 })
    else setTimeout(work, 200)
  }
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}
