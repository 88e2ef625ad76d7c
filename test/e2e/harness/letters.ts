/** To which offices a page posts letters, and which offices its screen names: the relay's own requests, and the text. */
import type { Page } from 'playwright-core'
import { PATHS } from '../../../shared/wire/api.ts'
import { ADDRESS_BYTES } from '../../../shared/protocol.ts'
import type { Invitation } from './invitations.ts'

export interface Letters {
  /** The names of those that got one since this was asked last, each as often as it did, in order. */
  posted(): readonly string[]
  /** The names that stand on the screen, in the same order. */
  named(): Promise<readonly string[]>
}

export function watchLetters(page: Page, offices: readonly Invitation[]): Letters {
  let addresses: string[] = []
  page.on('request', (request) => {
    const body = request.postDataBuffer()
    if (new URL(request.url()).pathname !== PATHS.post || body === null) return
    addresses.push(body.subarray(0, ADDRESS_BYTES).toString('base64url'))
  })
  return {
    posted() {
      const got = addresses.map((address) => offices.find(({ agency }) => agency === address)?.names.en ?? address)
      addresses = []
      return got.toSorted()
    },
    async named() {
      const text = await page.locator('main').innerText()
      return offices
        .map(({ names }) => names.en)
        .filter((name) => text.includes(name))
        .toSorted()
    },
  }
}
