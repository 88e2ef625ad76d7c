/**
 * The phone's microphone, from the tap that asks for it until its light is off again. Promises: what was recorded is kept
 * whatever ends it (a call, another app, the page put aside, the longest time), but for leaving, which drops it in the same
 * task; every way out gives the microphone back; the sound is in this page's memory only, in pieces of a second, so that none
 * of it lies in a file of the browser's. Source: W3C MediaStream Recording; docs/protocol.md section 4 (voice).
 */
import { type Bytes, concat } from '../../../shared/bytes/cursor.ts'
import { CHUNK_BYTES, VOICE_BITS_PER_SECOND, VOICE_CHUNKS, VOICE_SECONDS } from '../../../shared/protocol.ts'
import { cleanVoice } from './clean.ts'
import type { Recorded } from './recorded.ts'

/** In the order of liking; what a browser knows none of cannot be cleaned and is not recorded. */
const TYPES = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'] as const
const PIECE_MS = 1_000
/** What comes after the last piece that was counted: a piece, and the end of the file. */
const RESERVE_BYTES = CHUNK_BYTES
const MOST_BYTES = VOICE_CHUNKS * CHUNK_BYTES - RESERVE_BYTES
/** An engine that never says that it has ended. */
const END_MS = 3_000

/** `denied`: by the person or the browser's settings. `busy`: it is there, and something else has it. */
export type NoMicrophone = 'denied' | 'none' | 'busy'

/** `asked`: the person has stopped. `long`: it can get no longer. `cut`: something else has ended it. */
export type WhyEnded = 'asked' | 'long' | 'cut'

export interface Ended {
  readonly recorded: Recorded
  readonly why: WhyEnded
}

export interface Recording {
  /** Null: there was nothing in it, or it was dropped. */
  readonly ended: Promise<Ended | null>
  stop(): void
  /** At once, and nothing of it is kept. */
  drop(): void
}

function typeHere(): string | null {
  if (!('MediaRecorder' in globalThis)) return null
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null
}

/** Whether this browser can record at all; a microphone it may lack all the same. */
export function canRecord(): boolean {
  // absent on pages that are not secure, and in browsers inside of other apps
  const { mediaDevices } = navigator as { readonly mediaDevices?: Partial<MediaDevices> }
  return mediaDevices?.getUserMedia !== undefined && typeHere() !== null
}

/** The browser asks the person. */
export async function askForMicrophone(): Promise<MediaStream | NoMicrophone> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
    return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy'
  }
}

export function giveBack(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

const wait = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms))

/**
 * `nowMs`: of any origin. `onEnd`: in the task in which nothing more is heard. Null: it cannot be recorded from, and was given
 * back.
 */
export function record(stream: MediaStream, nowMs: () => number, onEnd: () => void): Recording | null {
  const recorder = recorderFor(stream)
  if (recorder === null) {
    giveBack(stream)
    return null
  }
  const pieces: Promise<Bytes>[] = []
  const begunMs = nowMs()
  let sizeBytes = 0
  let endedMs: number | null = null
  let isDropped = false
  let why: WhyEnded = 'cut'
  let settle: () => void = () => undefined
  const stopped = new Promise<void>((done) => (settle = done))

  /** The first reason holds. */
  const end = (reason: WhyEnded): void => {
    if (endedMs !== null) return
    endedMs = nowMs()
    why = reason
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', hidden)
    // an engine whose track has ended has stopped by itself, and still owes the last piece
    if (recorder.state !== 'inactive') recorder.stop()
    giveBack(stream)
    onEnd()
    void wait(END_MS).then(settle)
  }
  const hidden = (): void => void (document.hidden && end('cut'))
  const timer = setTimeout(() => end('long'), VOICE_SECONDS * 1_000)

  recorder.addEventListener('dataavailable', ({ data }) => {
    if (isDropped || data.size === 0) return
    sizeBytes += data.size
    pieces.push(data.arrayBuffer().then((buffer) => new Uint8Array(buffer)))
    if (sizeBytes > MOST_BYTES) end('long')
  })
  recorder.addEventListener('stop', () => {
    end('cut')
    settle()
  })
  recorder.addEventListener('error', () => end('cut'))
  for (const track of stream.getTracks()) {
    // a call takes the microphone away for a while, or for good
    track.addEventListener('mute', () => end('cut'))
    track.addEventListener('ended', () => end('cut'))
  }
  document.addEventListener('visibilitychange', hidden)
  recorder.start(PIECE_MS)

  const collect = async (): Promise<Ended | null> => {
    await stopped
    const bytes = concat(...(await Promise.all(pieces)))
    pieces.length = 0
    const clean = isDropped ? null : cleanVoice(bytes)
    if (clean === null || clean.bytes.length > VOICE_CHUNKS * CHUNK_BYTES) return null
    return { recorded: { ...clean, seconds: ((endedMs ?? nowMs()) - begunMs) / 1_000 }, why }
  }
  return {
    ended: collect(),
    stop: () => end('asked'),
    drop() {
      isDropped = true
      pieces.length = 0
      end('asked')
    },
  }
}

function recorderFor(stream: MediaStream): MediaRecorder | null {
  const mimeType = typeHere()
  if (mimeType === null) return null
  try {
    return new MediaRecorder(stream, { mimeType, audioBitsPerSecond: VOICE_BITS_PER_SECOND })
  } catch {
    return null
  }
}
