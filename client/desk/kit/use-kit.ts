/**
 * Using a recovery kit, as a person types it: on the desk's own computer it opens the vault and gives it a new passphrase; on
 * a browser that has nothing it makes a desk in the place of the lost one. The kit and the keys that it opens stay in here.
 * Source: docs/protocol.md P3.8, 9.42 to 9.44.
 */
import { fingerprintOf } from '../../../shared/crypto/addresses.ts'
import { deriveKitKeys, type KitKeys } from '../../../shared/crypto/kit.ts'
import type { KitParse } from '../../../shared/crypto/kit-words.ts'
import type { Day } from '../../../shared/day.ts'
import { currentMembers } from '../../../shared/trust/member-sheet.ts'
import type { Names } from '../../../shared/wire/introduction.ts'
import { examine, type ExamineOutcome, type Recoverable } from '../../recovery/examine.ts'
import { encodeSealedVault, openVaultByKit, parseSealedVault } from '../../vault/vault.ts'
import { verifyAgency } from '../agency/agency-view.ts'
import { recoverDesk, type Chosen, type MakeOutcome } from '../enrol/make-desk.ts'
import type { OpenVault } from '../open-desk.ts'
import type { DeskTools } from '../tools.ts'

/** What was typed is no kit, and why. */
export type WrongWords = Exclude<KitParse, { readonly ok: true }>

/** What a kit is good for on a browser that has nothing, as a person is told. */
export type RecoveryState =
  | { readonly kind: 'wrong-words'; readonly why: WrongWords }
  | { readonly kind: 'refused'; readonly why: Exclude<ExamineOutcome['kind'], 'recoverable'> }
  | {
      readonly kind: 'recoverable'
      /** Null when no verified directory lists the agency under this key. */
      readonly names: Names | null
      /** To compare by voice: 30 digits in six groups. */
      readonly fingerprint: string
      /** Of the copy: what it holds is of that day. */
      readonly day: Day
      /** What the member sheet calls the lost device, and the others that are members now. */
      readonly label: string
      readonly others: readonly string[]
    }

export interface Recovery {
  /** May be asked again. Changes nothing anywhere. */
  check(words: string): Promise<RecoveryState>
  /** RangeError before a kit was found good. */
  make(chosen: Chosen): Promise<MakeOutcome>
}

async function parseWords(words: string): Promise<KitParse> {
  const { parseKitWords } = await import('../../../shared/crypto/kit-words.ts')
  return parseKitWords(words)
}

/** What a verified directory calls the agency; null: it does not list it under this key, or there is none. */
async function namesOf(tools: DeskTools, { copy }: Recoverable): Promise<Names | null> {
  const { primitives: p, rootHash, relay, today } = tools
  const answer = await relay.agency(copy.agency)
  const memberSheet = answer.kind === 'bundle' ? answer.bundle.memberSheets.get(copy.agency) : undefined
  if (answer.kind !== 'bundle' || memberSheet === undefined) return null
  const documents = { directory: answer.bundle.directory, memberSheet, intakeSheet: null }
  const { view } = await verifyAgency({ p, rootHash, today: today() }, copy, documents)
  return view?.listing === 'listed' ? (view.directory?.agencies.get(copy.agency)?.names ?? null) : null
}

export function createRecovery(tools: DeskTools): Recovery {
  const { primitives: p, random, relay, today, nowMs: now } = tools
  let found: { readonly kit: KitKeys; readonly recoverable: Recoverable } | null = null
  return {
    async check(words) {
      found = null
      const parsed = await parseWords(words)
      if (!parsed.ok) return { kind: 'wrong-words', why: parsed }
      const kit = await deriveKitKeys(p, parsed.kit)
      const outcome = await examine({ p, random, relay, today, now }, kit)
      if (outcome.kind !== 'recoverable') return { kind: 'refused', why: outcome.kind }
      found = { kit, recoverable: outcome }
      const { copy, lost, memberSheet } = outcome
      const others = currentMembers(memberSheet).filter((member) => member !== lost)
      return {
        kind: 'recoverable',
        names: await namesOf(tools, outcome),
        fingerprint: await fingerprintOf(p, copy.agencyKey),
        day: copy.day,
        label: lost.label,
        others: others.map(({ label }) => label),
      }
    },
    async make(chosen) {
      if (found === null) throw new RangeError('no kit was found good')
      return recoverDesk(tools, found.recoverable, found.kit, chosen)
    },
  }
}

export type KitUnlockState =
  | { readonly kind: 'wrong-words'; readonly why: WrongWords }
  /** Not the kit of this desk, or the vault is damaged: one outcome. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'opens' }

export interface KitUnlock {
  /** Whether these words open the vault. Changes nothing. */
  check(id: string, words: string): Promise<KitUnlockState>
  /**
   * The opened vault, with a new passphrase and stored; null when it is gone. RangeError before words opened one. Argon2id's
   * own failure and StorageError are passed on.
   */
  open(passphrase: string): Promise<OpenVault | null>
}

export function createKitUnlock(tools: DeskTools): KitUnlock {
  const { store } = tools
  let found: { readonly id: string; readonly kit: KitKeys } | null = null
  const openBy = async (id: string, kit: KitKeys): Promise<OpenVault['vault'] | null> => {
    const bytes = await store.loadVault(id)
    const sealed = bytes === null ? null : parseSealedVault(bytes)
    return sealed === null ? null : openVaultByKit(tools, kit.vault, sealed)
  }
  return {
    async check(id, words) {
      found = null
      const parsed = await parseWords(words)
      if (!parsed.ok) return { kind: 'wrong-words', why: parsed }
      const kit = await deriveKitKeys(tools.primitives, parsed.kit)
      if ((await openBy(id, kit)) === null) return { kind: 'failed' }
      found = { id, kit }
      return { kind: 'opens' }
    },
    async open(passphrase) {
      if (found === null) throw new RangeError('no words opened a vault')
      const { id, kit } = found
      // Not between two steps of a round of another page, which would keep the ways in of before.
      return tools.exclusive(`desk-${id}`, async () => {
        const vault = await openBy(id, kit)
        if (vault === null) return null
        const sealed = await vault.reseal(vault.contents, { passphrase })
        const label = (await store.listVaults()).find((one) => one.id === id)?.label ?? ''
        await store.saveVault(id, label, encodeSealedVault(sealed))
        await vault.reopen(sealed)
        return { id, label, vault }
      })
    },
  }
}
