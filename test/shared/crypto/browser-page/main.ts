/** The vector suite inside a browser, for both implementations. The test outside asks `runVectors` for the outcome. */
import { detectPrimitives } from '../../../../shared/crypto/detect-primitives.ts'
import { nativeAlgorithms, type NativeAlgorithms } from '../../../../shared/crypto/web-primitives.ts'
import { vectorChecks } from '../suite/all.ts'

export interface Outcome {
  readonly native: NativeAlgorithms
  /** Names of what ran, `implementation: check`. */
  readonly passed: readonly string[]
  /** The same, and why. */
  readonly failed: readonly string[]
}

declare global {
  interface Window {
    runVectors: () => Promise<Outcome>
  }
}

window.runVectors = async () => {
  const { createJsPrimitives } = await import('../../../../shared/crypto/js-primitives.ts')
  const passed: string[] = []
  const failed: string[] = []
  for (const p of [createJsPrimitives(crypto.subtle), await detectPrimitives(crypto)]) {
    for (const { name, run } of vectorChecks) {
      await run(p).then(
        () => void passed.push(`${p.name}: ${name}`),
        (error: unknown) => void failed.push(`${p.name}: ${name}: ${String(error)}`),
      )
    }
  }
  return { native: await nativeAlgorithms(crypto.subtle), passed, failed }
}
document.title = 'ready'
