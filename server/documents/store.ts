/** Signed documents and introductions as the relay keeps them. Whether a document holds is decided above. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import type { DocumentKind, UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { AgencyDescription, IntroducedAgency } from '../../shared/wire/introduction.ts'

export interface StoredDocument {
  readonly kind: DocumentKind
  /** Null for the directory. */
  readonly agency: AgencyId | null
  readonly version: number
  /** P7.1. */
  readonly hash: Bytes
  /** When the relay verified it: what has expired since was good then. */
  readonly accepted: Day
  readonly document: UnverifiedDocument
}

export type PutResult = { readonly kind: 'stored' } | { readonly kind: 'superseded'; readonly version: number }

export interface DocumentStore {
  all(): Promise<readonly StoredDocument[]>
  /** Compare-and-set: `over` is the hash of what is stored, null for nothing. The same document again is `stored`. */
  put(document: StoredDocument, over: Bytes | null): Promise<PutResult>
}

/** `used`: by another agency or with another key. `known`: this agency was introduced before. */
export type RedeemResult =
  | { readonly kind: 'introduced'; readonly description: AgencyDescription }
  | { readonly kind: 'unknown-token' }
  | { readonly kind: 'known' }

export interface IntroductionStore {
  /** `token`: SHA-256 of the one-time token. */
  create(token: Bytes, description: AgencyDescription): Promise<void>
  /** The same token with the same agency and key again gives the same. */
  redeem(token: Bytes, agency: AgencyId, signingKey: Bytes): Promise<RedeemResult>
  /** Agencies introduced and not yet forgotten. */
  all(): Promise<readonly IntroducedAgency[]>
  /** They stand in the directory now. */
  forget(agencies: readonly AgencyId[]): Promise<void>
}
