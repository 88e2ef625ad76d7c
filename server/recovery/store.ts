/**
 * Recovery copies as the relay keeps them, whatever engine is below. Promises of every adapter, held by
 * test/server/recovery/store-contract.ts: a promise that resolves is durable; every verb is idempotent; a device keeps one
 * copy; nothing but what is named here is written down, no day and no order. Every verb throws StoreError when the engine
 * did not take it. Source: docs/protocol.md P8.10.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { UnverifiedCopy } from '../../shared/wire/recovery.ts'
import { derivedKeyOf, type Pepper } from '../mailboxes/mailbox-key.ts'

declare const copyKeyBrand: unique symbol
declare const keeperTagBrand: unique symbol

/** 32 bytes that stand for a recovery address. */
export type CopyKey = Bytes & { readonly [copyKeyBrand]: true }
/** 32 bytes that stand for the device that keeps a copy; others than those beside taken mail, so that nothing links them. */
export type KeeperTag = Bytes & { readonly [keeperTagBrand]: true }

export const copyKeyOf = (pepper: Pepper, address: Uint8Array): CopyKey =>
  derivedKeyOf(pepper, 'recovery-address', address) as CopyKey
export const keeperTagOf = (pepper: Pepper, device: Uint8Array): KeeperTag =>
  derivedKeyOf(pepper, 'recovery-device', device) as KeeperTag

export interface KeptCopy extends UnverifiedCopy {
  readonly address: CopyKey
  readonly keeper: KeeperTag
}

export type KeepResult =
  | { readonly kind: 'kept' }
  /** A copy with this serial or a higher one lies there already. */
  | { readonly kind: 'superseded'; readonly serial: number }

export interface RecoveryStore {
  /** In the place of the copy at this address with a lower serial, and of the keeper's copy at any other address. */
  keep(copy: KeptCopy): Promise<KeepResult>
  find(address: CopyKey): Promise<UnverifiedCopy | null>
  /** The copies that these devices keep. */
  forget(keepers: readonly KeeperTag[]): Promise<void>
}
