/** Builds the page that runs the vector suite and serves it on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { serveFolders } from '../../e2e/static-server.ts'

export interface VectorPage {
  readonly origin: string
  stop(): Promise<void>
}

export async function serveVectorPage(): Promise<VectorPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'sosafe-vectors-'))
  await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'browser-page'),
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000, modulePreload: false },
  })
  const server = await serveFolders({ '/': outDir })
  return {
    origin: server.origin,
    stop: async () => {
      await server.stop()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
