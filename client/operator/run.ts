/** Runs one command line: what to print, and the exit code (0 done, 1 refused, 2 not understood). */
import { parseArgs } from 'node:util'
import type { Command, Outside } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type CommandOutcome, refusal } from './outcome.ts'

export interface RunResult {
  readonly exitCode: 0 | 1 | 2
  readonly stdout: string
  readonly stderr: string
}

const PROGRAM = 'npm run sosafe --'

const overview = (): string =>
  [
    `${PROGRAM} <command> [options]`,
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`),
    '',
    'Every command takes --help, and --json for one JSON object on standard output.',
    'Exit codes: 0 done, 1 refused (doctor: something is wrong), 2 not understood.',
    '',
  ].join('\n')

const helpOf = ({ name, summary, help }: Command): string =>
  `${PROGRAM} ${name} ${help}\n  --json            print one JSON object\n  --help            print this\n\n${name}: ${summary}.\n`

function printed(outcome: CommandOutcome, asJson: boolean): RunResult {
  if (outcome.ok) {
    const text = asJson ? JSON.stringify(outcome.json) : outcome.lines.join('\n')
    return { exitCode: outcome.exitCode ?? 0, stdout: `${text}\n`, stderr: '' }
  }
  const { kind, message } = outcome
  const exitCode = kind === 'usage' ? 2 : 1
  return asJson
    ? { exitCode, stdout: `${JSON.stringify({ error: kind, message })}\n`, stderr: '' }
    : { exitCode, stdout: '', stderr: `${message}\n` }
}

/** Never throws for what people type or what disks and networks do. */
export async function run(argv: readonly string[], outside: Outside): Promise<RunResult> {
  const words = argv.filter((word) => !word.startsWith('-'))
  const command = COMMANDS.find(({ name }) =>
    name.split(' ').every((word, index) => words[index] === word && argv[index] === word),
  )
  if (command === undefined) {
    const asked = argv.length === 0 || argv[0] === 'help' || argv.includes('--help') || argv.includes('-h')
    const complaint = `No such command: ${words.join(' ')}\n\n`
    return asked
      ? { exitCode: argv.length === 0 ? 2 : 0, stdout: overview(), stderr: '' }
      : { exitCode: 2, stdout: '', stderr: complaint + overview() }
  }
  const asJson = argv.includes('--json')
  const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  try {
    const args = argv.slice(command.name.split(' ').length)
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false })
    if (values['help'] === true) return { exitCode: 0, stdout: helpOf(command), stderr: '' }
    return printed(await command.run(values, outside), asJson)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'code' in error ? error.code : undefined
    if (typeof code !== 'string') throw error
    if (code.startsWith('ERR_PARSE_ARGS')) {
      return printed({ ok: false, kind: 'usage', message: `${error.message}\n\n${helpOf(command)}` }, asJson)
    }
    // Disk errors name a path and a reason, and nothing that was typed in secret.
    return printed(refusal(error.message), asJson)
  }
}
