/** The data folder: whose it is, who may look in, what lies there and should not. */
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { type Day, dayOf } from '../../../shared/day.ts'
import { PEPPER_BYTES } from '../../../shared/protocol.ts'
import { KEEP_DAYS } from '../backup/keep.ts'
import { type Deployment, readDeployment } from '../deployment.ts'
import { type Finding, look, ok, wrong } from './finding.ts'
import type { Machine, RelayProcess } from './machine.ts'

const OTHERS = 0o077
const isPosix = ({ platform }: Machine): boolean => platform !== 'win32'
const octal = (mode: number): string => (mode & 0o777).toString(8)

export function folderFindings(machine: Machine, data: string, relay: RelayProcess | null): readonly Finding[] {
  if (!isPosix(machine)) return []
  const { mode, uid } = statSync(data)
  // Root may look after a folder of anybody's; whose relay will serve it is not known before one does.
  const user = relay?.userId ?? (machine.userId === 0 ? null : machine.userId)
  const open = (mode & OTHERS) !== 0
  return [
    open
      ? wrong('folder', `Other users of this machine may look into ${data} (mode ${octal(mode)}).`, `chmod 700 ${data}`)
      : ok('folder', `Only its owner may look into ${data}.`),
    ...(user !== null && uid !== user
      ? [
          wrong(
            'owner',
            `${data} belongs to user ${uid}, but the relay runs as user ${user}.`,
            `chown -R ${user} ${data}`,
          ),
        ]
      : []),
    ...foreignFiles(data, uid),
    ...openFiles(data),
  ]
}

/** Left by somebody who worked here as root: the relay cannot write them. */
function foreignFiles(data: string, owner: number): readonly Finding[] {
  const foreign = readdirSync(data).filter((name) => lstatSync(join(data, name)).uid !== owner)
  if (foreign.length === 0) return []
  const says = `${foreign.join(', ')} in ${data} belong to another user than the folder.`
  return [wrong('owner', says, `chown -R ${owner} ${data}`)]
}

/** Files with secrets or mail in them that others could read if the folder were opened. */
function openFiles(data: string): readonly Finding[] {
  const names = readdirSync(data).filter((name) => name === 'pepper' || /\.db(-wal)?$/.test(name))
  const open = names.filter((name) => (statSync(join(data, name)).mode & OTHERS) !== 0)
  if (open.length === 0) return []
  const paths = open.map((name) => join(data, name)).join(' ')
  return [wrong('files', `Other users may read ${open.join(', ')}.`, `chmod 600 ${paths}`)]
}

/** Whether it is there; whether it fits, the database tells. */
export function pepperFindings(machine: Machine, pepperFile: string): readonly Finding[] {
  if (!existsSync(pepperFile)) {
    const advice = 'bring it back from paper or its other medium; without it no mailbox can be found'
    return [wrong('pepper', `There is no pepper at ${pepperFile}.`, advice)]
  }
  const { length } = readFileSync(pepperFile)
  if (length !== PEPPER_BYTES) {
    const says = `${pepperFile} has ${length} bytes and not ${PEPPER_BYTES}: it is no pepper.`
    return [wrong('pepper', says, 'bring back the right one')]
  }
  const open = isPosix(machine) && (statSync(pepperFile).mode & OTHERS) !== 0
  return open ? [wrong('pepper', `Other users may read ${pepperFile}.`, `chmod 600 ${pepperFile}`)] : []
}

export async function deploymentFindings(
  p: Primitives,
  data: string,
): Promise<{ readonly deployment: Deployment | null; readonly findings: readonly Finding[] }> {
  const deployment = await readDeployment(p, [data])
  if (deployment === null) {
    const says = `${data} has no deployment.json whose root keys hash to its root hash.`
    const advice = 'bring it back from a backup, or from the folder of a root key'
    return { deployment, findings: [wrong('deployment', says, advice)] }
  }
  const { name, demo, backupKey } = deployment
  const advice = 'a real one is made with "init": docs/operations.md'
  const kind = demo
    ? look('deployment', `"${name}" is a demonstration: it ends by itself, and no real report belongs into it.`, advice)
    : ok('deployment', `"${name}" is a real deployment.`)
  const key =
    backupKey === null && !demo
      ? [
          look(
            'backup-key',
            'There is no backup key: no backup can be made.',
            'backup-key --keys DIR, on a medium that leaves this machine',
          ),
        ]
      : []
  return { deployment, findings: [kind, ...key] }
}

/** What a restore has left. */
export function leftoverFindings(data: string, today: Day): readonly Finding[] {
  const begun = existsSync(join(data, 'restore-begun'))
    ? [
        wrong(
          'restore',
          'A restore was begun and not finished; no relay starts on this folder.',
          'run the same restore again, with --replace',
        ),
      ]
    : []
  const aside = readdirSync(data).filter((name) => name.startsWith('before-restore-') || name === 'restoring')
  return [
    ...begun,
    ...aside.map((name) => {
      const path = join(data, name)
      const age = today - dayOf(statSync(path).mtimeMs)
      const says = `${path} holds what people have erased since.`
      const advice = `when every agency’s desk was opened: find ${path} -type f -exec shred -u {} + && rm -r ${path}`
      return age >= KEEP_DAYS ? wrong('aside', `${says} It is ${age} days old.`, advice) : look('aside', says, advice)
    }),
  ]
}
