/** Before the first test: an empty folder in which the run's demonstration is made once, when it is first asked for. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    demoFolder: string
  }
}

export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-demo-'))
  provide('demoFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
