/**
 * Asks the browser to wake the service worker once the network is back, where it can (Chromium).
 * A refusal is not an error: the page sends at every start anyway.
 */
import { wakeTag } from './wake-tag.ts'

type WithSync = ServiceWorkerRegistration & { readonly sync: { register(tag: string): Promise<void> } }

/** @param scope `/` or `/desk/`. @returns whether the browser has promised to wake the worker. */
export async function wakeWhenOnline(scope: '/' | '/desk/'): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker.getRegistration(scope)
    if (registration === undefined || !('sync' in registration)) return false
    await (registration as WithSync).sync.register(wakeTag)
    return true
  } catch {
    // private windows, a permission set to "denied", no worker at all
    return false
  }
}
