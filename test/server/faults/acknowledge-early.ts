/** Loaded before a relay (`--import`): its store says that something is durable a moment before it is. */
import { registerHooks } from 'node:module'

const wanted = '/server/sqlite/commit-queue.ts'
const instead = new URL('early-queue.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    return found.url.endsWith(wanted) ? { ...found, url: instead } : found
  },
})
