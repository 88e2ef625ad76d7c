/**
 * Voices at a desk. The relay keeps chunks for a while, a case is kept for long: so each desk keeps its own copy of those that
 * its cases name, as they came, and puts them again when the relay has let them go; a colleague's new desk finds them there.
 * Promises that nothing is played that is not whole and of its sender, nor anything but a voice. Source: docs/protocol.md
 * section 4 (attachment, voice), P9.37.
 */
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Attachment } from '../../../shared/case/bodies.ts'
import type { Case } from '../../../shared/case/case.ts'
import { type VoiceType, voiceTypeOf } from '../../../shared/case/voice.ts'
import { chunkCountFor, openChunk, openChunks, type StreamKey } from '../../../shared/crypto/stream.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, INBOX_EXPIRY_DAYS, VOICE_CHUNKS } from '../../../shared/protocol.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import type { MailRelay } from '../../relay/mail.ts'
import type { Failure, GetOutcome, PutOutcome } from '../../relay/outcome.ts'
import { StorageError } from '../../storage/connection.ts'
import { paid } from '../pay.ts'
import type { DeskTools } from '../tools.ts'

export type Heard =
  | { readonly kind: 'voice'; readonly bytes: Bytes; readonly mediaType: VoiceType }
  /** So many of its chunks are neither here nor at the relay. */
  | { readonly kind: 'missing'; readonly missing: number; readonly total: number }
  | { readonly kind: 'offline' }
  /** What is there is not what the sender has sealed. */
  | { readonly kind: 'damaged' }
  /** It is whole, and no voice: nothing here opens it. */
  | { readonly kind: 'no-voice' }

export type NotKept = Exclude<PutOutcome, { readonly kind: 'stored' | 'exists' }> | Failure

export interface Voices {
  /**
   * Fetches and renews what these cases name, a part of it at a time; what is due and no case names any more (it was erased, and
   * its key with it) goes. `isWhole`: these are all cases that the log holds. Throws StorageError.
   */
  keep(cases: readonly Case[], isWhole: boolean, isLocked: () => boolean): Promise<NotKept | null>
  hear(attachment: Attachment): Promise<Heard>
}

/** In one round, of a minute: a hostile list of chunks costs no more than this. */
const CHUNKS_PER_ROUND = 64
/** The relay has surely let a chunk go so long after a day on which it had it. */
const RENEW_DAYS = INBOX_EXPIRY_DAYS + CLOCK_TOLERANCE_DAYS

const keyOf = ({ key, prefix, length }: Attachment): StreamKey => ({ key, prefix, lengthBytes: length })
const nameOf = (blob: Bytes): string => encodeBase64url(blob)

/** Whatever it claims to be: of a length that a voice has, and with the chunks of that length. */
function mayBeVoice({ length, blobs }: Attachment): boolean {
  return length > 0 && blobs.length <= VOICE_CHUNKS && blobs.length === chunkCountFor(length)
}

type VoiceTools = Pick<DeskTools, 'primitives' | 'store' | 'today' | 'pause'> & {
  readonly relay: Pick<MailRelay, 'getBlob' | 'putBlob'>
}

/** `id`: of the vault. */
export function createVoices({ primitives: p, store, relay, today, pause }: VoiceTools, id: string): Voices {
  /** Read once; another page of this vault may have more, which costs asking the relay twice. */
  let held: Map<string, Day> | null = null
  /** The relay did not have it on this day. */
  const absent = new Map<string, Day>()

  const fetchChunk = async (attachment: Attachment, index: number): Promise<GetOutcome | { kind: 'foreign' }> => {
    const blob = parseBlobId(attachment.blobs[index] ?? new Uint8Array())
    if (blob === null) return { kind: 'absent' }
    const outcome = await relay.getBlob(blob)
    if (outcome.kind !== 'blob') return outcome
    const at = { index, count: attachment.blobs.length }
    return (await openChunk(p, keyOf(attachment), at, outcome.chunk)) === null ? { kind: 'foreign' } : outcome
  }
  const save = async (name: string, chunk: Bytes): Promise<void> => {
    await store.saveChunk(id, name, today(), chunk)
    held?.set(name, today())
  }

  const fetchMissing = async (attachment: Attachment, index: number): Promise<NotKept | null> => {
    const name = nameOf(attachment.blobs[index] ?? new Uint8Array())
    const outcome = await fetchChunk(attachment, index)
    if (outcome.kind === 'blob') await save(name, outcome.chunk)
    else if (outcome.kind === 'absent' || outcome.kind === 'foreign') absent.set(name, today())
    else return outcome
    return null
  }
  const isOver = (day: Day): boolean => addDays(day, RENEW_DAYS) < today()
  const forget = async (named: ReadonlySet<string>): Promise<void> => {
    const unnamed = [...(held ?? [])].filter(([name, day]) => !named.has(name) && isOver(day)).map(([name]) => name)
    if (unnamed.length === 0) return
    await store.removeChunks(id, unnamed)
    for (const name of unnamed) held?.delete(name)
  }
  const renew = async (blob: Bytes): Promise<NotKept | null> => {
    const [name, blobId] = [nameOf(blob), parseBlobId(blob)]
    const chunk = await store.loadChunk(id, name)
    if (chunk === null || blobId === null) return null
    const put = (nonce: Bytes): Promise<PutOutcome> => relay.putBlob({ id: blobId, nonce, chunk })
    const outcome = await paid({ address: null, id: blobId }, pause, put)
    if (outcome.kind !== 'stored' && outcome.kind !== 'exists') return outcome
    await save(name, chunk)
    return null
  }

  return {
    async keep(cases, isWhole, isLocked) {
      held ??= new Map(await store.listChunks(id))
      let left = CHUNKS_PER_ROUND
      const isAbsent = (name: string): boolean => held?.has(name) === false && absent.get(name) === today()
      const attachments = cases.flatMap(({ said }) => said.flatMap((one) => one.attachments))
      for (const voice of attachments.filter(mayBeVoice)) {
        // A letter is posted after its chunks: where one is not there, a list that somebody made up costs no more questions.
        let isLacking = voice.blobs.some((blob) => isAbsent(nameOf(blob)))
        for (const [index, blob] of voice.blobs.entries()) {
          const day = held.get(nameOf(blob))
          const isDue = day === undefined ? !isLacking : isOver(day)
          if (!isDue) continue
          if (left-- <= 0 || isLocked()) return null
          const failure = day === undefined ? await fetchMissing(voice, index) : await renew(blob)
          if (failure !== null) return failure
          isLacking ||= isAbsent(nameOf(blob))
        }
      }
      if (isWhole) await forget(new Set(attachments.flatMap(({ blobs }) => blobs.map(nameOf))))
      return null
    },

    async hear(attachment) {
      if (!mayBeVoice(attachment)) return { kind: 'no-voice' }
      const count = attachment.blobs.length
      const chunks: Bytes[] = []
      let [missing, foreign, offline] = [0, 0, false]
      for (const [index, blob] of attachment.blobs.entries()) {
        const here = await orNull(store.loadChunk(id, nameOf(blob)))
        const whole = here !== null && (await openChunk(p, keyOf(attachment), { index, count }, here)) !== null
        const found = whole ? { kind: 'blob' as const, chunk: here } : await fetchChunk(attachment, index)
        if (found.kind === 'blob') {
          chunks.push(found.chunk)
          if (!whole) await orNull(save(nameOf(blob), found.chunk))
        } else if (found.kind === 'absent') missing += 1
        else if (found.kind === 'foreign') foreign += 1
        else offline = true
        if (offline) break
      }
      if (offline) return { kind: 'offline' }
      if (foreign > 0) return { kind: 'damaged' }
      if (missing > 0) return { kind: 'missing', missing, total: count }
      const bytes = await openChunks(p, keyOf(attachment), chunks)
      if (bytes === null) return { kind: 'damaged' }
      const mediaType = voiceTypeOf(bytes)
      return mediaType === null ? { kind: 'no-voice' } : { kind: 'voice', bytes, mediaType }
    },
  }
}

/** A disk that is full or broken keeps nobody from listening. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) return null
    throw error
  }
}
