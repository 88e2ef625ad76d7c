/**
 * The heart of an unlocked desk: the vault's contents with the keys made of them, the copy of the log, and what both say
 * together. Everything that can open anything hangs on this one object. Source: docs/protocol.md sections 3, 6, 9.
 */
import type { Case, Fold } from '../../shared/case/case.ts'
import { foldCases } from '../../shared/case/fold.ts'
import { envelopeName, incarnationName, type EventHash, type IncarnationName } from '../../shared/case/names.ts'
import type { LogRecord } from '../../shared/case/log-record.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { EVERYBODY } from '../../shared/trust/member-sheet.ts'
import { type ChangedWays, parseSealedVault, encodeSealedVault, type Vault } from '../vault/vault.ts'
import type { VaultContents } from '../vault/contents.ts'
import { putKeptDocuments } from './agency/put-documents.ts'
import type { Failure } from '../relay/outcome.ts'
import { type AgencyView, type DocumentRefusal, standingBy, verifyAgency } from './agency/agency-view.ts'
import type { DeskLink } from './desk-link.ts'
import type { MailKind } from './intake/open-mail.ts'
import { createOverseerReader, NO_OVERSEER_MAIL, type OverseerMail } from './intake/overseer-mail.ts'
import { createKeyring, type Keyring } from './keyring.ts'
import { isNobody } from './sync/give-back.ts'
import { createLogCopy, type HeldEntry, type LogCopy } from './sync/log-copy.ts'
import type { LogLink } from './sync/log-link.ts'
import type { DeskTools } from './tools.ts'
import { createVoices, type Voices } from './voice/voices.ts'

export interface OpenVault {
  /** Of the vault's record. */
  readonly id: string
  readonly label: string
  readonly vault: Vault
}

export interface OpenDesk {
  readonly tools: DeskTools
  readonly id: string
  readonly copy: LogCopy
  readonly logLink: LogLink
  readonly voices: Voices
  link(): DeskLink
  contents(): VaultContents
  view(): AgencyView | null
  /** Why the newest documents, or those kept, do not hold. */
  refusals(): readonly DocumentRefusal[]
  fold(): Fold
  /** Of an overseer's desk; empty of any other. */
  overseerMail(): OverseerMail
  /** What a verified directory says this agency is for; null: nothing yet. */
  kind(): MailKind | null
  cases(): readonly Case[]
  /** Of the relay's log, as the copy knows it; null before the first sync. */
  incarnation(): IncarnationName | null
  /** Whether the entry really holds the mail with which it was taken, by a listed member (P9.16). */
  holdsMail(entry: Pick<HeldEntry, 'record' | 'from'>): boolean
  /** Of the frame of mail that a record holds, by a listed member; null: none. */
  frameIn(record: LogRecord): EventHash | null
  /** Entries with which mail was taken out of the inbox, and in which it does not stand. */
  astray(): readonly HeldEntry[]
  believe(view: AgencyView | null, refusals: readonly DocumentRefusal[]): void
  /** Folds anew what the copy of the log and the member sheet say. */
  refold(): Promise<void>
  /** Seals new contents into the store before they are used, with ways in that are changed. */
  keep(contents: VaultContents, changed?: ChangedWays): Promise<void>
  /** Takes over what another page of this browser has kept; false when the vault is gone or another one. */
  reload(): Promise<boolean>
}

const EMPTY: Fold = { cases: new Map(), aside: [], unopenable: [] }

/** Of the keys in it: within one vault a name never means two. */
function namesOfKeys({ chains, teams, signing, oneTime }: VaultContents): string {
  const names = [
    ...chains.map(({ number, epoch }) => `chain ${number}/${epoch}`),
    ...teams.map(({ team, version }) => `team ${team}/${version}`),
  ]
  return [...names, `one-time ${oneTime?.number ?? 0}`, `signing ${signing === null}`].join()
}

/** Null: the vault has no team key, so that nothing could be opened. */
export async function openDesk(tools: DeskTools, { id, label, vault }: OpenVault): Promise<OpenDesk | null> {
  const { primitives: p, store, relay, today } = tools
  let contents = vault.contents
  const keyring = await createKeyring(p, contents)
  if (keyring === null) return null
  const member = relay.asMember(signerOf(p, keyring.device))
  const { inbox } = keyring
  const putDocuments = (): Promise<Failure | null> => putKeptDocuments(tools, id, vault.contents.agency)
  const logLink: LogLink = { p, relay: member, store, today, vaultId: id, agency: inbox, team: EVERYBODY, putDocuments }
  const linkOf = (ring: Keyring): DeskLink => ({
    p,
    random: tools.random,
    nowMs: tools.nowMs,
    today,
    pause: tools.pause,
    relay: { ...member, post: (request) => relay.post(request) },
    keyring: ring,
  })
  let link = linkOf(keyring)
  const copy = createLogCopy(logLink, () => link.keyring, tools.pause)
  const overseerReader = createOverseerReader(p, inbox)
  let view: AgencyView | null = null
  let refusals: readonly DocumentRefusal[] = []
  let fold = EMPTY
  let overseerMail = NO_OVERSEER_MAIL

  const adopt = async (next: VaultContents): Promise<void> => {
    const before = contents
    contents = next
    if (namesOfKeys(before) === namesOfKeys(next)) return
    const ring = await createKeyring(p, next)
    if (ring === null) throw new TypeError('a vault does not lose its team key')
    link = linkOf(ring)
  }
  let astray: readonly HeldEntry[] = []
  const frameIn = (record: LogRecord): EventHash | null =>
    standingBy(view)(record.author) === 'unknown' ? null : (record.taken?.hash ?? overseerReader.hashIn(record))
  const holdsMail: OpenDesk['holdsMail'] = ({ record, from }) =>
    record?.event.type === 'taken' && record.event.body.envelope === envelopeName(from) && frameIn(record) !== null
  /** What this device has no key for, or whose author no sheet lists yet, may hold it. */
  const isAstray = (entry: HeldEntry): boolean => {
    const { record, hint, from } = entry
    if (isNobody(from) || holdsMail(entry)) return false
    if (record !== null) return standingBy(view)(record.author) !== 'unknown'
    return hint !== null && (hint === 0 || link.keyring.teamSecret(hint) !== null)
  }
  const kind = (): MailKind | null =>
    view?.listing === 'listed' ? (view.directory?.agencies.get(contents.agency)?.kind ?? null) : null

  const kept = await store.loadDocuments(id)
  if (kept !== null) {
    const verified = await verifyAgency({ p, rootHash: tools.rootHash, today: today() }, contents, kept)
    view = verified.view
    refusals = verified.refusals
  }

  return {
    tools,
    id,
    copy,
    logLink,
    voices: createVoices(tools, id),
    link: () => link,
    contents: () => contents,
    view: () => view,
    refusals: () => refusals,
    fold: () => fold,
    overseerMail: () => overseerMail,
    kind,
    cases: () => [...fold.cases.values()],
    incarnation: () => {
      const position = copy.position()
      return position === null ? null : incarnationName(position.incarnation)
    },
    frameIn,
    holdsMail,
    astray: () => astray,
    believe(next, why) {
      view = next ?? view
      refusals = why
    },
    async refold() {
      const standingOf = standingBy(view)
      fold = foldCases(copy.records(), standingOf)
      if (kind() === 'overseer') overseerMail = await overseerReader.read(copy.records(), standingOf)
      astray = kind() === null ? [] : copy.entries().filter(isAstray)
    },
    async keep(next, changed) {
      const sealed = await vault.reseal(next, changed)
      await store.saveVault(id, label, encodeSealedVault(sealed))
      if (changed !== undefined) await vault.reopen(sealed)
      await adopt(next)
    },
    async reload() {
      const bytes = await store.loadVault(id)
      const sealed = bytes === null ? null : parseSealedVault(bytes)
      const stored = sealed === null ? null : await vault.reopen(sealed)
      if (stored === null) return false
      await adopt(stored)
      return true
    },
  }
}
