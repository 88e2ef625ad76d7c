/** `sosafe destroy-all`: the end of a deployment on this machine, and what it does not reach. Source: docs/operations.md section 7. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson, parseObject } from '../../shared/wire/json.ts'
import type { Command } from './command.ts'
import { DEPLOYMENT_FILE } from './deployment.ts'
import { one } from './options.ts'
import { type CommandOutcome, misuse, refusal } from './outcome.ts'
import { callProgram, ProgramError } from './relay-program.ts'

/** Of a file that may be half gone already: only the name counts. */
function nameIn(data: string): string | null {
  const file = join(data, DEPLOYMENT_FILE)
  const name = existsSync(file) ? parseObject(parseJson(readFileSync(file)))?.['name'] : null
  return typeof name === 'string' ? name : null
}

const NOT_REACHED = [
  'Overwriting does not reach everything: flash cells that the drive has set aside, snapshots of the file system or of a',
  'virtual machine, images of the disk, swap. Only the destroyed key of an encrypted disk, or the destroyed disk, does.',
  'Still to be destroyed, wherever they are: every backup and every copy of one; the backup key; the papers with pepper and',
  'key; exports; the root keys, once nobody needs the directory any more; the proxy’s certificate and logs; the DNS name.',
  'Still to be told: every agency (their desks hold all cases, and open them without any relay) and the areas: phones that',
  'still hold a letter will not hand it over any more.',
]

async function destroyAll(data: string, name: string, pepperFile: string | null): Promise<CommandOutcome> {
  try {
    const { files, left } = await callProgram('destroy', { dataFolder: data, name, pepperFile })
    const others = Array.isArray(left) ? left.map(String) : []
    return {
      ok: true,
      json: { files, left: others },
      lines: [
        `Destroyed "${name}": ${String(files)} files overwritten and removed, the pepper first.`,
        ...others.map((one_) => `Not made by a relay, and still there: ${join(data, one_)}`),
        ...NOT_REACHED,
      ],
    }
  } catch (error) {
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
}

export const destroyAllCommand: Command = {
  name: 'destroy-all',
  summary: 'overwrite and remove everything that the relay holds; it must stand still',
  help: `[--yes NAME] [--data DIR]

  --yes NAME        the name of the deployment, instead of being asked to type it
  --data DIR        the relay's data folder (default SOSAFE_DATA, or ./data)

Interrupted, it ends what it began when it is run again. "export-all" first, if anything is to be kept.`,
  options: { yes: { type: 'string' }, data: { type: 'string' } },
  async run(values, { dataFolder, pepperFile, ask }) {
    const data = one(values, 'data') ?? dataFolder
    const name = nameIn(data)
    const question = `This destroys ${data} for ever. Type the name of the deployment (${name ?? 'it has none any more'}): `
    const typed = one(values, 'yes') ?? (await ask(question))
    if (typed === null) return misuse('--yes NAME is needed where nobody can be asked.')
    if (name !== null && typed.trim() !== name) return refusal(`That is not its name. Nothing was changed.`)
    return destroyAll(data, typed.trim(), pepperFile)
  },
}
