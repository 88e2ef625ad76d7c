/**
 * With the kit, on a browser that has nothing: fetch the recovery copy, check that the kit itself has signed it, open it.
 * Source: docs/protocol.md 9.42.
 */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { signingKeyOf } from '../../shared/crypto/keys.ts'
import type { KitKeys } from '../../shared/crypto/kit.ts'
import { open } from '../../shared/crypto/open.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { verify } from '../../shared/crypto/sign.ts'
import { copyPreimage, type UnverifiedCopy } from '../../shared/wire/recovery.ts'
import type { Failure } from '../relay/outcome.ts'
import type { Relay } from '../relay/relay.ts'
import { parseRecoveryCopy, type RecoveryCopy } from './copy.ts'

export type OpenCopyOutcome =
  | {
      readonly kind: 'opened'
      readonly copy: RecoveryCopy
      /** The next copy has a higher one. */
      readonly serial: number
    }
  /**
   * The relay has none for this kit: made by a device that is no administrator's, replaced by a newer kit, or its device was
   * removed. Which of them, nobody is told.
   */
  | { readonly kind: 'no-copy' }
  /** What the relay gave was not made with this kit, or not by this program. */
  | { readonly kind: 'forged' }
  | Failure

async function read(p: Primitives, kit: KitKeys, unverified: UnverifiedCopy): Promise<RecoveryCopy | null> {
  const { serial, signature, envelope } = unverified
  const preimage = copyPreimage(kit.address, serial, await envelopeIdOf(p, envelope))
  if (!(await verify(p, kit.reading.publicKey, preimage, signature))) return null
  const content = await open(p, { kind: 'recovery', address: kit.address, secret: kit.recovery }, envelope)
  const copy = content === null ? null : parseRecoveryCopy(content)
  if (copy === null) return null
  const { publicKey } = await signingKeyOf(p, copy.signing)
  return equalBytes(publicKey, copy.agencyKey) ? copy : null
}

export async function openCopy(p: Primitives, relay: Relay, kit: KitKeys): Promise<OpenCopyOutcome> {
  const answer = await relay.asKit(signerOf(p, kit.reading)).recover(kit.address)
  if (answer.kind === 'absent') return { kind: 'no-copy' }
  if (answer.kind !== 'copy') return answer
  const copy = await read(p, kit, answer.copy)
  return copy === null ? { kind: 'forged' } : { kind: 'opened', copy, serial: answer.copy.serial }
}
