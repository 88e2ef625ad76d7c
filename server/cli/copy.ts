/**
 * A program of the operator's command line, run on the relay's machine, while the relay runs or not: writes a copy of
 * everything it holds to its standard output and to no file. Reads `{dataFolder, pepperFile?}`, one line. Exit 0 only
 * when the copy is whole. Source: docs/decisions/009-backups.md.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dayOf } from '../../shared/day.ts'
import { writeCopy, NotWholeError } from '../copy/write-copy.ts'
import { DataFolderError, DEPLOYMENT_FILE, filesIn, parseDeployment, pepperFileOf, readPepper } from '../data-folder.ts'
import { openToRead } from '../sqlite/database.ts'
import { readRequest, refuse, textField } from './request.ts'

async function copy(dataFolder: string, pepperFile: string | null): Promise<void> {
  const deploymentFile = join(dataFolder, DEPLOYMENT_FILE)
  const deployment = existsSync(deploymentFile) ? new Uint8Array(readFileSync(deploymentFile)) : null
  const parsed = deployment === null ? null : parseDeployment(deployment)
  if (deployment === null || parsed === null)
    throw new DataFolderError(`${dataFolder} is not the data folder of a relay.`)
  const { database, blobs } = filesIn(dataFolder)
  if (!existsSync(database) || !existsSync(blobs))
    throw new DataFolderError(`${dataFolder} has no database yet: start the relay once.`)
  const pepper = readPepper(pepperFileOf(dataFolder, pepperFile))
  const databases = { relay: openToRead(database), blobs: openToRead(blobs) }
  const rootHash = Buffer.from(parsed.rootHash).toString('hex')
  const pieces = writeCopy({ databases, deployment, rootHash, pepper, day: dayOf(Date.now()) })
  await pipeline(Readable.from(pieces), process.stdout)
  databases.relay.close()
  databases.blobs.close()
}

if (import.meta.main) {
  const { fields } = await readRequest()
  const dataFolder = textField(fields, 'dataFolder')
  if (dataFolder === null) refuse('Wanted on the standard input: {"dataFolder", "pepperFile"?}.', 2)
  try {
    await copy(dataFolder, textField(fields, 'pepperFile'))
  } catch (error) {
    if (error instanceof NotWholeError) refuse(`There is no copy: ${error.message}. Run "doctor".`)
    refuse(error instanceof Error ? error.message : 'The copy failed.')
  }
}
