/**
 * The order of the files, so that the workers of a run end together. Vitest begins with the longest text; these stories
 * take long and stand in a few lines, because two engines share them, and would all be left for the end.
 */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = import.meta.dirname
const first = [
  'e2e/deployment.firefox.test.ts',
  'privacy.test.ts',
  'e2e/deployment.test.ts',
  'e2e/story.firefox.test.ts',
  'e2e/story.test.ts',
  'e2e/screens.test.ts',
  'e2e/desk-proof.test.ts',
]

const place = ({ moduleId }: TestSpecification): number => {
  const index = first.indexOf(relative(root, moduleId).replaceAll('\\', '/'))
  return index === -1 ? first.length : index
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}
