/**
 * A program of the operator's command line, run on the relay's machine while the relay stands still: destroys the data
 * folder. Reads `{dataFolder, name, pepperFile?}`, one line; the name must be that of the deployment. Prints
 * `{files, left}`. Source: docs/operations.md section 7.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { parseJson, parseObject } from '../../shared/wire/json.ts'
import { DEPLOYMENT_FILE, filesIn } from '../data-folder.ts'
import { destroyFolder, isAlmostGone, removeEmptyFolder, type Destroyed } from '../destroy.ts'
import { lockFolder } from '../sqlite/folder-lock.ts'
import { readRequest, refuse, textField } from './request.ts'

function nameOf(dataFolder: string): string | null {
  const file = join(dataFolder, DEPLOYMENT_FILE)
  return existsSync(file) ? textField(parseObject(parseJson(readFileSync(file))), 'name') : null
}

function destroy(dataFolder: string, name: string, pepperFile: string | null): Destroyed {
  if (!existsSync(dataFolder)) refuse(`${dataFolder} does not exist. If it was destroyed before, that is done.`)
  const gone = isAlmostGone(dataFolder)
  if (!gone && nameOf(dataFolder) !== name) refuse(`${dataFolder} is not the data folder of a deployment of this name.`)
  const lock = lockFolder(filesIn(dataFolder).lock) ?? refuse(`A relay runs on ${dataFolder}: stop it first, for good.`)
  const destroyed = gone ? { files: 0, left: [] } : destroyFolder(dataFolder, pepperFile)
  lock.release()
  removeEmptyFolder(dataFolder)
  return destroyed
}

if (import.meta.main) {
  const { fields } = await readRequest()
  const [dataFolder, name] = [textField(fields, 'dataFolder'), textField(fields, 'name')]
  if (dataFolder === null || name === null) refuse('Wanted on the standard input: {"dataFolder", "name", ...}.', 2)
  try {
    process.stdout.write(`${JSON.stringify(destroy(dataFolder, name, textField(fields, 'pepperFile')))}\n`)
  } catch (error) {
    refuse(`${error instanceof Error ? error.message : 'It failed.'} Run the same command again.`)
  }
}
