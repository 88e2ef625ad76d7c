/**
 * The one Trusted Types policy. It lets a script be started from a fixed few addresses of this origin and from
 * nowhere else; markup and code from strings are not provided for at all, so the browser refuses them.
 * Source: W3C Trusted Types; the page's headers name this policy and no other.
 */
type ScriptAddress = { createScriptURL(address: string): string }
type Factory = { createPolicy(name: string, rules: ScriptAddress): ScriptAddress }

const scripts = /^\/(desk\/)?(sw|assets\/[\w.-]+)\.js$/

/** Returns the address unchanged if it is one of ours. @throws TypeError otherwise. */
function ours(address: string): string {
  const url = new URL(address, location.origin)
  if (url.origin !== location.origin || !scripts.test(url.pathname) || url.search !== '') {
    throw new TypeError('not an address of a script')
  }
  return url.pathname
}

// browsers without Trusted Types get the same check, only nobody forces them to pass it
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const rules: ScriptAddress = { createScriptURL: ours }
const policy: ScriptAddress = factory?.createPolicy('sosafe', rules) ?? rules

/** The only way to an address that `new Worker` and service worker registration accept. */
export function scriptAddress(address: string): string {
  return policy.createScriptURL(address)
}
