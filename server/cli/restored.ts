/**
 * A program of the operator's command line, run once after a backup was put back and before the relay starts: gives the
 * logs a new incarnation, so that every desk reads them from the start and gives back what the backup lacks.
 * `node server/cli/restored.ts DATA_FOLDER`. Source: docs/protocol.md P8.7, P9.29.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import { filesIn } from '../data-folder.ts'
import { changeIncarnation } from '../mailboxes/sqlite-incarnation.ts'
import { close, openDatabase } from '../sqlite/database.ts'
import { lockFolder } from '../sqlite/folder-lock.ts'

function refuse(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

if (import.meta.main) {
  const folder = process.argv[2]
  if (folder === undefined || !existsSync(filesIn(folder).database))
    refuse('Wanted: the data folder that was restored.')
  const lock = lockFolder(filesIn(folder).lock)
  if (lock === null) refuse(`A relay runs on ${folder}: stop it first.`)
  const sqlite = openDatabase(filesIn(folder).database)
  changeIncarnation(sqlite, new Uint8Array(randomBytes(INCARNATION_BYTES)))
  close(sqlite)
  lock.release()
  process.stdout.write('The logs have a new incarnation. Start the relay: desks will give back what is missing.\n')
}
