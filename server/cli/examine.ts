/**
 * A program of the operator's command line, run on the relay's machine, while the relay runs or not: says how its
 * databases are. Reads `{dataFolder, pepperFile?}`, one line; prints one JSON object. Source: docs/operations.md section 4.
 */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { examine } from '../examine.ts'
import { readRequest, refuse, textField } from './request.ts'

if (import.meta.main) {
  const { fields } = await readRequest()
  const dataFolder = textField(fields, 'dataFolder')
  if (dataFolder === null) refuse('Wanted on the standard input: {"dataFolder", "pepperFile"?}.', 2)
  if (!existsSync(dataFolder)) refuse(`${dataFolder} does not exist.`)
  try {
    const found = await examine({ dataFolder, pepperFile: textField(fields, 'pepperFile'), pause })
    process.stdout.write(`${JSON.stringify(found)}\n`)
  } catch (error) {
    refuse(error instanceof Error ? error.message : 'The databases could not be examined.')
  }
}
