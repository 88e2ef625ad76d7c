/**
 * Whether this page was opened inside of another app, by what its browser says of itself. Such a browser shares its traces
 * with that app, and the chat and the link stay there. A guess for a warning, never for a refusal.
 */

export type OtherApp = 'LINE' | 'Messenger' | 'Facebook' | 'Instagram' | 'TikTok'

/** The first that fits: Messenger names Facebook too. */
const SIGNS: readonly (readonly [OtherApp, RegExp])[] = [
  ['LINE', /\bLine\/\d/],
  ['Messenger', /FB_IAB\/(MESSENGER|Orca)|FBAN\/Messenger/],
  ['Instagram', /\bInstagram \d/],
  ['Facebook', /\[FB(AN|AV|_IAB)[;/]|FB_IAB\/|FBAN\//],
  ['TikTok', /\bBytedanceWebview\/|\bmusical_ly|\btrill_/],
]

export const appAround = (userAgent: string): OtherApp | null =>
  SIGNS.find(([, sign]) => sign.test(userAgent))?.[0] ?? null

/**
 * Where the phone's own browser is asked for: LINE opens it for this parameter, Android for an intent; elsewhere only the
 * person can.
 */
export function ownBrowserAddress(app: OtherApp, userAgent: string, host: string): string | null {
  if (app === 'LINE') return `https://${host}/?openExternalBrowser=1`
  return /Android/.test(userAgent) ? `intent://${host}/#Intent;scheme=https;end` : null
}
