/** The System for the screens that need it; asking for it loads it. */
import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { System } from './system.ts'

const SystemContext: Context<(() => Promise<System>) | null> = createContext<(() => Promise<System>) | null>(null)

export const SystemProvider: typeof SystemContext.Provider = SystemContext.Provider

export function useSystem(): () => Promise<System> {
  const system = useContext(SystemContext)
  if (system === null) throw new Error('outside of the app')
  return system
}
