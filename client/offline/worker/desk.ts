/** The desk's service worker, at /desk/sw.js with scope `/desk/`: the composition root of that script. */
import { serve } from './site.ts'
import type { KeptFile } from './site.ts'

declare const __FILES__: readonly KeptFile[]
declare const __VERSION__: string

serve({
  family: 'office',
  version: __VERSION__,
  shell: '/desk/',
  files: __FILES__,
  later: [],
  // the scope begins at /desk/, but a desk page also asks for what lies outside: none of it is this worker's
  notOurs: /^\/(?!desk\/)/,
})
