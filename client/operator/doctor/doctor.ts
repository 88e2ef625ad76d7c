/**
 * `sosafe doctor`: what is wrong with a deployment, in plain words. Runs on the relay's machine, while the relay runs or
 * not, and changes nothing. Source: docs/operations.md section 4.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { TAKE_IN_DAYS } from '../../../shared/protocol.ts'
import type { Command, Outside } from '../command.ts'
import { many, one, originOf } from '../options.ts'
import { type CommandOutcome, refusal } from '../outcome.ts'
import { callProgram, ProgramError } from '../relay-program.ts'
import { addressFindings } from './address-checks.ts'
import { backupFindings } from './backup-checks.ts'
import { databaseFindings, dayFindings, pepperFitFindings } from './database-checks.ts'
import { documentFindings } from './document-checks.ts'
import { type Examined, parseExamined } from './examined.ts'
import { type Finding, findingLine, look, ok, type Severity } from './finding.ts'
import { deploymentFindings, folderFindings, leftoverFindings, pepperFindings } from './folder-checks.ts'
import { machineFindings } from './machine-checks.ts'
import { relayProcess } from './machine.ts'
import { proxyFindings } from './proxy-checks.ts'
import { strayKeyFindings } from './stray-keys.ts'

export interface DoctorInput {
  readonly data: string
  /** Null: not asked at its public address. */
  readonly origin: string | null
  readonly backups: string | null
  readonly lookIn: readonly string[]
}

function servedFinding({ served }: Examined, pid: number | null): Finding {
  if (!served) return look('relay', 'No relay runs on this folder.', 'systemctl start sosafe')
  return ok('relay', pid === null ? 'A relay runs on this folder.' : `A relay runs on this folder (process ${pid}).`)
}

async function findingsOf(
  outside: Outside,
  { data, origin, backups, lookIn }: DoctorInput,
): Promise<readonly Finding[]> {
  const { p, random, machine, fetch } = outside
  const today = outside.today()
  const pepperFile = outside.pepperFile ?? join(data, 'pepper')
  const examined = parseExamined(await callProgram('examine', { dataFolder: data, pepperFile: outside.pepperFile }))
  const { contents, limits, served } = examined
  const relay = relayProcess(machine, join(data, 'lock'))
  const { deployment, findings: ofDeployment } = await deploymentFindings(p, data)
  const ofContents =
    contents === null ? [] : [...pepperFitFindings(contents), ...dayFindings(contents, served, today, TAKE_IN_DAYS)]
  const ofDocuments =
    contents === null || deployment === null ? [] : await documentFindings(p, today, deployment, contents)
  const ofAddress =
    origin === null
      ? [look('address', 'How people reach the relay was not looked at.', 'doctor --relay https://...')]
      : await addressFindings({ p, random, fetch, origin, today, contents })
  return [
    ...ofDeployment,
    servedFinding(examined, relay?.pid ?? null),
    ...folderFindings(machine, data, relay),
    ...leftoverFindings(data, today),
    ...pepperFindings(machine, pepperFile),
    ...databaseFindings(examined),
    ...ofContents,
    ...machineFindings(machine, data, relay, limits),
    ...(deployment === null ? [] : await backupFindings(backups, data, pepperFile, deployment, today)),
    ...strayKeyFindings([data, ...(backups === null ? [] : [backups]), ...lookIn]),
    ...proxyFindings(machine),
    ...ofAddress,
    ...ofDocuments,
  ]
}

const count = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((finding) => finding.severity === severity).length

function summary(findings: readonly Finding[]): string {
  const [bad, open] = [count(findings, 'wrong'), count(findings, 'look')]
  if (bad > 0) return `${bad} wrong, ${open} to be looked at.`
  return open > 0 ? `Nothing is wrong; ${open} to be looked at.` : 'All is well.'
}

async function examine(outside: Outside, input: DoctorInput): Promise<CommandOutcome> {
  if (!existsSync(input.data) || !statSync(input.data).isDirectory())
    return refusal(`There is no folder ${input.data}.`)
  try {
    const findings = await findingsOf(outside, input)
    const isWell = count(findings, 'wrong') === 0
    return {
      ok: true,
      exitCode: isWell ? 0 : 1,
      json: { well: isWell, findings },
      lines: [...findings.map(findingLine), summary(findings)],
    }
  } catch (error) {
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'say in plain words what is wrong with this deployment',
  help: `[--relay URL] [--backups DIR] [--look-in DIR ...] [--data DIR]

  --relay URL       looks also at what people get at this address
  --backups DIR     folder of the backups
  --look-in DIR     looks there too for root keys that should not be on this machine; may be repeated
  --data DIR        the relay's data folder (default SOSAFE_DATA, or ./data)

On the relay's machine, as the relay's user or root. Changes nothing. One line for each thing that it looked at: ok, look
(decide whether it is meant so) or WRONG, and behind the arrow what to type. Exit code 1 when something is wrong.`,
  options: {
    relay: { type: 'string' },
    backups: { type: 'string' },
    'look-in': { type: 'string', multiple: true },
    data: { type: 'string' },
  },
  async run(values, outside) {
    const asked = one(values, 'relay') !== undefined
    const origin = originOf(values)
    if (typeof origin !== 'string') return origin
    return examine(outside, {
      data: one(values, 'data') ?? outside.dataFolder,
      origin: asked ? origin : null,
      backups: one(values, 'backups') ?? null,
      lookIn: many(values, 'look-in'),
    })
  },
}
