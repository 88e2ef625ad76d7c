/** What can come of asking the relay. Expected failures are values; nothing here carries content. */
import type { Day } from '../../shared/day.ts'
import type { IntroducedAgency, AgencyDescription } from '../../shared/wire/introduction.ts'
import type { InboxItem } from '../../shared/wire/list.ts'
import type { SyncAnswer } from '../../shared/wire/log.ts'
import type { ProblemCode } from '../../shared/wire/problem.ts'
import type { AreaBundle, UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'

/** `unreachable`: no answer, or one that the relay cannot have given (a captive portal, a busy relay): try again later. */
export type Failure =
  { readonly kind: 'unreachable' } | { readonly kind: 'refused'; readonly code: ProblemCode; readonly day?: Day }

type Priced = { readonly kind: 'price'; readonly bits: number } | { readonly kind: 'disk-full' }

/** `stored` is said only after the relay's durable answer. `price`: solve again with so many bits. */
export type PostOutcome = { readonly kind: 'stored' } | Priced | Failure
export type PutOutcome = { readonly kind: 'stored' } | { readonly kind: 'exists' } | Priced | Failure
export type GetOutcome = { readonly kind: 'blob'; readonly chunk: Bytes } | { readonly kind: 'absent' } | Failure

export type InboxOutcome =
  { readonly kind: 'page'; readonly more: boolean; readonly items: readonly InboxItem[] } | Failure
export type RepliesOutcome =
  { readonly kind: 'page'; readonly more: boolean; readonly envelopes: readonly Envelope[] } | Failure
export type EraseOutcome = { readonly kind: 'erased' } | Failure

export type TakeOutcome =
  | { readonly kind: 'taken'; readonly number: number }
  /** Another entry holds this envelope already: sync, and forget one's own. */
  | { readonly kind: 'conflict'; readonly number: number }
  | { readonly kind: 'unknown-envelope' }
  | Failure
export type AppendOutcome = { readonly kind: 'appended'; readonly number: number } | Failure
export type TombstoneOutcome =
  | { readonly kind: 'replaced'; readonly number: number }
  /** Another tombstone stands there already. */
  | { readonly kind: 'already-erased' }
  | { readonly kind: 'unknown-entry' }
  | Failure
export type SyncOutcome = ({ readonly kind: 'page' } & SyncAnswer) | Failure

export type DocumentOutcome =
  { readonly kind: 'document'; readonly document: UnverifiedDocument } | { readonly kind: 'absent' } | Failure
export type BundleOutcome =
  { readonly kind: 'bundle'; readonly bundle: AreaBundle } | { readonly kind: 'absent' } | Failure
export type PutDocumentOutcome =
  | { readonly kind: 'stored'; readonly version: number }
  /** Somebody was faster: read the newer one and do it again. */
  | { readonly kind: 'superseded'; readonly version: number }
  | Failure
export type IntroduceOutcome = { readonly kind: 'introduced'; readonly description: AgencyDescription } | Failure
export type IntroducedOutcome = { readonly kind: 'list'; readonly agencies: readonly IntroducedAgency[] } | Failure
