/**
 * A program of the operator's command line, run on the relay's machine: makes a one-time introduction. Reads one JSON
 * object from its standard input, `{dataFolder, area, kind, type, names}`, writes the token's hash and the description
 * into the relay's database, and prints `{"token"}`. Works while the relay runs. Source: docs/protocol.md P8.9.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText, type Bytes } from '../../shared/bytes/cursor.ts'
import {
  INTRODUCTION_TOKEN_BYTES,
  parseAgencyDescription,
  type AgencyDescription,
} from '../../shared/wire/introduction.ts'
import { parseJson, parseObject } from '../../shared/wire/json.ts'
import { filesIn, makeFolder } from '../data-folder.ts'
import { createSqliteIntroductionStore } from '../documents/sqlite-document-store.ts'
import { sha256 } from '../sha256.ts'
import { createCommitQueue } from '../sqlite/commit-queue.ts'
import { openDatabase } from '../sqlite/database.ts'

export interface IntroductionRequest {
  readonly dataFolder: string
  readonly description: AgencyDescription
}

export function parseIntroductionRequest(json: unknown): IntroductionRequest | null {
  const dataFolder = parseObject(json)?.['dataFolder']
  const description = parseAgencyDescription(json)
  return typeof dataFolder === 'string' && dataFolder !== '' && description !== null
    ? { dataFolder, description }
    : null
}

/** The token stands in the link that the administrator gets; only its hash stays. */
export async function createIntroduction(
  { dataFolder, description }: IntroductionRequest,
  token: Bytes,
): Promise<void> {
  makeFolder(dataFolder)
  const sqlite = openDatabase(filesIn(dataFolder).database)
  try {
    await createSqliteIntroductionStore(sqlite, createCommitQueue(sqlite)).create(sha256(token), description)
  } finally {
    sqlite.close()
  }
}

if (import.meta.main) {
  const request = parseIntroductionRequest(parseJson(encodeText(await text(process.stdin))))
  if (request === null) {
    process.stderr.write('Wanted on the standard input: {"dataFolder", "area", "kind", "type", "names"}.\n')
    process.exit(2)
  }
  if (!existsSync(request.dataFolder)) {
    process.stderr.write(`${request.dataFolder} does not exist.\n`)
    process.exit(1)
  }
  const token = new Uint8Array(randomBytes(INTRODUCTION_TOKEN_BYTES))
  await createIntroduction(request, token)
  process.stdout.write(`${JSON.stringify({ token: encodeBase64url(token) })}\n`)
}
