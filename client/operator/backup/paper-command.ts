/** `sosafe paper`: what must survive the machine, as digits for paper. */
import { readFileSync } from 'node:fs'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { PEPPER_BYTES } from '../../../shared/protocol.ts'
import { type CommandOutcome, refusal } from '../outcome.ts'
import { paperLines } from '../paper.ts'
import { backupSeedBytes, type SecretRead } from './backup-key.ts'

export interface PaperInput {
  readonly kind: 'pepper' | 'backup-key'
  readonly file: string
}

const WORDS = {
  pepper: [
    'The pepper of this relay.',
    'Keep this paper apart from the backups. A database alone names its mailboxes to nobody.',
  ],
  'backup-key': [
    'The backup key.',
    'Whoever has it opens every backup. Keep this paper like a root key, apart from the backups.',
  ],
} as const

function readPepperFile(file: string): SecretRead<Bytes> {
  const bytes = new Uint8Array(readFileSync(file))
  return bytes.length === PEPPER_BYTES
    ? { ok: true, value: bytes }
    : { ok: false, why: `${file} is not a pepper: it must have ${PEPPER_BYTES} bytes.` }
}

export async function printOnPaper(p: Primitives, { kind, file }: PaperInput): Promise<CommandOutcome> {
  const secret = kind === 'pepper' ? readPepperFile(file) : await backupSeedBytes(p, file)
  if (!secret.ok) return refusal(secret.why)
  const lines = await paperLines(p, secret.value)
  const [title, advice] = WORDS[kind]
  return { ok: true, json: { kind, lines }, lines: [title, ...lines, advice] }
}
