/**
 * `npm run bench` measures all and writes docs/performance.md; `npm run bench -- NAME` measures one thing and writes its row.
 * With `--json` it writes no file and prints one JSON object as the last line of its output, whatever the figure is.
 * Everything else goes to the error output.
 *
 * A benchmark is a file of this folder that exports `run(): Promise<BenchResult>`.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { progress, type BenchResult } from './measure.ts'

const folder = import.meta.dirname
const report = join(folder, '..', '..', 'docs', 'performance.md')

/** Processes that wanted to run in the last minute: whether the machine was ours. */
const [load = 0] = loadavg()

interface Bench {
  readonly run: () => Promise<BenchResult>
}

const names: readonly string[] = readdirSync(folder)
  .filter(
    (file) =>
      file.endsWith('.ts') && /^export (async )?(function|const) run\b/m.test(readFileSync(join(folder, file), 'utf8')),
  )
  .map((file) => basename(file, '.ts'))
  .toSorted()

async function measure(name: string): Promise<BenchResult> {
  progress(name)
  const { run } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench
  return run()
}

/** Three significant digits: the machine's moods are larger. */
const short = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumSignificantDigits: 3 })

function rowOf({ name, value, unit, baseline, ratio }: BenchResult): string {
  const held = Object.entries(baseline).map(([what, rate]) => `${what} ${short(rate)}`)
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const measured = `${new Date().toISOString().slice(0, 10)}, ${machine}, load before ${load.toFixed(1)}`
  return `| ${name} | ${short(value)} ${unit} | ${held.join(', ')} | ${ratio.toFixed(2)} | ${measured} |`
}

const table = (rows: readonly string[]): string =>
  ['| what | value | held against | ratio | measured |', '|---|---|---|---|---|', ...rows].join('\n')

/** What was not measured now keeps the row that it had. */
function page(results: readonly BenchResult[]): string {
  const before = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : []
  const rows = names.map((name) => {
    const result = results.find((one) => one.name === name)
    return result === undefined ? before.find((line) => line.startsWith(`| ${name} |`)) : rowOf(result)
  })
  const missing = names.filter((_, at) => rows[at] === undefined)
  return `# Performance

Written by \`npm run bench\`. Each figure is a median of rounds in turns with what it is held against (the first of its row gives the ratio), because absolute figures of one machine move by half within an hour. What each measures stands in the head of \`test/bench/NAME.ts\`.

${table(rows.filter((row) => row !== undefined))}
${missing.map((name) => `\nNot measured yet: ${name}.`).join('')}`
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  progress(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  process.exit(2)
}

const results: BenchResult[] = []
let hasFailed = false
for (const name of positionals.length > 0 ? positionals : names) {
  try {
    results.push(await measure(name))
  } catch (error) {
    // The others still count; this one must not look measured.
    progress(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    hasFailed = true
  }
}
if (!values.json) writeFileSync(report, page(results))
const lines = values.json ? results.map((result) => JSON.stringify(result)).join('\n') : table(results.map(rowOf))
// Not before all of it is written; but a benchmark may leave a server or a worker behind.
process.stdout.write(`${lines}\n`, () => process.exit(hasFailed ? 1 : 0))
