/** Recovery copies: a member's device keeps one, a kit asks for it. What comes back is not verified. Source: docs/protocol.md P8.10. */
import type { RecoveryAddress } from '../../shared/wire/address.ts'
import { PATHS } from '../../shared/wire/api.ts'
import {
  encodeKeepRequest,
  parseRecoverAnswer,
  type KeepRequest,
  type UnverifiedCopy,
} from '../../shared/wire/recovery.ts'
import type { Failure } from './outcome.ts'
import type { SignedCall } from './signed.ts'
import { failureOf } from './transport.ts'

export type KeepOutcome =
  | { readonly kind: 'kept' }
  /** A copy with this serial or a higher one lies there: make the next. */
  | { readonly kind: 'superseded'; readonly serial: number }
  | Failure

export type RecoverOutcome =
  | { readonly kind: 'copy'; readonly copy: UnverifiedCopy }
  /** No device keeps one for this kit, or no longer. */
  | { readonly kind: 'absent' }
  | Failure

/** For the holder of a device key. */
export interface CopyKeeperRelay {
  keepCopy(request: KeepRequest): Promise<KeepOutcome>
}

/** For the holder of a kit. */
export interface KitRelay {
  recover(address: RecoveryAddress): Promise<RecoverOutcome>
}

export const createCopyKeeperRelay = (call: SignedCall): CopyKeeperRelay => ({
  async keepCopy(request) {
    const reply = await call(PATHS.keep, encodeKeepRequest(request))
    if (reply.kind === 'answer' && reply.body.length === 0) return { kind: 'kept' }
    if (reply.kind === 'problem' && reply.problem.code === 'superseded' && reply.problem.version !== undefined) {
      return { kind: 'superseded', serial: reply.problem.version }
    }
    return failureOf(reply)
  },
})

export const createKitRelay = (call: SignedCall): KitRelay => ({
  async recover(address) {
    const reply = await call(PATHS.recover, address)
    const copy = reply.kind === 'answer' ? parseRecoverAnswer(reply.body) : null
    if (copy !== null) return { kind: 'copy', copy }
    return reply.kind === 'problem' && reply.problem.code === 'unknown-copy' ? { kind: 'absent' } : failureOf(reply)
  },
})
