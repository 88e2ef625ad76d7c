import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeDeskLink, type JoinLink, parseDeskFragment } from '../../../client/agency/link.ts'
import { makeOffice } from '../../shared/trust/world.ts'

const { id, signing } = await makeOffice('front', 'agency')
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes))
const join = (secret: Uint8Array<ArrayBuffer>): JoinLink => ({
  kind: 'join',
  agency: id,
  signingKey: signing.publicKey,
  secret,
})

describe('a link to the desk (9.26)', () => {
  it('has its whole content behind the number sign and reads back', () => {
    fc.assert(
      fc.property(bytes32, (secret) => {
        for (const link of [join(secret), { kind: 'found', token: secret } as const]) {
          const url = new URL(encodeDeskLink('https://sosafe.example', link))
          expect(url.origin + url.pathname + url.search).toBe('https://sosafe.example/desk/')
          expect(parseDeskFragment(url.hash)).toEqual(link)
        }
      }),
    )
  })

  it('is refused with anything missing, added or changed in its form', () => {
    const { hash } = new URL(encodeDeskLink('https://sosafe.example', join(new Uint8Array(32))))
    const wrong = ['', '#', '#join', '#join=', hash.slice(1), `${hash}A`, hash.slice(0, -1), `${hash}=`, `${hash}&x=1`]
    for (const fragment of [...wrong, hash.replace('join', 'found'), hash.replace('join', 'other'), `#${hash}`]) {
      expect(parseDeskFragment(fragment)).toBeNull()
    }
  })

  it('is refused with a signing key that is no point of more than small order', () => {
    const { hash } = new URL(
      encodeDeskLink('https://x', {
        ...join(new Uint8Array(32)),
        signingKey: new Uint8Array(32) as JoinLink['signingKey'],
      }),
    )
    expect(parseDeskFragment(hash)).toBeNull()
  })

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `#join=${text}`),
        ),
        (fragment) => {
          const link = parseDeskFragment(fragment)
          expect(link === null || typeof link === 'object').toBe(true)
        },
      ),
    )
  })
})
