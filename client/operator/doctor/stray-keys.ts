/** Root keys and backup keys that lie where they must not: on the relay's machine. */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, ok, wrong } from './finding.ts'

/** Key files are short. */
const MOST_BYTES = 16_384
const MOST_DEPTH = 6
const PASSED_OVER = new Set(['node_modules', '.git', 'app'])
const MARKS = [
  {
    mark: '"sosafe/root-key"',
    name: 'root key',
    harm: 'whoever takes two of them from here appoints agencies of their own',
  },
  { mark: '"sosafe/backup-key"', name: 'backup key', harm: 'whoever takes it from here opens every backup' },
] as const

function* filesUnder(folder: string, depth: number): Generator<string> {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // Not for this user: then no key of theirs lies there either.
  }
  for (const name of names) {
    const path = join(folder, name)
    const found = lstatSync(path)
    if (found.isDirectory() && depth > 0 && !PASSED_OVER.has(name)) yield* filesUnder(path, depth - 1)
    else if (found.isFile() && found.size <= MOST_BYTES) yield path
  }
}

function keyIn(path: string): readonly Finding[] {
  let content = ''
  try {
    content = readFileSync(path, 'utf8')
  } catch {
    return []
  }
  return MARKS.filter(({ mark }) => content.includes(mark)).map(({ name, harm }) =>
    wrong(
      'keys',
      `A ${name} lies on this machine: ${path}; ${harm}.`,
      `copy it to its holder’s medium, then shred -u ${path}`,
    ),
  )
}

export function strayKeyFindings(folders: readonly string[]): readonly Finding[] {
  const there = [...new Set(folders)].filter((folder) => existsSync(folder))
  const found = there.flatMap((folder) => [...filesUnder(folder, MOST_DEPTH)].flatMap(keyIn))
  return found.length > 0 ? found : [ok('keys', `No root key and no backup key lies in ${there.join(', ')}.`)]
}
