/**
 * Everything that the page and its worker say to each other. The worker holds the keys; what it tells is state to show, and
 * what a person carries away (the link of an invitation, the words of a recovery kit). One line per verb: to add one, add it
 * here, read its input below, and answer it in serve-desk.ts.
 */
import {
  parseAuthor,
  parseEventHash,
  parsePseudonym,
  type Author,
  type EventHash,
  type Pseudonym,
} from '../../../shared/case/names.ts'
import { parseDay } from '../../../shared/day.ts'
import { parseObject, type JsonObject } from '../../../shared/wire/json.ts'
import type { StorageFault } from '../../storage/connection.ts'
import type { Visit } from '../../storage/visits.ts'
import type { Act } from '../answer/act.ts'
import { parseDraft, parsePlace, type Draft, type Place, type Written } from '../drafts/draft.ts'
import type { LinkState } from '../enrol/follow-link.ts'
import type { MakeOutcome } from '../enrol/make-desk.ts'
import type { KitDraft } from '../kit/make-kit.ts'
import type { KitUnlockState, RecoveryState } from '../kit/use-kit.ts'
import type { Heard } from '../voice/voices.ts'
import type { ActOutcome, InviteOutcome, KitOutcome, ReplaceOutcome } from '../session.ts'
import type { News } from '../view/screen-state.ts'

/** A desk that this browser keeps. */
export interface KnownVault {
  readonly id: string
  /** What it is called in this browser. */
  readonly label: string
}

type StorageTrouble = { readonly kind: 'storage'; readonly code: StorageFault }

export type UnlockAnswer =
  /** The first news come before this answer. */
  | { readonly kind: 'opened' }
  /** Wrong passphrase, or the vault is damaged: one outcome. */
  | { readonly kind: 'failed' }
  /** The vault holds no team key. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'no-memory' }
  | StorageTrouble

export type MakeAnswer =
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'failed' }
  | Exclude<MakeOutcome, { readonly kind: 'made' }>

export type InviteAnswer =
  { readonly kind: 'invited'; readonly link: string } | Exclude<InviteOutcome, { readonly kind: 'invited' }>

/** Of what the page asks, and of what it is answered. */
export interface Verbs {
  /** The desks of this browser, which by being found may have proven that it keeps them. */
  readonly desks: [
    input: Visit,
    answer: { readonly kind: 'desks'; readonly vaults: readonly KnownVault[] } | StorageTrouble,
  ]
  /** A link that was opened in this page; null: the one of before once more. */
  readonly link: [input: { readonly fragment: string | null }, answer: LinkState]
  /** The desk of the link, with what a person chose for it; opens it. */
  readonly make: [
    input: { readonly passphrase: string; readonly name: string; readonly label: string },
    answer: MakeAnswer,
  ]
  readonly unlock: [input: { readonly id: string; readonly passphrase: string }, answer: UnlockAnswer]
  /** Words of a recovery kit, on a browser that is to get a desk by them; `make` makes it. */
  readonly recover: [input: { readonly words: string }, answer: RecoveryState]
  /** The same for a desk that is here and whose passphrase is forgotten; `unlockByKit` opens it. */
  readonly tryKit: [input: { readonly id: string; readonly words: string }, answer: KitUnlockState | StorageTrouble]
  /** With a new passphrase for the desk that the kit opens. */
  readonly unlockByKit: [input: { readonly passphrase: string }, answer: UnlockAnswer]
  /** Words for a new kit of the open desk: shown once, and no kit yet. */
  readonly draftKit: [
    input: null,
    answer: { readonly kind: 'draft'; readonly draft: KitDraft } | { readonly kind: 'locked' },
  ]
  /** The words that were asked back. */
  readonly keepKit: [input: { readonly typed: readonly string[] }, answer: KitOutcome]
  /** One round. */
  readonly refresh: [input: null, answer: null]
  /** The one case to tell of in full from now on. */
  readonly look: [input: { readonly pseudonym: Pseudonym | null }, answer: null]
  readonly act: [
    input: { readonly pseudonym: Pseudonym; readonly act: Act },
    answer: ActOutcome | { readonly kind: 'too-long' },
  ]
  /** An attachment of what was said in a case, by its place there. */
  readonly hear: [
    input: { readonly pseudonym: Pseudonym; readonly said: EventHash; readonly index: number },
    answer: Heard | { readonly kind: 'locked' },
  ]
  /** What was being written when this desk was last locked, or left. */
  readonly written: [input: null, answer: ({ readonly kind: 'written' } & Written) | StorageTrouble]
  /** Keeps what is being written; null: a draft is gone. */
  readonly 'write-down': [
    input: { readonly changes: ReadonlyMap<string, Draft | null>; readonly place: Place | null },
    answer: { readonly kind: 'kept' } | StorageTrouble,
  ]
  /** Takes the open desk away from this browser, with all that belongs to it; `evenWaiting`: also what only it has. */
  readonly 'remove-desk': [
    input: { readonly evenWaiting: boolean },
    answer: { readonly kind: 'removed' } | { readonly kind: 'waiting'; readonly count: number } | StorageTrouble,
  ]
  /** A person has vouched for this computer. */
  readonly 'trust-browser': [
    input: null,
    answer: { readonly kind: 'trusted' } | { readonly kind: 'locked' } | StorageTrouble,
  ]
  readonly invite: [input: { readonly label: string; readonly roles: readonly string[] }, answer: InviteAnswer]
  /** New keys for the agency, without the device named; null: nobody is removed. */
  readonly replace: [input: { readonly remove: Author | null }, answer: ReplaceOutcome]
}

export type Verb = keyof Verbs
export type Input<V extends Verb> = Verbs[V][0]
export type Answer<V extends Verb> = Verbs[V][1]

/** What the page posts. */
export type Ask = { readonly [V in Verb]: { readonly id: number; readonly verb: V; readonly input: Input<V> } }[Verb]

/** What the worker posts. */
export type Told =
  /** It runs, and hears. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer<Verb> }
  /** A bug: whoever asked gets an error. `name`: of the error, never its text. */
  | { readonly kind: 'broken'; readonly id: number; readonly name: string }
  | { readonly kind: 'news'; readonly news: News }

const isText = (value: unknown): value is string => typeof value === 'string'
const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every(isText) ? value : null

function changesIn(value: unknown): ReadonlyMap<string, Draft | null> | undefined {
  if (!(value instanceof Map)) return undefined
  const changes = new Map<string, Draft | null>()
  for (const [name, draft] of value as Map<unknown, unknown>) {
    const parsed = draft === null ? null : (parseDraft(draft) ?? undefined)
    if (!isText(name) || parsed === undefined) return undefined
    changes.set(name, parsed)
  }
  return changes
}

/** Undefined for what is no act. */
function actIn(object: JsonObject | null): Act | undefined {
  const { kind, words, status, reason } = object ?? {}
  const spoken = isText(words) ? { words } : {}
  switch (kind) {
    case 'message':
    case 'note':
      return isText(words) ? { kind, words } : undefined
    case 'status': {
      const promisedDay = parseDay(object?.['promisedDay'])
      return isText(status) ? { kind, status, ...(promisedDay === null ? {} : { promisedDay }) } : undefined
    }
    case 'closure':
      return isText(reason) ? { kind, reason, ...spoken } : undefined
    case 'reopening':
    case 'erasure':
      return { kind, ...spoken }
    case 'again': {
      const event = parseEventHash(object?.['event'])
      return event === null ? undefined : { kind, event }
    }
    case 'ticket': {
      const key = parseAuthor(object?.['key'])
      return key === null ? undefined : { kind, key }
    }
    default:
      return undefined
  }
}

/** Of each verb: its input, or undefined for what is none. */
const INPUTS: { readonly [V in Verb]: (input: JsonObject | null) => Input<V> | undefined } = {
  desks(input) {
    const { isNew, marked } = input ?? {}
    return typeof isNew === 'boolean' && typeof marked === 'boolean' ? { isNew, marked } : undefined
  },
  link(input) {
    const fragment = input?.['fragment']
    return isText(fragment) || fragment === null ? { fragment } : undefined
  },
  make(input) {
    const { passphrase, name, label } = input ?? {}
    return isText(passphrase) && isText(name) && isText(label) ? { passphrase, name, label } : undefined
  },
  unlock(input) {
    const { id, passphrase } = input ?? {}
    return isText(id) && isText(passphrase) ? { id, passphrase } : undefined
  },
  recover(input) {
    const words = input?.['words']
    return isText(words) ? { words } : undefined
  },
  tryKit(input) {
    const { id, words } = input ?? {}
    return isText(id) && isText(words) ? { id, words } : undefined
  },
  unlockByKit(input) {
    const passphrase = input?.['passphrase']
    return isText(passphrase) ? { passphrase } : undefined
  },
  draftKit: () => null,
  keepKit(input) {
    const typed = textsOf(input?.['typed'])
    return typed === null ? undefined : { typed }
  },
  refresh: () => null,
  look: (input) => ({ pseudonym: parsePseudonym(input?.['pseudonym']) }),
  act(input) {
    const pseudonym = parsePseudonym(input?.['pseudonym'])
    const act = actIn(parseObject(input?.['act']))
    return pseudonym === null || act === undefined ? undefined : { pseudonym, act }
  },
  hear(input) {
    const [pseudonym, said] = [parsePseudonym(input?.['pseudonym']), parseEventHash(input?.['said'])]
    const index = input?.['index']
    return pseudonym !== null && said !== null && isId(index) ? { pseudonym, said, index } : undefined
  },
  written: () => null,
  'trust-browser': () => null,
  'remove-desk'(input) {
    const { evenWaiting } = input ?? {}
    return typeof evenWaiting === 'boolean' ? { evenWaiting } : undefined
  },
  'write-down'(input) {
    const changes = changesIn(input?.['changes'])
    return changes === undefined ? undefined : { changes, place: parsePlace(input?.['place']) }
  },
  invite(input) {
    const { label } = input ?? {}
    const roles = textsOf(input?.['roles'])
    return isText(label) && roles !== null ? { label, roles } : undefined
  },
  replace(input) {
    const remove = parseAuthor(input?.['remove'])
    // Read wrongly it would remove nobody, and say so to nobody.
    return remove !== null || input?.['remove'] === null ? { remove } : undefined
  },
}

const isVerb = (value: unknown): value is Verb => isText(value) && Object.hasOwn(INPUTS, value)
const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value)

/** Null for what the page would not have posted. */
export function parseAsk(data: unknown): Ask | null {
  const { id, verb, input } = parseObject(data) ?? {}
  if (!isId(id) || !isVerb(verb)) return null
  const parsed = INPUTS[verb](parseObject(input))
  // A verb and its own input, which the compiler cannot follow into the union.
  return parsed === undefined ? null : ({ id, verb, input: parsed } as Ask)
}

/**
 * Null for what the worker would not have posted. What stands in an answer or in news is not looked into: one build makes
 * both ends, and the page can do nothing with it but show it.
 */
export function parseTold(data: unknown): Told | null {
  const object = parseObject(data)
  const { kind, id, name } = object ?? {}
  switch (kind) {
    case 'ready':
      return { kind }
    case 'answer':
      return isId(id) && object !== null && 'answer' in object
        ? { kind, id, answer: object['answer'] as Answer<Verb> }
        : null
    case 'broken':
      return isId(id) && isText(name) ? { kind, id, name } : null
    case 'news': {
      const news = parseObject(object?.['news'])
      return news === null ? null : { kind, news: news as unknown as News }
    }
    default:
      return null
  }
}
