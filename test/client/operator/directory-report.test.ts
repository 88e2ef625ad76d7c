import { expect, test } from 'vitest'
import { candidateLine, leftOutLines } from '../../../client/operator/directory-report.ts'
import { makeOffice } from '../../shared/trust/world.ts'

test('a name that the relay gives can neither hide anything from whoever signs, nor look like a line of its own', async () => {
  const { listed } = await makeOffice('hospital', 'agency')
  const name = 'Shelter\u001b[2K\u202E\nIntroduced: Hospital'
  const agency = { ...listed, names: { th: name, en: name } }
  const candidate = { agency, fingerprint: '1', confirmation: '2', members: 2 }
  const lines = [candidateLine(candidate), ...leftOutLines([{ why: 'not-confirmed', candidate }])].join('\n')
  for (const hidden of ['\u001b', '\u202E']) expect(lines).not.toContain(hidden)
  expect(lines).toContain('Shelter⟦U+001B⟧[2K⟦U+202E⟧ Introduced: Hospital')
  expect(lines.match(/^Introduced/gm)).toHaveLength(1)
})
