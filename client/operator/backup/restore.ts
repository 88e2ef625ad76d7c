/**
 * `sosafe restore`: makes a data folder of a backup, on the relay's machine, while the relay stands still. Whoever holds
 * the backup key opens it here; the relay's own program checks the whole of it and puts it in place.
 * Source: docs/operations.md section 5; docs/protocol.md 9.29.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { BrokenStreamError } from '../../../shared/crypto/long-stream.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { parseDay } from '../../../shared/day.ts'
import { PEPPER_BYTES } from '../../../shared/protocol.ts'
import type { JsonObject } from '../../../shared/wire/json.ts'
import { dateOf } from '../date.ts'
import { type CommandOutcome, refusal } from '../outcome.ts'
import { callProgram, ProgramError } from '../relay-program.ts'
import { readBackupKey, readSecretPaper, type SecretRead } from './backup-key.ts'
import { openCopy, type OpenedCopy } from './sealed-copy.ts'

export interface RestoreInput {
  readonly file: string
  readonly key: string
  readonly data: string
  /** Where the pepper is read; null: from the data folder that is to be replaced. */
  readonly pepper: string | null
  /** The relay reads its pepper elsewhere: it is compared and not written. */
  readonly pepperStays: boolean
  readonly replace: boolean
}

const NOT_OPENED: { readonly [W in Extract<OpenedCopy, { ok: false }>['why']]: string } = {
  'not-sealed': 'is no backup.',
  'other-key': 'was sealed to another backup key than this one.',
  damaged: 'is damaged: its beginning is not what was sealed.',
}

async function readPepper(p: Primitives, file: string): Promise<SecretRead<Bytes>> {
  const content = new Uint8Array(readFileSync(file))
  return content.length === PEPPER_BYTES ? { ok: true, value: content } : readSecretPaper(p, file, content)
}

function report(file: string, { day: stored, logEntries, aside }: JsonObject): CommandOutcome {
  const day = parseDay(stored)
  const date = day === null ? 'an unknown day' : dateOf(day)
  const asideLines =
    typeof aside === 'string'
      ? [
          `What lay there before is in ${aside}, with its pepper. Destroy it when the desks have been opened, within two weeks.`,
        ]
      : []
  return {
    ok: true,
    json: { file, day, logEntries, aside: aside ?? null },
    lines: [
      `Restored the backup of ${date}: ${String(logEntries)} log entries.`,
      ...asideLines,
      `LOST: what phones handed over after the backup of ${date} and no desk had taken in. Those tickets find nothing; tell the areas to report again.`,
      'LOST until a desk gives it back: everything else after that backup. Each desk does so by itself when it is opened.',
      'BACK AGAIN: what was erased after that backup. Answers that somebody has erased lie behind their ticket until it erases again.',
      'Next: 1. start the relay. 2. Have an administrator’s desk of EVERY agency opened, before anybody is invited or removed',
      'and before a directory is signed: a member removed after that backup is served again until then.',
      '3. Run "doctor". 4. Make a backup.',
    ],
  }
}

export async function restoreBackup(p: Primitives, input: RestoreInput): Promise<CommandOutcome> {
  const { file, data, pepperStays, replace } = input
  const key = await readBackupKey(p, input.key)
  if (!key.ok) return refusal(key.why)
  const pepperFile = input.pepper ?? join(data, 'pepper')
  if (!existsSync(pepperFile))
    return refusal('The pepper is needed: --pepper FILE, its 32 bytes or its digits from paper.')
  const pepper = await readPepper(p, pepperFile)
  if (!pepper.ok) return refusal(pepper.why)
  const opened = await openCopy(p, key.value, createReadStream(file))
  if (!opened.ok) return refusal(`${file} ${NOT_OPENED[opened.why]}`)
  const { rootHash } = opened.head
  const request = { dataFolder: data, rootHash, pepper: encodeBase64url(pepper.value), pepperStays, replace }
  try {
    return report(file, await callProgram('put-back', request, opened.copy))
  } catch (error) {
    if (error instanceof BrokenStreamError) return refusal(`${file} is damaged. Nothing was changed.`)
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
}
