/**
 * The two links that a person is given. Everything secret stands behind the `#`, which browsers send to nobody.
 * Source: docs/protocol.md 9.26, P8.9.
 *
 *   /desk/#found=<token>                                              for the first administrator of a new agency
 *   /desk/#join=<agency id(32) agency signing key(32) secret(32)>     for a member
 */
import { encodeBase64url, parseBase64url } from '../../shared/bytes/base64url.ts'
import { type Bytes, concat, parseBytes } from '../../shared/bytes/cursor.ts'
import { parseVerifyKey, type VerifyKey } from '../../shared/crypto/keys.ts'
import { ADDRESS_BYTES, ED25519_KEY_BYTES } from '../../shared/protocol.ts'
import { type AgencyId, agencyIdOf, inboxOf, parseInboxAddress } from '../../shared/wire/address.ts'
import { INTRODUCTION_TOKEN_BYTES } from '../../shared/wire/introduction.ts'

export const INVITATION_SECRET_BYTES = 32

export interface JoinLink {
  readonly kind: 'join'
  readonly agency: AgencyId
  /** What the member sheet must be signed with: the relay could name any. */
  readonly signingKey: VerifyKey<'agency'>
  readonly secret: Bytes
}

export interface FoundLink {
  readonly kind: 'found'
  readonly token: Bytes
}

export type DeskLink = JoinLink | FoundLink

/** `origin` without a slash at its end. */
export function encodeDeskLink(origin: string, link: DeskLink): string {
  const content = link.kind === 'found' ? link.token : concat(inboxOf(link.agency), link.signingKey, link.secret)
  return `${origin}/desk/#${link.kind}=${encodeBase64url(content)}`
}

/** From `location.hash`; null for anything that `encodeDeskLink` would not have written. */
export function parseDeskFragment(fragment: string): DeskLink | null {
  const [, kind, text = ''] = /^#(found|join)=([A-Za-z0-9_-]+)$/.exec(fragment) ?? []
  const content = parseBase64url(text)
  if (content === null || kind === undefined) return null
  if (kind === 'found') return content.length === INTRODUCTION_TOKEN_BYTES ? { kind, token: content } : null
  return parseBytes(content, (cursor): JoinLink | null => {
    const inbox = parseInboxAddress(cursor.take(ADDRESS_BYTES))
    const signingKey = parseVerifyKey<'agency'>(cursor.take(ED25519_KEY_BYTES))
    const secret = cursor.take(INVITATION_SECRET_BYTES)
    return inbox === null || signingKey === null
      ? null
      : { kind: 'join', agency: agencyIdOf(inbox), signingKey, secret }
  })
}
