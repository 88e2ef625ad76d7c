/**
 * Keeps a newer version of the app from taking over while something can be lost. Not waited for: whoever opens a door sees
 * what is behind it at once, and a take-over that has begun by then shows the home once more before anything can be typed.
 */

/** @returns lets go. */
export function hold(): () => void {
  // without that part of the app nothing takes over either
  const held = import('../offline/register.ts').then(({ holdUpdates }) => holdUpdates('/')).catch(() => () => undefined)
  return () => void held.then((letGo) => letGo())
}
