/** What one would have to scroll for on a cheap phone. */
import type { Page } from 'playwright-core'

/** Of a cheap phone (chromium.ts). */
const SCREEN_PX = 640

/** So many pixels of a button lie below. The line of a demonstration is counted out: no deployment has it. */
export async function belowTheScreen(page: Page, name: string): Promise<number> {
  const button = page.locator('main button', { hasText: new RegExp(`^${name}`) }).first()
  const bottom = await button.evaluate((element) => {
    const line = document.querySelector('.demo:has(.draft) p:not(.draft), .demo:not(:has(.draft))')
    const demonstration = line?.getBoundingClientRect().height ?? 0
    return element.getBoundingClientRect().bottom + scrollY - demonstration
  })
  return Math.max(0, bottom - SCREEN_PX)
}
