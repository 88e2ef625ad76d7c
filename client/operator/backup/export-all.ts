/**
 * `sosafe export-all`: everything this relay holds in a form that needs no SoSafe, for the day on which the service ends
 * or moves. The same copy as in a backup; what was ciphertext stays ciphertext. Source: docs/decisions/009-backups.md.
 */
import { existsSync } from 'node:fs'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { CommandOutcome } from '../outcome.ts'
import { refusal } from '../outcome.ts'
import { hexOf, readDeployment } from '../deployment.ts'
import { dateOf } from '../date.ts'
import { liesIn } from '../lies-in.ts'
import { outputOf, ProgramError } from '../relay-program.ts'
import { sealCopy } from './sealed-copy.ts'
import { type FileToWrite, sealedFile, writeCopyFile } from './sealed-file.ts'

export interface ExportInput {
  readonly data: string
  readonly pepperFile: string | null
  /** The file to be made. */
  readonly to: string
  /** Not sealed: a plain tar. */
  readonly plain: boolean
  readonly today: Day
}

const PLAIN_WORDS =
  'It is not sealed: whoever has it sees what a thief of the relay’s disk sees. Who may read what, only the agencies’ keys decide.'
const SEALED_WORDS = 'It is sealed to the backup key, like a backup; "restore" reads it.'

export async function exportAll(p: Primitives, random: Random, input: ExportInput): Promise<CommandOutcome> {
  const { data, pepperFile, to, plain, today } = input
  if (liesIn(to, data)) return refusal('The export must lie outside of the data folder.')
  if (existsSync(to)) return refusal(`${to} is there already. Nothing was changed.`)
  const deployment = existsSync(data) ? await readDeployment(p, [data]) : null
  if (deployment === null) return refusal(`${data} has no deployment.json that holds.`)
  const { backupKey } = deployment
  if (!plain && backupKey === null)
    return refusal('This deployment has no backup key to seal to. Give --plain, or make one: "backup-key".')
  const copy = outputOf('copy', { dataFolder: data, pepperFile })
  const about = { day: today, rootHash: hexOf(deployment.rootHash) }
  try {
    const file: FileToWrite =
      plain || backupKey === null
        ? { path: to, pieces: copy, reopen: (written) => Promise.resolve(written) }
        : sealedFile(p, to, await sealCopy(p, random, backupKey, about, copy))
    const read = await writeCopyFile(p, random, file)
    if (read === null) return refusal(`What was written to ${to} could not be read back whole. There is no export.`)
    const rows = read.files.reduce((sum, one) => sum + one.rows, 0)
    return {
      ok: true,
      json: { file: to, day: read.about.day, rows, sealed: !plain },
      lines: [
        `Everything the relay holds, ${dateOf(read.about.day)}, read back and found whole: ${to} (${rows} rows)`,
        plain ? PLAIN_WORDS : SEALED_WORDS,
        'Its README.txt says what is in it. The pepper is not: without it no mailbox can be found by its address.',
      ],
    }
  } catch (error) {
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
}
